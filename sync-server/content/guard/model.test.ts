import fc from 'fast-check'
import assert from 'node:assert/strict'
import { expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { fitsField } from '../../../shared/domain/model/record.ts'
import { created, FOLDER, GuardWorld, HOMES, type Name, NOW, record, valuesOf } from './guard-world.ts'
import { editsOf, recordsOf } from './maps.ts'

// The guard beside a model of what it is for: a table of values, changed by whoever may, in the order of arrival. Honest
// devices are real Yjs documents that keep their edits as pieces, as ours do, and go away for as long as they like. Beside
// them somebody without rights sends whatever they can think of, under whatever client ids.

const RECORDS = ['one', 'two', 'three', 'four'].map(record)
const HONEST = ['olga', 'anna', 'ben'] as const
type Key = string
type Table = Map<Key, unknown>

/** What one edit wants, and the update that says it. */
interface Piece {
  key: Key
  value: unknown
  update: Uint8Array
}

/** The rules in a few lines, told apart from how the guard tells them. */
class Model {
  readonly records: Record<string, ReturnType<typeof created>> = {}
  readonly edits: Table = new Map()
  noticed = 0

  arrive(name: Name, { key, value }: Pick<Piece, 'key' | 'value'>): void {
    if (this.#mayBe(name, key, value)) this.edits.set(key, value)
    else if (this.edits.get(key) !== value) this.noticed++
  }

  #mayBe(name: Name, key: Key, value: unknown): boolean {
    const [recordId = '', field = ''] = key.split('/')
    const made = this.records[recordId]
    if (name === 'rita' || !made) return false
    if (field === 'portfolio') {
      const now = this.edits.get(key) ?? made.portfolio
      const exists = Object.values(HOMES).includes(value as string)
      return exists && (name === 'olga' || now === HOMES[name])
    }
    if (field === 'deleted') return value === null || value === NOW
    if (field === 'title') return typeof value === 'string'
    const known = FOLDER.fields.find(({ id }) => id === field)
    return known !== undefined && fitsField(known, value)
  }
}

class Device {
  doc!: Y.Doc
  readonly name: Name
  pieces: Piece[] = []
  inbox: Uint8Array[] = []
  readonly #world: GuardWorld

  constructor(world: GuardWorld, name: Name, client?: number) {
    this.#world = world
    this.name = name
    this.#fetch(client)
  }

  #fetch(client?: number): void {
    this.doc = this.#world.device(client)
    this.inbox = []
  }

  write(key: Key, value: unknown): void {
    let update: Uint8Array | null = null
    const keep = (made: Uint8Array) => (update = made)
    this.doc.on('update', keep)
    editsOf(this.doc).set(key, value)
    this.doc.off('update', keep)
    if (update) this.pieces.push({ key, value, update })
  }

  hear(): void {
    for (const update of this.inbox.splice(0)) Y.applyUpdate(this.doc, update, 'server')
  }

  /** The server refused this copy: fetched anew, and all that was not saved is said again under another client id. */
  startAnew(): void {
    const wanted = this.pieces
    this.pieces = []
    this.#fetch()
    for (const { key, value } of wanted) this.write(key, value)
  }

  /** Sends the next pieces; each is saved, or the copy is refused. */
  send(count: number, model: Model): void {
    for (let i = 0; i < count && this.pieces.length > 0; i++) {
      const [piece] = this.pieces as [Piece]
      const result = this.#world.receive(this.name, piece.update, true)
      if (result.status === 'refused') {
        // Somebody took this client id before its owner ever wrote under it.
        assert.equal(result.code, 'foreign-client')
        this.startAnew()
      } else {
        assert.equal(result.status, 'applied')
        this.pieces.shift()
        model.arrive(this.name, piece)
      }
    }
  }
}

const key = fc
  .record({
    at: fc.nat(RECORDS.length),
    field: fc.constantFrom('phone', 'worth', 'stage', 'fax', 'title', 'portfolio', 'deleted', 'colour'),
  })
  .map(({ at, field }) => `${RECORDS[at] ?? record('none')}/${field}`)
const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>('1', '2', 'won', 'sold', 5, Number.NaN, null, NOW, { deep: [1] }, true),
  fc.constantFrom(...Object.values(HOMES), 'pfo_none000000000000'),
)
const who = fc.nat(HONEST.length - 1)
const anyId = fc.oneof(fc.constantFrom(0, 1, 2, 7, 2 ** 31, 2 ** 32 - 1), fc.nat(2 ** 32 - 1))

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('write' as const), who, key, value }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('send' as const), who, count: fc.nat(4) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hear' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('evil edits' as const), id: anyId, key, value }),
  },
  // Under the id of a device, known or about to be used.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('steal' as const), who, key, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('evil deletes' as const), at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replay' as const), at: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('damage' as const),
      who,
      bytes: fc.array(fc.record({ at: fc.nat(), to: fc.nat(255) }), { minLength: 1, maxLength: 4 }),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

it('[REC-2] [SYNC-3] whatever arrives, the document is as the rules and the order of arrival say', () => {
  let arrived = 0
  // Yjs says so each time an id is stolen.
  vi.spyOn(console, 'log').mockReturnValue(undefined)
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 2, max: 2 ** 32 - 1 }), { minLength: 3, maxLength: 3 }),
      fc.array(step, { minLength: 20, maxLength: 60 }),
      (ids, steps) => {
        const world = new GuardWorld()
        const model = new Model()
        const first = world.device()
        for (const [i, id] of RECORDS.entries()) {
          const home = Object.values(HOMES)[i % 3] as string
          model.records[id] = created(home)
          recordsOf(first).set(id, created(home))
        }
        world.sync('olga', first)
        const devices = HONEST.map((name, i) => new Device(world, name, ids[i]))
        const witness = world.device()
        let told = world.sent.length
        const all: Uint8Array[] = []
        const receive = world.receive.bind(world)
        world.receive = (name, bytes, isOwn) => {
          const result = receive(name, bytes, isOwn)
          arrived++
          all.push(bytes)
          assert.notEqual(result.status, 'fault')
          assert.deepEqual([world.doc.store.pendingStructs, world.doc.store.pendingDs], [null, null])
          return result
        }
        for (const one of steps) {
          act(one, world, model, devices, witness, all)
          for (const update of world.sent.slice(told)) {
            Y.applyUpdate(witness, update)
            for (const device of devices) device.inbox.push(update)
          }
          told = world.sent.length
          const is = { records: model.records, edits: Object.fromEntries(model.edits) }
          expect(valuesOf(world.doc)).toEqual(is)
          expect(valuesOf(witness)).toEqual(is)
        }
        for (const device of devices) device.send(1_000, model)
        for (const device of devices) {
          device.startAnew()
          expect(valuesOf(device.doc)).toEqual(valuesOf(world.doc))
        }
        expect(valuesOf(world.doc).edits).toEqual(Object.fromEntries(model.edits))
      },
    ),
    { numRuns: 300 },
  )
  expect(arrived).toBeGreaterThan(2_000)
})

function act(
  one: Step,
  world: GuardWorld,
  model: Model,
  devices: Device[],
  witness: Y.Doc,
  all: Uint8Array[],
): void {
  const device = 'who' in one ? (devices[one.who] as Device) : null
  const vector = () => Y.encodeStateVector(world.doc)
  switch (one.do) {
    case 'write':
      return device?.write(one.key, one.value)
    case 'send':
      return device?.send(one.count, model)
    case 'hear':
      return device?.hear()
    case 'evil edits': {
      const evil = world.device(one.id)
      editsOf(evil).set(one.key, one.value)
      recordsOf(evil).set(record('evil'), created(HOMES.ben))
      world.receive('rita', Y.encodeStateAsUpdate(evil, vector()))
      return
    }
    case 'steal': {
      const evil = world.device((device as Device).doc.clientID)
      editsOf(evil).set(one.key, one.value)
      world.receive('rita', Y.encodeStateAsUpdate(evil, vector()))
      return
    }
    case 'evil deletes': {
      const evil = new Y.Doc()
      Y.applyUpdate(evil, Y.encodeStateAsUpdate(witness))
      evil.transact(() => {
        for (const id of [...recordsOf(evil).keys()].slice(one.at % 4)) recordsOf(evil).delete(id)
        for (const edited of editsOf(evil).keys()) editsOf(evil).delete(edited)
      })
      world.receive('rita', Y.encodeStateAsUpdate(evil, vector()))
      return
    }
    case 'replay': {
      const update = all[one.at % Math.max(1, all.length)]
      if (update) world.receive('rita', update)
      return
    }
    case 'damage': {
      const update = (device as Device).pieces[0]?.update.slice()
      if (!update) return
      for (const { at, to } of one.bytes) update[at % update.length] = to
      world.receive('rita', update)
      return
    }
    default:
  }
}
