import { encodePiece, encodePieceAgain } from '../../protocol/room-message.ts'
import { type EditRow, MAX_SEQ, type ReplicaDatabase } from '../database.ts'
import { deleteRuns } from '../seq-runs.ts'
import { joined, type Piece, piecesOf, type WaitingEdit } from './pieces.ts'

/** Bytes of pieces that may be under way before the first is saved. */
const WINDOW = 1024 * 1024
const ROWS_AT_ONCE = 512

export interface PieceSenderOptions {
  db: ReplicaDatabase
  document: string
  send: (message: Uint8Array<ArrayBuffer>) => void
  /** Has the server a row by this id? */
  isKnown: (id: string) => boolean
  /** Nothing goes out any more until `start`: the disk could not be read, or written. */
  onFailure: (problem: unknown) => void
  /** Edits that were marked as sent, or are saved. */
  onChange: (seqs: number[]) => void
}

/**
 * Sends the edits of one document that wait on this device, in order, small ones several in one piece (`pieces.ts`), until
 * the server says that it is on disk (SYNC-4). Nothing overtakes: an edit that must wait for a command holds back the later
 * ones, whose updates build on its own.
 */
export class PieceSender {
  readonly #options: PieceSenderOptions
  #sentUpTo = 0
  /** By the number of its last edit, which is the piece's. */
  readonly #underWay = new Map<number, Piece>()
  #saved: number[] = []
  #open = false
  #running = false
  #lastRun: Promise<unknown> = Promise.resolve()
  #again = false

  constructor(options: PieceSenderOptions) {
    this.#options = options
  }

  /** The room is caught up: sends again all that was not confirmed before. */
  start(): void {
    this.#sentUpTo = 0
    this.#underWay.clear()
    this.#open = true
    this.kick()
  }
  stop(): void {
    this.#open = false
  }

  /** What was begun is written and told. */
  idle(): Promise<unknown> {
    return this.#lastRun
  }

  /** Something may be there to send. */
  kick(): void {
    this.#again = true
    if (this.#running) return
    this.#running = true
    this.#lastRun = this.#run()
      .catch((problem: unknown) => {
        this.stop()
        this.#options.onFailure(problem)
      })
      .finally(() => {
        this.#running = false
        if (this.#again && this.#open) this.kick()
      })
  }

  /** The server has this piece on disk. */
  saved(seq: number): void {
    const piece = this.#underWay.get(seq)
    this.#underWay.delete(seq)
    this.#saved.push(...(piece?.edits.map((edit) => edit.seq) ?? []))
    this.kick()
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false
      await this.#forgetSaved()
      await this.#sendMore()
    }
  }

  async #forgetSaved(): Promise<void> {
    const { db, onChange } = this.#options
    const seqs = this.#saved.splice(0)
    if (seqs.length === 0) return
    await db.transaction('rw', db.edits, db.intents, async () => {
      await deleteRuns(db.edits, seqs)
      await deleteRuns(db.intents, seqs)
    })
    onChange(seqs)
  }

  async #sendMore(): Promise<void> {
    const { db, send, onChange } = this.#options
    const free = WINDOW - [...this.#underWay.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    if (!this.#open || free <= 0) return
    const chosen = await db.transaction(
      'rw',
      [db.edits, db.intents, db.updates, db.outbox, db.aliases],
      async () => {
        const ready = await this.#ready(free)
        // On disk before it goes out: what the server may have, nobody can withdraw.
        const unsent = ready.filter(({ edit }) => edit.state === 'unsent')
        await db.edits.bulkPut(unsent.map(({ edit }) => ({ ...edit, state: 'sent' })))
        return ready
      },
    )
    if (!this.#open || chosen.length === 0) return
    for (const piece of piecesOf(chosen)) {
      this.#sentUpTo = piece.row
      this.#underWay.set(piece.row, piece)
      const update = joined(piece)
      send(piece.said ? encodePieceAgain(piece.row, piece.said, update) : encodePiece(piece.row, update))
    }
    onChange(chosen.map(({ edit }) => edit.seq))
    this.#again = true
  }

  /** The next edits that may go, with what is needed to join them; some `free` bytes of them. */
  async #ready(free: number): Promise<WaitingEdit[]> {
    const { db, document, isKnown } = this.#options
    const edits = await db.edits
      .where('[document+seq]')
      .between([document, this.#sentUpTo + 1], [document, MAX_SEQ])
      .limit(ROWS_AT_ONCE)
      .toArray()
    const [first, last] = [edits[0]?.seq, edits.at(-1)?.seq]
    if (first === undefined || last === undefined) return []
    const waits = await this.#whatWaits(edits, isKnown)
    const rows = await db.updates
      .where('[document+seq]')
      .between([document, first], [document, last], true, true)
      .toArray()
    const updates = new Map(rows.map(({ seq, update }) => [seq, update]))
    const ready: WaitingEdit[] = []
    let bytes = 0
    for (const edit of edits) {
      const update = updates.get(edit.seq)
      if (!update || edit.held || waits(edit) || bytes >= free) break
      bytes += update.byteLength
      ready.push({ edit, update, intents: [] })
    }
    const end = ready.at(-1)?.edit.seq ?? 0
    const meant = await db.intents.where('seq').between(first, end, true, true).toArray()
    const intents = new Map(meant.map((row) => [row.seq, row.intents]))
    return ready.map((one) => ({ ...one, intents: intents.get(one.edit.seq) ?? [] }))
  }

  /** Which of these edits must wait for a command, or for an id to be replaced (`outbox.ts`). */
  async #whatWaits(
    edits: readonly EditRow[],
    isKnown: (id: string) => boolean,
  ): Promise<(edit: EditRow) => boolean> {
    const { db } = this.#options
    const merged = new Set(await db.aliases.toCollection().primaryKeys())
    const unknown = edits.some(({ names }) => names.some((id) => !isKnown(id)))
    const toCome = unknown ? await idsToCome(db) : new Map<string, number>()
    const isToCome = (id: string, seq: number) => !isKnown(id) && (toCome.get(id) ?? MAX_SEQ) < seq
    return ({ names, seq }) => names.some((id) => merged.has(id) || isToCome(id, seq))
  }
}

/** Ids that waiting commands may create, or refused ones did not, with the number of the first such command. */
async function idsToCome(db: ReplicaDatabase): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const { seq, state, creates } of await db.outbox.toArray())
    if (state !== 'accepted') for (const id of creates) if (!ids.has(id)) ids.set(id, seq)
  return ids
}
