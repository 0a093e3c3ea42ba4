import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { after, bytes, forge, set } from '../../content/guard/forge.ts'
import { record } from '../../content/guard/guard-world.ts'
import { editsOf, recordsOf } from '../../content/guard/maps.ts'
import { CAPS } from '../../content/guard/read-update.ts'
import { ACME, PHONE, Scene } from './scene.ts'
import { waitFor } from '../../testing/wait-for.ts'

// Rows of the table in docs/sync.md about what an update says, each through a real socket.

let scene: Scene
beforeAll(async () => {
  scene = await Scene.open()
})
afterAll(() => scene.close())

const made = (write: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  write(doc)
  return Y.encodeStateAsUpdate(doc)
}
const nested = (levels: number): unknown => {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = { a: value }
  return value
}

describe('size', () => {
  it('huge update: one byte more than the limit', async () => {
    await scene.refused(new Uint8Array(LIMITS.update + 1), 'too-large')
    await scene.unharmed()
  })

  it('V2 run-length bomb: no client’s V2 is ever read, and memory stays flat', async () => {
    const many = Array.from({ length: CAPS.structs }, () => bytes(0, 1))
    const bomb = Y.convertUpdateFormatV1ToV2(forge(7, 0, many))
    expect(bomb.length).toBeLessThan(100)
    const before = process.memoryUsage().heapUsed
    await scene.refused(bomb, 'malformed')
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(50 * 1024 * 1024)
    await scene.unharmed()
  })

  it('V1 struct bomb: one struct more than the cap', async () => {
    const many = Array.from({ length: CAPS.structs + 1 }, () => bytes(0, 1))
    await scene.refused(forge(7, 0, many), 'too-many')
    await scene.unharmed()
  })
})

describe('pending structs', () => {
  it.each([
    ['a gap', () => forge(7, 5, [set('edits', PHONE, 'EVIL')])],
    ['a skip', () => forge(7, 0, [bytes(10, 4), set('edits', PHONE, 'EVIL')])],
    ['an origin nobody has', () => forge(7, 0, [after(99, 0, 'EVIL')])],
    ['deletions of what is not there', () => forge(7, 0, [], [[99, [[0, 1]]]])],
  ])('%s', async (_what, make) => {
    await scene.refused(make(), 'gap')
    await scene.unharmed()
  })
})

describe('clocks', () => {
  it('clock poisoning: 14 bytes push no clock to 2^50', async () => {
    await scene.refused(forge(7, 0, [bytes(0, 2 ** 50)]), 'clock-range')
    await scene.refused(forge(7, 0, [bytes(0, CAPS.length + 1)]), 'clock-range')
    await scene.refused(forge(2 ** 40, 0, [set('edits', PHONE, 'EVIL')]), 'clock-range')
    await scene.unharmed()
  })
})

describe('what stands in the document', () => {
  it('deep nesting: 1,000 levels of values, and types within types', async () => {
    await scene.refused(forge(7, 0, [set('records', record('deep'), nested(1_000))]), 'too-deep')
    const types = made((doc) => {
      let map = new Y.Map()
      recordsOf(doc).set(record('deep'), map)
      for (let i = 0; i < 1_000; i++) map = map.set('a', new Y.Map())
    })
    await scene.refused(types, 'bad-content')
    await scene.unharmed()
  })

  it.each(['__proto__', 'constructor', 'prototype'])('the key %s', async (key) => {
    const value = JSON.parse(`{"title":"x","values":{"${key}":{"role":"admin"}}}`) as unknown
    await scene.refused(forge(7, 0, [set('records', record('evil'), value)]), 'dangerous-key')
    await scene.refused(forge(7, 0, [set('edits', `${ACME}/${key}`, 1)]), 'dangerous-key')
    expect(({} as { role?: string }).role).toBeUndefined()
    await scene.unharmed()
  })

  it('unknown roots: one is enough', async () => {
    await scene.refused(forge(7, 0, [set('rows', 'user/x', { role: 'admin' })]), 'unknown-root')
    await scene.unharmed()
  })

  it('lists, texts, documents and bytes', async () => {
    await scene.refused(
      made((doc) => doc.getArray('edits').push([1])),
      'not-a-map-write',
    )
    await scene.refused(
      made((doc) => editsOf(doc).set(PHONE, new Y.Doc())),
      'bad-content',
    )
    await scene.refused(
      made((doc) => editsOf(doc).set(PHONE, new Uint8Array(3))),
      'bad-content',
    )
    await scene.unharmed()
  })

  it('others’ content deleted: set back in the same transaction, and who did it is told', async () => {
    const copy = await scene.copy()
    const before = Y.encodeStateVector(copy)
    recordsOf(copy).delete(ACME)
    const channel = await scene.say(Y.encodeStateAsUpdate(copy, before))
    await waitFor(() => expect(scene.evil.saved(channel)).toEqual([1]))
    expect(await scene.notices('ben')).toMatchObject([{ code: 'written-once' }])
    await scene.unharmed({ clocksToo: false })
  })
})
