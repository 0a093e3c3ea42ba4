import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { shardOf } from '../../../shared/domain/documents/document-name.ts'
import { ContentWorld, ORG } from '../content-world.ts'
import { created, FOLDER, HOMES, type Name, record, USERS } from '../guard/guard-world.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

const SHARDS = [shardOf(FOLDER.id, 0), shardOf(FOLDER.id, 1)] as const
let world: ContentWorld
beforeEach(async () => {
  world = await ContentWorld.open()
})
afterEach(async () => {
  expect(world.faults).toEqual([])
  await world.close()
})

/** A device that was offline while it had room in one of the shards: new records go there. */
class Device {
  copies: readonly [Y.Doc, Y.Doc] = [new Y.Doc(), new Y.Doc()]
  readonly #name: 'anna' | 'ben'
  readonly #full: 0 | 1

  constructor(name: 'anna' | 'ben', full: 0 | 1) {
    this.#name = name
    this.#full = full
  }

  importRecord(id: string, phone: string): void {
    if (this.#placeOf(id) < 0)
      recordsOf(this.copies[this.#full]).set(id, created(HOMES[this.#name], { phone }))
  }
  edit(id: string, phone: string): boolean {
    const place = this.#placeOf(id)
    if (place >= 0) editsOf(this.copies[place as 0 | 1]).set(`${id}/phone`, phone)
    return place >= 0
  }
  /** Sends all that it has, and fetches what there is. */
  async sync(): Promise<void> {
    for (const shard of [0, 1] as const) {
      await send(this.#name, this.copies[shard], shard)
      Y.applyUpdate(this.copies[shard], await missing(shard, this.copies[shard]))
    }
  }

  #placeOf(id: string): number {
    return this.copies.findIndex((doc) => recordsOf(doc).has(id))
  }
}

const send = async (name: Name, device: Y.Doc, shard: 0 | 1) => {
  // What the server has is merged first, as the room does: then nothing is sent that is there.
  const update = Y.encodeStateAsUpdate(device, await world.documents.stateVector(ORG, SHARDS[shard]))
  if (update.length > 2)
    expect(
      await world.documents.receive({
        ...{ organizationId: ORG, userId: USERS[name], document: SHARDS[shard], update, from: null },
      }),
    ).toEqual({ status: 'saved' })
}
const missing = async (shard: 0 | 1, doc: Y.Doc) =>
  (await world.documents.missingFrom(ORG, SHARDS[shard], Y.encodeStateVector(doc))).missing
const phoneIn = (doc: Y.Doc, id: string) =>
  editsOf(doc).get(`${id}/phone`) ??
  (recordsOf(doc).get(id) as ReturnType<typeof created> | undefined)?.values['phone']
const noticed = () => world.store.read.selectFrom('notices').select('id').execute()

it('[REC-4] the same record made by two devices in two documents is one, where it arrived first, with what both changed in it', async () => {
  const id = record('acme')
  const anna = new Device('anna', 1)
  const ben = new Device('ben', 0)
  anna.importRecord(id, 'as imported')
  ben.importRecord(id, 'as imported')
  ben.edit(id, 'Ben’s')
  await anna.sync()
  await ben.sync()
  const [none, there] = [await world.copy(SHARDS[0]), await world.copy(SHARDS[1])]
  expect([...recordsOf(none).keys(), ...editsOf(none).keys()]).toEqual([])
  expect(phoneIn(there, id)).toBe('Ben’s')
  expect(await world.counts(HOMES.anna, HOMES.ben)).toEqual([
    expect.objectContaining({ portfolioId: HOMES.anna, all: 1 }),
  ])
  // Ben lost nothing, so there is nothing to tell him.
  expect(await noticed()).toEqual([])
  await anna.sync()
  expect(phoneIn(anna.copies[1], id)).toBe('Ben’s')
})

it('[REC-4] what one may not do to a record is not done through another document either', async () => {
  const id = record('acme')
  const anna = new Device('anna', 1)
  anna.importRecord(id, '1')
  await anna.sync()
  // Ben is an Agent: to give away what Anna looks after is not his to do.
  const ben = new Device('ben', 0)
  ben.importRecord(id, '1')
  editsOf(ben.copies[0]).set(`${id}/portfolio`, HOMES.ben)
  editsOf(ben.copies[0]).set(`${id}/deleted`, 'never')
  await ben.sync()
  const there = await world.copy(SHARDS[1])
  expect([...editsOf(there).keys()]).toEqual([])
  expect(await noticed()).toHaveLength(2)
})

it('[REC-2] [REC-4] in whatever order two devices import, change and send, there is one record, and the last arrival counts', async () => {
  const step = fc.record({
    who: fc.constantFrom(0, 1),
    does: fc.constantFrom('import', 'edit', 'edit', 'sync'),
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const id = record(`run${++run}x`)
      const devices = [new Device('anna', 0), new Device('ben', 1)] as const
      for (const device of devices) await device.sync()
      let stored: string | undefined
      const [base, unsent] = [[undefined, undefined] as (string | undefined)[], new Map<number, string>()]
      const sync = async (who: 0 | 1) => {
        await devices[who].sync()
        stored = unsent.get(who) ?? stored ?? base[who]
        unsent.delete(who)
      }
      for (const [i, { who, does }] of steps.entries()) {
        const [device, value] = [devices[who as 0 | 1], `${i}`]
        if (does === 'import') {
          if (base[who] === undefined) base[who] = value
          device.importRecord(id, base[who])
        } else if (does === 'edit') {
          if (device.edit(id, value)) unsent.set(who, value)
        } else await sync(who as 0 | 1)
      }
      for (const who of [0, 1, 0] as const) await sync(who)
      const copies = await Promise.all(SHARDS.map((shard) => world.copy(shard)))
      const there = copies.filter((doc) => recordsOf(doc).has(id))
      expect(there).toHaveLength(stored === undefined ? 0 : 1)
      expect(there[0] && phoneIn(there[0], id)).toBe(stored)
      for (const doc of copies)
        if (doc !== there[0]) expect([...editsOf(doc).keys()].filter((key) => key.startsWith(id))).toEqual([])
    }),
    { numRuns: 60 },
  )
  expect(await noticed()).toEqual([])
})
