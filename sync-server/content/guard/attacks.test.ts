import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { SERVER_CLIENT } from './apply-update.ts'
import { after, bytes, forge, set, type Write } from './forge.ts'
import { created, GuardWorld, HOMES, record, valuesOf } from './guard-world.ts'
import { editsOf, recordsOf } from './maps.ts'
import { CAPS, readUpdate } from './read-update.ts'

// The attack list of the reference on Yjs servers: every row that concerns a single update.

const ACME = record('acme')
const PHONE = `${ACME}/phone`

function world(): GuardWorld {
  const made = new GuardWorld()
  const anna = made.device(1000)
  recordsOf(anna).set(ACME, created(HOMES.anna))
  made.sync('anna', anna)
  return made
}

const codeOf = (made: GuardWorld, update: Uint8Array): string => {
  const before = made.values()
  const result = made.receive('ben', update)
  expect(made.values()).toEqual(before)
  expect(made.doc.store.pendingStructs).toBeNull()
  return result.status === 'refused' ? result.code : result.status
}

/** An object nested so deep, as lib0 writes it. */
const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) })

describe('updates refused as a whole', () => {
  it('takes what is written by hand but honest', () => {
    const made = world()
    expect(made.receive('ben', forge(7, 0, [set('edits', PHONE, '2')]))).toMatchObject({ status: 'applied' })
    expect(made.values().edits).toEqual({ [PHONE]: '2' })
  })

  it('a huge update, before it is read', () => {
    const made = world()
    expect(codeOf(made, new Uint8Array(LIMITS.update + 1))).toBe('too-large')
  })

  it('a V1 bomb: 500,000 structs in 1 MB', () => {
    const many = Array.from({ length: CAPS.structs + 1 }, () => bytes(0, 1))
    expect(codeOf(world(), forge(7, 0, many))).toBe('too-many')
  })

  it('declared counts that the bytes cannot hold', () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, 2 ** 40)
    encoding.writeVarUint(encoder, 7)
    encoding.writeVarUint(encoder, 0)
    expect(codeOf(world(), encoding.toUint8Array(encoder))).toBe('too-many')
    const values: Write = (e) => {
      set('edits', PHONE, 1)(e)
      encoding.writeUint8(e, 8 | 0x80)
      encoding.writeVarUint(e, 7)
      encoding.writeVarUint(e, 0)
      encoding.writeVarUint(e, 2 ** 40)
    }
    expect(codeOf(world(), forge(7, 0, [values]))).toBe('malformed')
    expect(codeOf(world(), forge(7, 0, [], [[7, []]]).with(3, 0x7f))).toBe('malformed')
  })

  it('V2, however small', () => {
    const doc = new Y.Doc()
    editsOf(doc).set(PHONE, '2')
    const result = world().receive('ben', Y.encodeStateAsUpdateV2(doc))
    expect(result.status).toBe('refused')
  })

  it('a gap, a skip, and deletions of what is not there', () => {
    const made = world()
    expect(codeOf(made, forge(7, 5, [set('edits', PHONE, 1)]))).toBe('gap')
    expect(codeOf(made, forge(7, 0, [bytes(10, 4), set('edits', PHONE, 1)]))).toBe('gap')
    expect(codeOf(made, forge(7, 0, [after(99, 0, 1)]))).toBe('gap')
    expect(codeOf(made, forge(7, 0, [after(7, 0, 1)]))).toBe('gap')
    expect(codeOf(made, forge(7, 0, [], [[99, [[0, 1]]]]))).toBe('gap')
    expect(codeOf(made, forge(7, 0, [], [[1000, [[0, 2]]]]))).toBe('gap')
  })

  it('structs of two clients that wait for each other', () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 2)
    for (const [mine, other] of [
      [7, 8],
      [8, 7],
    ] as const) {
      bytes(2, mine, 0)(encoder)
      after(other, 1, 1)(encoder)
      after(mine, 0, 1)(encoder)
    }
    encoding.writeVarUint(encoder, 0)
    expect(codeOf(world(), encoding.toUint8Array(encoder))).toBe('gap')
  })

  it('a section that Yjs would read instead of the one checked', () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 2)
    for (const value of ['checked', 'applied']) {
      bytes(1, 7, 0)(encoder)
      set('edits', PHONE, value)(encoder)
    }
    encoding.writeVarUint(encoder, 0)
    expect(codeOf(world(), encoding.toUint8Array(encoder))).toBe('malformed')
  })

  it('clock poisoning', () => {
    const made = world()
    expect(codeOf(made, forge(7, 0, [bytes(0, 2 ** 50)]))).toBe('clock-range')
    expect(codeOf(made, forge(7, 0, [bytes(0, CAPS.length + 1)]))).toBe('clock-range')
    expect(codeOf(made, forge(2 ** 40, 0, [set('edits', PHONE, 1)]))).toBe('clock-range')
  })

  it('an unknown root, also in a struct we have already', () => {
    const made = world()
    expect(codeOf(made, forge(7, 0, [set('rows', 'user/x', 1)]))).toBe('unknown-root')
    made.receive('ben', forge(7, 0, [set('edits', PHONE, 1)]))
    expect(codeOf(made, forge(7, 0, [set('more', PHONE, 1)]))).toBe('unknown-root')
    expect([...made.doc.share.keys()].sort()).toEqual(['edits', 'records'])
  })

  it.each(['__proto__', 'constructor', 'prototype'])('the key %s at any depth', (key) => {
    const made = world()
    expect(codeOf(made, forge(7, 0, [set('edits', `${ACME}/${key}`, 1)]))).toBe('dangerous-key')
    const value = JSON.parse(`{"title":"x","values":{"a":{"${key}":{"role":"admin"}}}}`) as unknown
    expect(codeOf(made, forge(7, 0, [set('records', record('x'), value)]))).toBe('dangerous-key')
    expect(codeOf(made, forge(7, 0, [set('records', key, 1)]))).toBe('bad-key')
  })

  it('nesting of values', () => {
    const made = world()
    expect(codeOf(made, forge(7, 0, [set('records', record('x'), nested(9))]))).toBe('too-deep')
    expect(codeOf(made, forge(7, 0, [set('records', record('x'), nested(1_000))]))).toBe('too-deep')
  })

  it.each([
    ['a map', (doc: Y.Doc) => recordsOf(doc).set(record('x'), new Y.Map())],
    ['a text', (doc: Y.Doc) => editsOf(doc).set(PHONE, new Y.Text('x'))],
    ['a document', (doc: Y.Doc) => editsOf(doc).set(PHONE, new Y.Doc())],
    ['bytes', (doc: Y.Doc) => editsOf(doc).set(PHONE, new Uint8Array(3))],
  ])('%s inside a map', (_what, write) => {
    const doc = new Y.Doc()
    write(doc)
    expect(codeOf(world(), Y.encodeStateAsUpdate(doc))).toBe('bad-content')
  })

  it('lists, texts and other kinds of roots under our names', () => {
    const list = new Y.Doc()
    list.getArray('edits').push([1])
    expect(codeOf(world(), Y.encodeStateAsUpdate(list))).toBe('not-a-map-write')
    const text = new Y.Doc()
    text.getText('records').insert(0, 'x')
    expect(codeOf(world(), Y.encodeStateAsUpdate(text))).toBe('not-a-map-write')
  })

  it.each([`${ACME}`, `${ACME}/`, `x/phone`, `${ACME}/a/b`, `${ACME}/${'f'.repeat(41)}`, ''])(
    'the edit key “%s”',
    (key) => {
      expect(codeOf(world(), forge(7, 0, [set('edits', key, 1)]))).toBe('bad-key')
    },
  )

  it('bytes that end early, and bytes left over', () => {
    const made = world()
    const whole = forge(7, 0, [set('edits', PHONE, '2')])
    for (let length = 0; length < whole.length; length++)
      expect(['malformed', 'not-json']).toContain(codeOf(made, whole.slice(0, length)))
    expect(codeOf(made, Uint8Array.from([...whole, 0]))).toBe('malformed')
  })

  it('ranges of deletions that overlap, so that the same structs would be walked again and again', () => {
    expect(
      codeOf(
        world(),
        forge(
          7,
          0,
          [],
          [
            [
              1000,
              [
                [0, 1],
                [0, 1],
              ],
            ],
          ],
        ),
      ),
    ).toBe('malformed')
  })
})

describe('ids of others', () => {
  it('refuses a client id that writes for somebody else, and the victim converges', () => {
    const made = world()
    const victim = made.device(1000)
    expect(codeOf(made, forge(1000, 1, [set('edits', PHONE, 'EVIL')]))).toBe('foreign-client')
    editsOf(victim).set(PHONE, 'anna')
    made.sync('anna', victim)
    expect(made.values().edits).toEqual({ [PHONE]: 'anna' })
    expect(valuesOf(victim)).toEqual(made.values())
  })

  it('refuses the server’s own id', () => {
    const made = world()
    const clock = Y.getState(made.doc.store, SERVER_CLIENT)
    expect(codeOf(made, forge(SERVER_CLIENT, clock, [set('edits', PHONE, 'EVIL')]))).toBe('foreign-client')
  })

  it('is not moved by structs of others that it has already', () => {
    const made = world()
    const ben = made.device()
    expect(made.receive('ben', Y.encodeStateAsUpdate(ben))).toMatchObject({ status: 'applied', update: null })
  })
})

describe('deletions of others’ content', () => {
  it('[SYNC-3] sets them back', () => {
    const made = world()
    const before = made.values()
    const result = made.receive('ben', forge(7, 0, [], [[1000, [[0, 1]]]]))
    expect(result).toMatchObject({ status: 'applied', corrected: true })
    expect(made.values()).toEqual(before)
  })
})

it('reads a 1 MB update of the largest count without allocating what it declares', () => {
  const many = Array.from({ length: CAPS.structs }, () => bytes(0, 1))
  expect(readUpdate(forge(7, 0, many)).structs.get(7)).toHaveLength(CAPS.structs)
})
