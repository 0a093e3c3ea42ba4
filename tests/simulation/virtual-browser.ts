// Long because databases, channels and locks die together with their tab.
import { type Node, theWorld } from './virtual-time.ts'
import './clone-plain.ts'
import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore, IDBRequest } from 'fake-indexeddb'

// What a browser gives a tab beside timers: databases, channels and locks, each knowing whose it is, so that a tab can die
// without a word: its transactions abort, its locks are free, nobody hears of it.

interface Owned {
  owner?: Node
}
interface RawTransaction extends EventTarget {
  db: Connection
  _state: string
  _abort(name: string): void
}
interface Connection extends Owned {
  _rawDatabase: RawDatabase
  close(): void
}
interface RawDatabase {
  name: string
  transactions: RawTransaction[]
  connections: Connection[]
  rawObjectStores: Map<string, RawStore>
  processTransactions(): void
}
interface RawStore {
  rawDatabase: RawDatabase
  records: RawRecords
  rawIndexes: Map<string, { rawObjectStore: RawStore; records: RawRecords }>
}
interface RawRecords {
  /** A tree whose nodes are never changed but by writing; what they hold, never at all. */
  records: { _root?: TreeNode }
  get(key: unknown): { value: unknown } | undefined
  values(): Iterable<{ value: unknown }>
}
interface TreeNode {
  parent: TreeNode | undefined
  left: TreeNode | undefined
  right: TreeNode | undefined
}
type Target = Owned & {
  transaction?: RawTransaction | null
  result?: unknown
  db?: Connection
  /** Of a request: an index has no transaction of its own. */
  source?: { objectStore?: { transaction?: RawTransaction } } | null
}

/** Events of a database are its tab's; whatever follows from them runs as the tab. */
const EventSource = Object.getPrototypeOf(IDBRequest.prototype) as {
  dispatchEvent(this: Target, event: unknown): unknown
}
const dispatch = EventSource.dispatchEvent
EventSource.dispatchEvent = function (event) {
  const world = theWorld()
  if (world) {
    const owner = ownerOf(this)
    if (owner) world.node = owner
    // A database that opens for a tab that is gone is closed again.
    if (owner?.dead && !this.db && !this.transaction && !this.source) {
      ;(this.result as Connection | undefined)?.close()
      return true
    }
  }
  return dispatch.call(this, event)
}

function ownerOf(target: Target): Node | undefined {
  if (target.owner) {
    const opened = target.result as Owned | undefined
    if (opened && typeof opened === 'object' && '_rawDatabase' in opened) opened.owner ??= target.owner
    return target.owner
  }
  const transaction = target.transaction ?? target.source?.objectStore?.transaction
  return target.db?.owner ?? transaction?.db.owner
}

/** Disks without room. */
export const fullDisks = new WeakSet<Node>()

/** As browsers refuse to write where the site's quota is used up. */
for (const name of ['put', 'add'] as const) {
  const write = IDBObjectStore.prototype[name]
  IDBObjectStore.prototype[name] = function (this: IDBObjectStore & Target, ...given: [unknown]) {
    const owner = theWorld() && this.transaction?.db.owner
    if (owner?.disk && fullDisks.has(owner.disk)) throw new DOMException('no room', 'QuotaExceededError')
    return write.apply(this, given)
  } as typeof write
}

/** The databases of all devices of one world. */
export class Databases extends IDBFactory {
  override open(...args: Parameters<IDBFactory['open']>): IDBOpenDBRequest {
    const owner = theWorld()?.node
    // A tab that is gone, or code of it that goes on, opens nothing.
    if (!owner?.disk || owner.dead) return {} as IDBOpenDBRequest
    const request = super.open(...args)
    ;(request as Owned).owner = owner
    return request
  }

  get #all(): Map<string, RawDatabase> {
    return (this as unknown as { _databases: Map<string, RawDatabase> })._databases
  }
  #raw(name: string): RawDatabase | undefined {
    return this.#all.get(name)
  }

  /** As `name` has it now; write it nowhere but with `adopt`. Nobody may have it open. */
  copy(name: string): DatabaseCopy {
    const raw = this.#raw(name)
    if (!raw) throw new Error(`there is no database ${name}`)
    return copyOf(raw, name)
  }

  /** Puts a copy there as the database of this name. */
  adopt(name: string, copy: DatabaseCopy): void {
    this.#all.set(name, copyOf(copy as RawDatabase, name))
  }

  /** The tab is gone: what it had not committed never was. */
  abandon(name: string, tab: Node): void {
    const raw = this.#raw(name)
    if (!raw) return
    for (const transaction of [...raw.transactions])
      if (transaction.db.owner === tab && transaction._state !== 'finished') transaction._abort('AbortError')
    for (const connection of [...raw.connections]) if (connection.owner === tab) connection.close()
  }

  /** All rows of a table as they are committed or being written, without disturbing anybody. */
  rows<T>(name: string, table: string): T[] {
    const store = this.#raw(name)?.rawObjectStores.get(table)
    return store ? [...store.records.values()].map(({ value }) => value as T) : []
  }

  /** Every row of every table. */
  everything(name: string): { table: string; row: unknown }[] {
    return [...(this.#raw(name)?.rawObjectStores.keys() ?? [])].flatMap((table) =>
      this.rows(name, table).map((row) => ({ table, row })),
    )
  }

  row<T>(name: string, table: string, key: unknown): T | undefined {
    return this.#raw(name)?.rawObjectStores.get(table)?.records.get(key)?.value as T | undefined
  }
}

/** A database outside of any world. */
export type DatabaseCopy = object

const likeness = <T extends object>(of: T, other: Partial<T>): T =>
  Object.assign(Object.create(Object.getPrototypeOf(of) as object) as T, of, other)

function copyOf(raw: RawDatabase, name: string): RawDatabase {
  const rawObjectStores: RawDatabase['rawObjectStores'] = new Map()
  const copy = likeness(raw, { name, transactions: [], connections: [], rawObjectStores })
  const { processTransactions } = Object.getPrototypeOf(raw) as RawDatabase
  copy.processTransactions = processTransactions.bind(copy)
  for (const [key, store] of raw.rawObjectStores) {
    const rawIndexes: RawStore['rawIndexes'] = new Map()
    const records = copyOfRecords(store.records)
    const rawObjectStore = likeness(store, { rawDatabase: copy, records, rawIndexes })
    for (const [indexName, index] of store.rawIndexes)
      rawIndexes.set(indexName, likeness(index, { rawObjectStore, records: copyOfRecords(index.records) }))
    rawObjectStores.set(key, rawObjectStore)
  }
  return copy
}

function copyOfRecords(store: RawRecords): RawRecords {
  const node = (of: TreeNode | undefined, parent: TreeNode | undefined): TreeNode | undefined => {
    if (!of) return undefined
    const copy = { ...of, parent }
    copy.left = node(of.left, copy)
    copy.right = node(of.right, copy)
    return copy
  }
  const { records } = store
  return likeness(store, {
    records: likeness(records, { ...(records._root && { _root: node(records._root, undefined)! }) }),
  })
}

type Delivery = ((event: { data: unknown }) => void) | null

const channels = new Map<string, Set<VirtualChannel>>()

class VirtualChannel {
  onmessage: Delivery = null
  readonly name: string
  readonly #owner = theWorld()?.node

  constructor(name: string) {
    this.name = name
    const all = channels.get(name) ?? new Set()
    channels.set(name, all.add(this))
  }

  postMessage(data: unknown): void {
    const world = theWorld()
    if (!world || this.#owner?.dead) return
    for (const other of channels.get(this.name) ?? [])
      if (other !== this && other.#owner && !other.#owner.dead) {
        const copy = structuredClone(data)
        world.schedule(world.random.next(), () => other.onmessage?.({ data: copy }), other.#owner)
      }
  }

  close(): void {
    channels.get(this.name)?.delete(this)
  }
  unref(): void {}
  addEventListener(): void {}
  removeEventListener(): void {}
}
const RealChannel = globalThis.BroadcastChannel
globalThis.BroadcastChannel = function (name: string) {
  return theWorld() ? new VirtualChannel(name) : new RealChannel(name)
} as unknown as typeof BroadcastChannel

interface Ask {
  owner: Node
  options: LockOptions
  grant: (lock: object | null) => unknown
  resolve: (value: unknown) => void
  reject: (problem: unknown) => void
}

/** Web Locks, exclusive ones. */
class VirtualLocks {
  readonly #held = new Map<string, Ask>()
  readonly #waiting = new Map<string, Ask[]>()

  request(name: string, options: LockOptions, grant: Ask['grant']): Promise<unknown> {
    const world = theWorld()!
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    if (world.node.dead) return promise
    const ask: Ask = { owner: world.node, options, grant, resolve, reject }
    if (this.#held.has(name) && options.ifAvailable) this.#run(name, ask, null)
    else {
      this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), ask])
      options.signal?.addEventListener('abort', () => {
        const waiting = this.#waiting.get(name) ?? []
        if (!waiting.includes(ask)) return
        this.#waiting.set(
          name,
          waiting.filter((other) => other !== ask),
        )
        reject(options.signal?.reason)
      })
      this.#next(name)
    }
    return promise
  }

  /** The tab is gone. */
  abandon(name: string, tab: Node): void {
    this.#waiting.set(
      name,
      (this.#waiting.get(name) ?? []).filter(({ owner }) => owner !== tab),
    )
    if (this.#held.get(name)?.owner === tab) this.#held.delete(name)
    this.#next(name)
  }

  clear(): void {
    this.#held.clear()
    this.#waiting.clear()
  }

  #next(name: string): void {
    if (this.#held.has(name)) return
    const ask = this.#waiting.get(name)?.shift()
    if (!ask) return
    this.#held.set(name, ask)
    this.#run(name, ask, { name })
  }

  #run(name: string, ask: Ask, lock: object | null): void {
    const release = () => {
      if (this.#held.get(name) !== ask) return
      this.#held.delete(name)
      this.#next(name)
    }
    theWorld()?.schedule(
      0,
      () => {
        Promise.resolve(ask.grant(lock)).then(ask.resolve, ask.reject).finally(release)
      },
      ask.owner,
    )
  }
}

export const locks = new VirtualLocks()
const realLocks = navigator.locks
Object.defineProperty(navigator, 'locks', {
  configurable: true,
  get: () => (theWorld() ? locks : realLocks),
})

export function forgetChannels(): void {
  channels.clear()
}
