import * as Y from 'yjs'
import type { Said } from '../../protocol/room-message.ts'
import { LIMITS } from '../../protocol/limits.ts'
import type { EditRow, Intent } from '../database.ts'
import { recordIdOf } from '../documents/intent.ts'

export interface WaitingEdit {
  edit: EditRow
  update: Uint8Array
  intents: readonly Intent[]
}

/** What goes out and is acknowledged as one: an edit, or several small ones that follow each other. */
export interface Piece {
  /** Of its last edit: with the room and the session it names the piece. */
  row: number
  edits: EditRow[]
  updates: Uint8Array[]
  bytes: number
  said?: Said[]
}

/** Of a piece of several edits; Yjs joins updates in a time that grows faster than their number. */
const MOST_EDITS = 200
const MOST_BYTES = LIMITS.piece / 4

/**
 * Edits in order, as pieces. After a week without a network thousands wait, and each piece costs a judgement, a row of the
 * log and a word to everybody else. Joined are only edits of different records: of one field each value must reach the
 * history (REC-2), and rights to a record follow from who looked after it before the piece. What was said before, or was
 * refused with a copy, goes alone: so the server finds out what had arrived, and the device what it can't read.
 */
export function piecesOf(waiting: readonly WaitingEdit[]): Piece[] {
  const pieces: Piece[] = []
  let open: { piece: Piece; records: Set<string> } | null = null
  for (const { edit, update, intents } of waiting) {
    const mayJoin = !edit.said && edit.attempts === 0
    const records = new Set(intents.map(recordIdOf))
    if (
      open &&
      mayJoin &&
      open.piece.edits.length < MOST_EDITS &&
      open.piece.bytes + update.byteLength <= MOST_BYTES &&
      open.records.isDisjointFrom(records)
    ) {
      const { piece } = open
      piece.row = edit.seq
      piece.edits.push(edit)
      piece.updates.push(update)
      piece.bytes += update.byteLength
      for (const id of records) open.records.add(id)
      continue
    }
    const piece: Piece = {
      row: edit.seq,
      edits: [edit],
      updates: [update],
      bytes: update.byteLength,
      ...(edit.said && { said: edit.said }),
    }
    pieces.push(piece)
    open = mayJoin ? { piece, records } : null
  }
  return pieces
}

/** The piece's update, as it goes out. */
export const joined = ({ updates: [first = new Uint8Array(), ...others] }: Piece): Uint8Array =>
  others.length === 0 ? first : Y.mergeUpdates([first, ...others])
