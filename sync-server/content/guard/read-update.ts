import * as decoding from 'lib0/decoding'
import { LIMITS } from '../../../shared/protocol/limits.ts'
import { countOf, readJson } from './read-json.ts'
import { Refused } from './refused.ts'

/** Caps of one update, held before anything of the declared size is allocated. */
export const CAPS = { structs: 20_000, clients: 256, length: 1_000_000, clock: 2 ** 31 } as const

export interface Id {
  client: number
  clock: number
}

/** One struct as it came, of the few kinds that writes to flat maps need. */
export interface Struct extends Id {
  length: number
  /** `any`: values; `deleted`: values that are gone; `gc`: not even a place. */
  kind: 'any' | 'deleted' | 'gc'
  /** The struct to the left, whose place it shares; null when `at` says the place. */
  origin: Id | null
  at: { root: string; key: string } | null
  /** The last value of the struct, which is the one a map shows. */
  value: unknown
}

export interface DeletedRange extends Id {
  length: number
}

export interface Update {
  /** By client, clocks ascending without a gap. */
  structs: Map<number, Struct[]>
  deletions: DeletedRange[]
}

/**
 * Reads a V1 update byte by byte instead of with `Y.decodeUpdate`, which allocates what the sender declares (1 MB becomes
 * 500,000 structs) and knows kinds of content that have no business here. V2 is never read at all.
 * Throws `Refused`, or any error of the decoder for bytes that end too early.
 */
export function readUpdate(bytes: Uint8Array): Update {
  if (bytes.length > LIMITS.update) throw new Refused('too-large')
  const decoder = decoding.createDecoder(bytes)
  const structs = readStructs(decoder)
  const deletions = readDeletions(decoder)
  if (decoding.hasContent(decoder)) throw new Refused('malformed')
  return { structs, deletions }
}

function readStructs(decoder: decoding.Decoder): Map<number, Struct[]> {
  const clients = countOf(decoder, 3)
  if (clients > CAPS.clients) throw new Refused('too-many')
  const all = new Map<number, Struct[]>()
  let total = 0
  for (let i = 0; i < clients; i++) {
    const count = decoding.readVarUint(decoder)
    total += count
    if (total > CAPS.structs) throw new Refused('too-many')
    const client = readClient(decoder)
    // Yjs lets a second section of the same client replace the first: what we checked would not be what it applies.
    if (all.has(client)) throw new Refused('malformed')
    all.set(client, readSection(decoder, client, count))
  }
  return all
}

function readSection(decoder: decoding.Decoder, client: number, count: number): Struct[] {
  let clock = decoding.readVarUint(decoder)
  const section: Struct[] = []
  for (let i = 0; i < count; i++) {
    const struct = readStruct(decoder, client, clock)
    clock += struct.length
    if (struct.length > CAPS.length || struct.length === 0 || clock > CAPS.clock)
      throw new Refused('clock-range')
    section.push(struct)
  }
  return section
}

const GC = 0
const CONTENT_DELETED = 1
const CONTENT_ANY = 8
const SKIP = 10
const HAS_ORIGIN = 0x80
const HAS_RIGHT_ORIGIN = 0x40
const HAS_KEY = 0x20

function readStruct(decoder: decoding.Decoder, client: number, clock: number): Struct {
  const info = decoding.readUint8(decoder)
  const kind = info & 0x1f
  if (kind === SKIP) throw new Refused('gap')
  if (kind === GC) {
    const length = decoding.readVarUint(decoder)
    return { client, clock, length, kind: 'gc', origin: null, at: null, value: undefined }
  }
  // Writing to a map never names a right neighbour; lists and hand-made structs do.
  if (info & HAS_RIGHT_ORIGIN) throw new Refused('not-a-map-write')
  const origin = info & HAS_ORIGIN ? readId(decoder) : null
  const at = origin ? null : readPlace(decoder, info)
  if (kind === CONTENT_DELETED) {
    const length = decoding.readVarUint(decoder)
    return { client, clock, length, kind: 'deleted', origin, at, value: undefined }
  }
  if (kind !== CONTENT_ANY) throw new Refused('bad-content')
  const length = countOf(decoder, 1)
  if (length > CAPS.structs) throw new Refused('too-many')
  let value: unknown
  for (let i = 0; i < length; i++) value = readJson(decoder)
  return { client, clock, length, kind: 'any', origin, at, value }
}

function readPlace(decoder: decoding.Decoder, info: number): { root: string; key: string } {
  const inRoot = decoding.readVarUint(decoder) === 1
  if (!inRoot || !(info & HAS_KEY)) throw new Refused('not-a-map-write')
  return { root: decoding.readVarString(decoder), key: decoding.readVarString(decoder) }
}

const readId = (decoder: decoding.Decoder): Id => ({
  client: readClient(decoder),
  clock: decoding.readVarUint(decoder),
})

function readClient(decoder: decoding.Decoder): number {
  const client = decoding.readVarUint(decoder)
  if (client >= 2 ** 32) throw new Refused('clock-range')
  return client
}

function readDeletions(decoder: decoding.Decoder): DeletedRange[] {
  const ranges: DeletedRange[] = []
  const seen = new Set<number>()
  const clients = countOf(decoder, 2)
  for (let i = 0; i < clients; i++) {
    const client = readClient(decoder)
    if (seen.has(client)) throw new Refused('malformed')
    seen.add(client)
    const count = countOf(decoder, 2)
    let end = 0
    for (let j = 0; j < count; j++) {
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      // Yjs writes ranges sorted and merged. Others could make us walk the same structs half a million times.
      if (length === 0 || clock < end || clock + length > CAPS.clock) throw new Refused('malformed')
      end = clock + length
      ranges.push({ client, clock, length })
    }
  }
  return ranges
}
