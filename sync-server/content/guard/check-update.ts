import * as Y from 'yjs'
import { EDITS_MAP, RECORDS_MAP } from '../../../shared/domain/documents/document-name.ts'
import { idSchema } from '../../../shared/domain/model/id.ts'
import { parseEditKey } from '../../../shared/domain/model/record.ts'
import { editsOf, recordsOf } from './maps.ts'
import { DANGEROUS_KEYS } from './read-json.ts'
import type { DeletedRange, Id, Struct, Update } from './read-update.ts'
import { Refused } from './refused.ts'

export type Root = typeof RECORDS_MAP | typeof EDITS_MAP

/** A key the update may change. `wants` is the value the update ends with there; absent when it only takes away. */
export interface Touch {
  root: Root
  key: string
  wants?: { value: unknown }
  /** All the values it brings there: one of them, or the one from before, must stand there once it is merged. */
  brings: unknown[]
  /** It takes values away there, so that none may be left. */
  takes: boolean
}

export interface Checked {
  /** By root and key, records before edits. */
  touches: Map<string, Touch>
  /** Client ids that write here for the first time. */
  newClients: number[]
  /** The next clock of each client that the update brings something of, once it is merged. */
  states: ReadonlyMap<number, number>
}

export const touchId = (root: string, key: string): string => `${root}\n${key}`

/** Says who writes under a client id: a user, nobody yet (undefined), or the server (null). */
export type OwnerOf = (client: number) => string | null | undefined

export interface Writer {
  userId: string
  ownerOf: OwnerOf
  /**
   * The update says nothing but what its writer wants. Then also what is known already must be under ids of their own: it
   * would count as arrived, though somebody else said something else there. A stock client sends others' edits along.
   */
  isOwn?: boolean
}

/**
 * Checks an update against the live document before anything is merged: whole, without a gap, only under the actor's own
 * client ids, only in the two flat maps. Says which keys it may change. Throws `Refused`.
 * Deletions and structs without a place of their own are resolved in the live store, since decoding alone does not tell
 * the key of an overwrite.
 */
export function checkUpdate(doc: Y.Doc, update: Update, writer: Writer): Checked {
  const incoming = new Incoming(doc, update)
  const touches = new Map<string, Touch>()
  const touch = (place: Place): Touch => {
    const id = touchId(place.root, place.key)
    const known = touches.get(id)
    if (known) return known
    const fresh: Touch = { ...place, brings: [], takes: false }
    touches.set(id, fresh)
    return fresh
  }
  incoming.arrange()
  const deleted = incoming.deletedClocks(update, (place) => {
    touch(place).takes = true
  })
  for (const struct of incoming.fresh) {
    const place = incoming.placeOf(struct)
    if (!place) continue
    const touched = touch(place)
    const lastClock = struct.clock + struct.length - 1
    if (struct.kind === 'any' && !deleted(struct.client, lastClock)) {
      touched.wants = { value: struct.value }
      touched.brings.push(struct.value)
    } else touched.takes = true
  }
  const newClients = newClientsOf(update, incoming, writer)
  return { touches: recordsFirst(touches), newClients, states: incoming.states }
}

/** An edit may name a record that the same update creates. */
function recordsFirst(touches: Map<string, Touch>): Map<string, Touch> {
  const all = [...touches]
  return new Map([
    ...all.filter(([, { root }]) => root === RECORDS_MAP),
    ...all.filter(([, { root }]) => root !== RECORDS_MAP),
  ])
}

function newClientsOf(update: Update, incoming: Incoming, { userId, ownerOf, isOwn }: Writer): number[] {
  const fresh: number[] = []
  for (const client of update.structs.keys()) {
    if (!incoming.brings(client) && !isOwn) continue
    const owner = ownerOf(client)
    // A hijacked id would make the victim's own edits look like ones we already have.
    if (owner === undefined) fresh.push(client)
    else if (owner !== userId) throw new Refused('foreign-client')
  }
  return fresh
}

export interface Place {
  root: Root
  key: string
}

/** The update's structs laid beside the live ones, put in an order in which Yjs can integrate them all. */
class Incoming {
  /** What the document does not have yet. */
  readonly fresh: Struct[] = []
  readonly #doc: Y.Doc
  readonly #update: Update
  /** Next expected clock of each client after what was arranged so far. */
  readonly states = new Map<number, number>()
  readonly #places = new Map<Struct, Place | null>()

  constructor(doc: Y.Doc, update: Update) {
    this.#doc = doc
    this.#update = update
  }

  /** Refuses gaps, also those that structs of several clients make by waiting for each other. */
  arrange(): void {
    const cursors = new Map<number, number>()
    const waiting = new Map<number, number[]>()
    const queue = [...this.#update.structs.keys()]
    while (queue.length > 0) {
      const client = queue.pop() as number
      const section = this.#update.structs.get(client) as Struct[]
      let cursor = cursors.get(client) ?? 0
      const began = cursor
      for (; cursor < section.length; cursor++) {
        const struct = section[cursor] as Struct
        // Also of what we have already: Yjs makes a root of any name it reads.
        if (struct.at) validPlace(struct.at)
        const missing = this.#missing(struct)
        if (missing !== null) {
          const others = waiting.get(missing)
          if (others) others.push(client)
          else waiting.set(missing, [client])
          break
        }
        this.#take(struct)
      }
      cursors.set(client, cursor)
      if (cursor > began) {
        queue.push(...(waiting.get(client) ?? []))
        waiting.delete(client)
      }
    }
    for (const [client, section] of this.#update.structs)
      if (cursors.get(client) !== section.length) throw new Refused('gap')
  }

  /** Did the update bring anything new of this client? */
  brings(client: number): boolean {
    return this.#stateOf(client) > Y.getState(this.#doc.store, client)
  }

  #missing({ client, clock, origin }: Struct): number | null {
    if (clock > this.#stateOf(client)) throw new Refused('gap')
    if (!origin) return null
    if (origin.client !== client) return origin.clock >= this.#stateOf(origin.client) ? origin.client : null
    // Yjs looks its left neighbour up in the store and throws when it is not older.
    if (origin.clock >= clock) throw new Refused('gap')
    return null
  }

  #take(struct: Struct): void {
    const { client, clock, length } = struct
    if (clock + length <= this.#stateOf(client)) return
    this.states.set(client, clock + length)
    this.#places.set(struct, this.#resolve(struct))
    this.fresh.push(struct)
  }

  #stateOf(client: number): number {
    return this.states.get(client) ?? Y.getState(this.#doc.store, client)
  }

  placeOf(struct: Struct): Place | null {
    return this.#places.get(struct) ?? null
  }

  #resolve(struct: Struct): Place | null {
    if (struct.kind === 'gc') return null
    if (struct.at) return validPlace(struct.at)
    return struct.origin ? this.#placeAt(struct.origin) : null
  }

  /** The place of whatever has this id; null when it was collected, and then what hangs on it is, too. */
  #placeAt(id: Id): Place | null {
    if (id.clock < Y.getState(this.#doc.store, id.client)) {
      const structs = this.#doc.store.clients.get(id.client) ?? []
      return livePlace(this.#doc, structs[Y.findIndexSS(structs, id.clock)])
    }
    const struct = findRange(this.#update.structs.get(id.client) ?? [], id.clock)
    return struct ? this.placeOf(struct) : null
  }

  /** Reports the places of live items that the update deletes, and answers for the update's own structs. */
  deletedClocks(update: Update, report: (place: Place) => void): (client: number, clock: number) => boolean {
    const own = new Map<number, DeletedRange[]>()
    for (const range of update.deletions) {
      const { client, clock, length } = range
      const end = clock + length
      if (end > this.#stateOf(client)) throw new Refused('gap')
      const known = Y.getState(this.#doc.store, client)
      if (end > known) {
        const ranges = own.get(client)
        if (ranges) ranges.push(range)
        else own.set(client, [range])
      }
      if (clock >= known) continue
      const structs = this.#doc.store.clients.get(client) ?? []
      for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
        const struct = structs[i] as Y.Item | Y.GC
        if (struct.id.clock >= end) break
        // A second synchronisation sends the whole set of deletions again: what is deleted stays so.
        const place = struct.deleted ? null : livePlace(this.#doc, struct)
        if (place) report(place)
      }
    }
    return (client, clock) => findRange(own.get(client) ?? [], clock) !== null
  }
}

/** Of sorted ranges the one with this clock; by halves, because a sender chooses how many there are. */
function findRange<T extends DeletedRange>(section: T[], clock: number): T | null {
  let low = 0
  let high = section.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = section[middle] as T
    if (clock < range.clock) high = middle - 1
    else if (clock >= range.clock + range.length) low = middle + 1
    else return range
  }
  return null
}

function livePlace(doc: Y.Doc, struct: Y.Item | Y.GC | undefined): Place | null {
  if (!(struct instanceof Y.Item) || struct.parentSub === null) return null
  // Asked for before the parent is read: the root of a document that was just loaded becomes a map when somebody asks for
  // it, and the map is another object.
  const [records, edits] = [recordsOf(doc), editsOf(doc)]
  const parent: unknown = struct.parent
  if (parent === records) return { root: RECORDS_MAP, key: struct.parentSub }
  if (parent === edits) return { root: EDITS_MAP, key: struct.parentSub }
  return null
}

const recordIdSchema = idSchema('record')
const isRecordId = (text: string): boolean => recordIdSchema.safeParse(text).success
const FIELD = /^[A-Za-z0-9_-]{1,40}$/

function validPlace({ root, key }: { root: string; key: string }): Place {
  if (root === RECORDS_MAP) {
    if (!isRecordId(key)) throw new Refused('bad-key')
    return { root, key }
  }
  if (root !== EDITS_MAP) throw new Refused('unknown-root')
  const edit = parseEditKey(key)
  if (!edit || !isRecordId(edit.recordId) || !FIELD.test(edit.field)) throw new Refused('bad-key')
  if (DANGEROUS_KEYS.has(edit.field)) throw new Refused('dangerous-key')
  return { root, key }
}
