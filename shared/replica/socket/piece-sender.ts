import { endBackground } from '../background.ts'
import { encodePiece, encodePieceAgain } from '../../protocol/room-message.ts'
import { type EditRow, MAX_SEQ, type ReplicaDatabase } from '../database.ts'

/** Bytes of pieces that may be under way before the first is saved. */
const WINDOW = 1024 * 1024
const ROWS_AT_ONCE = 64

export interface PieceSenderOptions {
  db: ReplicaDatabase
  document: string
  send: (message: Uint8Array<ArrayBuffer>) => void
  /** Has the server a row by this id? */
  isKnown: (id: string) => boolean
  /** Edits that were marked as sent, or are saved. */
  onChange: (seqs: number[]) => void
}

/**
 * Sends the edits of one document that wait on this device, in order, each as one piece, until the server says that it is
 * on disk (SYNC-4). Nothing overtakes: a piece that must wait for a command holds back the later ones, whose updates
 * build on its own.
 */
export class PieceSender {
  readonly #options: PieceSenderOptions
  #sentUpTo = 0
  readonly #underWay = new Map<number, number>()
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
        endBackground(problem)
      })
      .finally(() => {
        this.#running = false
        if (this.#again && this.#open) this.kick()
      })
  }

  /** The server has this piece on disk. */
  saved(seq: number): void {
    this.#underWay.delete(seq)
    this.#saved.push(seq)
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
      await db.edits.bulkDelete(seqs)
      await db.intents.bulkDelete(seqs)
    })
    onChange(seqs)
  }

  async #sendMore(): Promise<void> {
    const { db, document, send, isKnown, onChange } = this.#options
    let free = WINDOW - [...this.#underWay.values()].reduce((sum, size) => sum + size, 0)
    if (!this.#open || free <= 0) return
    const chosen: { edit: EditRow; update: Uint8Array }[] = []
    await db.transaction('rw', [db.edits, db.updates, db.outbox, db.aliases], async () => {
      const edits = await db.edits
        .where('[document+seq]')
        .between([document, this.#sentUpTo + 1], [document, MAX_SEQ])
        .limit(ROWS_AT_ONCE)
        .toArray()
      if (edits.length === 0) return
      const toCome = await idsToCome(db)
      // An id that became another one must be replaced first (`outbox.ts`).
      const merged = new Set(await db.aliases.toCollection().primaryKeys())
      const rows = await db.updates.bulkGet(edits.map(({ seq }) => seq))
      for (const [i, edit] of edits.entries()) {
        const update = rows[i]?.update
        const isToCome = (id: string) => !isKnown(id) && (toCome.get(id) ?? MAX_SEQ) < edit.seq
        const waits = edit.names.some((id) => merged.has(id) || isToCome(id))
        if (!update || edit.held || waits || free <= 0) break
        free -= update.byteLength
        chosen.push({ edit, update })
      }
      // On disk before it goes out: what the server may have, nobody can withdraw.
      const unsent = chosen.filter(({ edit }) => edit.state === 'unsent')
      await db.edits.bulkPut(unsent.map(({ edit }) => ({ ...edit, state: 'sent' })))
    })
    if (!this.#open || chosen.length === 0) return
    for (const { edit, update } of chosen) {
      this.#sentUpTo = edit.seq
      this.#underWay.set(edit.seq, update.byteLength)
      send(edit.said ? encodePieceAgain(edit.seq, edit.said, update) : encodePiece(edit.seq, update))
    }
    onChange(chosen.map(({ edit }) => edit.seq))
    this.#again = true
  }
}

/** Ids that waiting commands may create, or refused ones did not, with the number of the first such command. */
async function idsToCome(db: ReplicaDatabase): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  await db.outbox.each(({ seq, state, creates }) => {
    if (state !== 'accepted') for (const id of creates) if (!ids.has(id)) ids.set(id, seq)
  })
  return ids
}
