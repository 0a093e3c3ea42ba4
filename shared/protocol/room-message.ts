import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * Message types within a room. 0–3 are y-websocket's (sync, awareness, auth, query awareness); ours are far above, and
 * stock clients only log them (tried: reference of y-websocket 3.1.0).
 */
export const SYNC = 0
export const AWARENESS = 1
export const QUERY_AWARENESS = 3
/** Device → server: one row of its log, `varuint row`, then a V1 update. */
export const PIECE = 100
/** The same for what was said before in a copy since thrown away: `varuint row`, what was said, then a V1 update. */
export const PIECE_AGAIN = 102
/** Server → device: the row is committed to disk (SYNC-4). `varuint row`. */
export const SAVED = 101
/** Server → device, in a `heads` room: content documents and the number of each one's last committed update. */
export const HEADS = 102

/** A row's number is the device's own counter; with the room and the session it names the piece. */
export function encodePiece(row: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, PIECE)
  encoding.writeVarUint(encoder, row)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** What a client had said when its clock stood there. */
export interface Said {
  client: number
  clock: number
}
/** A copy is thrown away only a few times before an edit is listed as refused. */
const MOST_SAID = 32

export function encodePieceAgain(row: number, before: Said[], update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, PIECE_AGAIN)
  encoding.writeVarUint(encoder, row)
  const latest = before.slice(-MOST_SAID)
  encoding.writeVarUint(encoder, latest.length)
  for (const { client, clock } of latest) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** Reads what follows the message type PIECE_AGAIN. Throws on bad input. */
export function readPieceAgain(decoder: decoding.Decoder): {
  row: number
  before: Said[]
  update: Uint8Array
} {
  const row = decoding.readVarUint(decoder)
  const count = decoding.readVarUint(decoder)
  if (count > MOST_SAID) throw new Error('too many')
  const before: Said[] = []
  for (let i = 0; i < count; i++)
    before.push({ client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) })
  return { row, before, update: decoding.readVarUint8Array(decoder) }
}

/** Reads what follows the message type PIECE. Throws on bad input. */
export const readPiece = (decoder: decoding.Decoder): { row: number; update: Uint8Array } => ({
  row: decoding.readVarUint(decoder),
  update: decoding.readVarUint8Array(decoder),
})

export function encodeSaved(row: number): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SAVED)
  encoding.writeVarUint(encoder, row)
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** Reads what follows the message type SAVED. */
export const readSaved = (decoder: decoding.Decoder): number => decoding.readVarUint(decoder)

/** Content documents by name, with the number of the last committed update. */
export type Heads = ReadonlyMap<string, number>

/** `lineage`: of the database; with another one than before, the numbers count anew (`store/lineage.ts`). */
export function encodeHeads(lineage: string, heads: Heads): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, HEADS)
  encoding.writeVarString(encoder, lineage)
  encoding.writeVarUint(encoder, heads.size)
  for (const [name, seq] of heads) {
    encoding.writeVarString(encoder, name)
    encoding.writeVarUint(encoder, seq)
  }
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** Reads what follows the message type HEADS. Throws on bad input. */
export function readHeads(decoder: decoding.Decoder): { lineage: string; heads: Heads } {
  const lineage = decoding.readVarString(decoder)
  const heads = new Map<string, number>()
  const count = decoding.readVarUint(decoder)
  for (let i = 0; i < count; i++) heads.set(decoding.readVarString(decoder), decoding.readVarUint(decoder))
  return { lineage, heads }
}
