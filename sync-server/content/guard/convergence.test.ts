import fc from 'fast-check'
import assert from 'node:assert/strict'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { SERVER_CLIENT } from './apply-update.ts'
import { created, GuardWorld, HOMES, type Name, NOW, record, valuesOf } from './guard-world.ts'
import { editsOf, recordsOf } from './maps.ts'

const RECORDS = ['one', 'two', 'three'].map(record)
const NAMES = ['olga', 'anna', 'ben', 'rita'] as const
const EVIL = 'EVIL'

/** A stock Yjs client: it sends each change at once while online, and hears of others' with a delay. */
class Device {
  doc: Y.Doc
  online = true
  readonly inbox: Uint8Array[] = []
  /** Keys written since the server last heard of this device, with what stands there now. */
  readonly unsent = new Map<string, unknown>()
  readonly name: Name
  readonly #world: GuardWorld

  readonly #hasOwnId: boolean

  /** `hasOwnId`: nobody else writes under its client id. A stock client whose id is taken does not learn what that cost it. */
  constructor(world: GuardWorld, name: Name, client: number, hasOwnId: boolean) {
    this.#hasOwnId = hasOwnId
    this.#world = world
    this.name = name
    this.doc = world.device(client)
    this.#listen()
  }

  #listen(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server' && this.online) this.#heard(this.#world.receive(this.name, update))
    })
  }

  write(key: string, value: unknown): void {
    this.unsent.set(key, value)
    if (value === undefined) editsOf(this.doc).delete(key)
    else editsOf(this.doc).set(key, value)
  }

  /**
   * What others did reaches the device, perhaps on its way since before it went offline. An unsent edit can lose Yjs's tie
   * there: a stock client then sends its state without it, so nobody can let it win. Our replica sends its log instead,
   * edit by edit, and loses none.
   */
  hear(): void {
    for (const update of this.inbox.splice(0)) Y.applyUpdate(this.doc, update, 'server')
    for (const [key, value] of this.unsent) if (editsOf(this.doc).get(key) !== value) this.unsent.delete(key)
  }

  reconnect(): void {
    this.online = true
    this.inbox.length = 0
    this.#heard(this.#world.sync(this.name, this.doc))
    this.inbox.length = 0
  }

  #heard(result: ReturnType<GuardWorld['receive']>): void {
    if (result.status === 'refused') {
      // The room closes: the copy is dropped and fetched anew under a new id.
      // Also of who is honest, where the hostile one took their id before them.
      assert.ok(this.name === 'rita' || !this.#hasOwnId, `${this.name} was refused`)
      assert.equal(result.code, 'foreign-client')
      this.doc = this.#world.device()
      this.#listen()
      this.unsent.clear()
      return
    }
    assert.equal(result.status, 'applied')
    const edits = editsOf(this.#world.doc)
    if (this.name !== 'rita' && this.#hasOwnId)
      for (const [key, value] of this.unsent)
        // A deletion of what somebody overwrote meanwhile deletes nothing: Yjs keeps the other value.
        if (value !== undefined) assert.equal(edits.get(key), value, `${key} was lost`)
    this.unsent.clear()
  }
}

const operation = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('offline' as const), who: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconnect' as const), who: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hear' as const), who: fc.nat(3) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who: fc.nat(3),
      record: fc.nat(2),
      field: fc.constantFrom('phone', 'title'),
      value: fc.option(fc.nat(99), { nil: undefined, freq: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wipe' as const), who: fc.nat(3), record: fc.nat(2) }),
  },
)
const clientId = fc.oneof(fc.constantFrom(0, 1, 2, 2 ** 31, 2 ** 32 - 1), fc.nat(2 ** 32 - 1))

it('[REC-2] [SYNC-3] four stock clients converge, one without rights changes nothing, no honest edit is lost on arrival', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 2, max: 2 ** 32 - 1 }), { minLength: 3, maxLength: 3 }),
      clientId,
      fc.array(operation, { maxLength: 60 }),
      (honestIds, evilId, operations) => {
        const world = new GuardWorld()
        const first = world.device()
        for (const id of RECORDS) recordsOf(first).set(id, created(HOMES.anna))
        world.sync('anna', first)
        const devices = NAMES.map((name, index) => {
          const client = name === 'rita' ? evilId : (honestIds[index] as number)
          return new Device(world, name, client, client !== evilId)
        })
        let told = world.sent.length
        const broadcast = () => {
          for (const update of world.sent.slice(told))
            for (const device of devices) if (device.online) device.inbox.push(update)
          told = world.sent.length
        }
        for (const step of operations) {
          const device = devices[step.who] as Device
          if (step.do === 'offline') device.online = false
          if (step.do === 'reconnect') device.reconnect()
          if (step.do === 'hear') device.hear()
          if (step.do === 'wipe' && device.name === 'rita')
            recordsOf(device.doc).delete(RECORDS[step.record] as string)
          if (step.do === 'write') {
            const key = `${RECORDS[step.record]}/${step.field}`
            const value = step.value === undefined ? undefined : `${step.value}`
            device.write(key, device.name === 'rita' && value !== undefined ? EVIL : value)
          }
          broadcast()
          expect(Object.values(valuesOf(world.doc).edits)).not.toContain(EVIL)
          expect(Object.keys(valuesOf(world.doc).records)).toHaveLength(RECORDS.length)
        }
        for (const sent of world.sent) expect(Buffer.from(sent).includes(EVIL)).toBe(false)
        for (const device of [...devices, ...devices]) device.reconnect()
        // Who writes under somebody else's id may spoil their own copy, nobody else's.
        const stolen = evilId === SERVER_CLIENT || honestIds.includes(evilId)
        for (const device of stolen ? devices.slice(0, 3) : devices)
          expect(valuesOf(device.doc)).toEqual(valuesOf(world.doc))
      },
    ),
    { numRuns: 300 },
  )
})

it('survives any update with some bytes changed: no pending rest, no surprise, and it can be stored and loaded', () => {
  const mutation = fc.record({ at: fc.nat(), to: fc.nat(255) })
  fc.assert(
    fc.property(
      fc.array(fc.record({ record: fc.nat(3), value: fc.jsonValue({ maxDepth: 2 }), away: fc.boolean() }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      (writes, mutations) => {
        const world = new GuardWorld()
        const first = world.device()
        for (const id of RECORDS) recordsOf(first).set(id, created(HOMES.anna))
        editsOf(first).set(`${RECORDS[0]}/deleted`, NOW)
        world.sync('anna', first)
        const device = world.device(77)
        for (const { record: index, value, away } of writes) {
          const key = `${RECORDS[index] ?? record('four')}/phone`
          if (away) editsOf(device).delete(key)
          else editsOf(device).set(key, value)
        }
        const update = Y.encodeStateAsUpdate(device, Y.encodeStateVector(world.doc))
        for (const { at, to } of mutations) update[at % update.length] = to
        const result = world.receive('ben', update)
        expect(['applied', 'refused']).toContain(result.status)
        expect([world.doc.store.pendingStructs, world.doc.store.pendingDs]).toEqual([null, null])
        const loaded = new Y.Doc()
        Y.applyUpdate(loaded, Y.encodeStateAsUpdate(world.doc))
        expect(valuesOf(loaded)).toEqual(valuesOf(world.doc))
        for (const sent of world.sent) Y.applyUpdate(first, sent)
        expect(valuesOf(first)).toEqual(valuesOf(world.doc))
      },
    ),
    { numRuns: 2_000 },
  )
})
