import type { CommandAnswer, CommandsAnswer } from '../../protocol/http.ts'
import { LIMITS } from '../../protocol/limits.ts'
import { Backoff } from '../backoff.ts'
import type { OutboxRow, ReplicaDatabase } from '../database.ts'
import type { Outbox } from './outbox.ts'
import type { Reply } from '../session.ts'

export interface OutboxSenderOptions {
  db: ReplicaDatabase
  outbox: Outbox
  send: (commands: unknown[]) => Promise<Reply<CommandsAnswer>>
  /** Commands that are under way now. */
  onSending: (seqs: number[]) => void
  /** The disk could not be read, or written; it tries again later, and with `tryAgain`. */
  onFailure: (problem: unknown) => void
  /** The session is over, or this client is too old or too new: nothing more can be sent. */
  onEnd: (state: 'ended' | 'other-version') => void
}

/**
 * These count or take away items, or rights to write them, so what was edited before must have arrived (DESIGN §2.3).
 */
const AFTER_EDITS =
  /^(handover\.(start|resume|undo)|user\.(deactivate|block)|membership\.remove|\w+\.archive)$/

/** Sends the outbox in order, in batches, until the server has decided. One tab at a time runs it. */
export class OutboxSender {
  readonly #options: OutboxSenderOptions
  readonly #backoff = new Backoff(500, 30_000)
  #allowed = false
  #running: Promise<void> | null = null
  #again = false
  /** After a batch was not understood as a whole, its commands go one by one. */
  #single = false

  constructor(options: OutboxSenderOptions) {
    this.#options = options
  }

  /** Only while the server can be reached, so that what waits offline can still be withdrawn. */
  allow(allowed: boolean): void {
    this.#allowed = allowed
    if (allowed) {
      this.#backoff.cancel()
      this.kick()
    }
  }

  /** There is room on the disk again. */
  tryAgain(): void {
    this.#backoff.cancel()
    this.kick()
  }

  kick(): void {
    if (this.#backoff.waiting) return
    this.#again = true
    this.#running ??= this.#run()
      .catch((problem: unknown) => {
        this.#options.onFailure(problem)
        // Without room on the disk nothing goes out, and no answer is kept: later.
        this.#again = false
        if (this.#allowed) this.#backoff.wait(() => this.kick())
      })
      .finally(() => {
        this.#running = null
        if (this.#again && this.#allowed) this.kick()
      })
  }

  async stop(): Promise<void> {
    this.#allowed = false
    this.#backoff.cancel()
    await this.#running
  }

  async #run(): Promise<void> {
    while (this.#again && this.#allowed) {
      this.#again = false
      const batch = await this.#take()
      if (batch.length === 0) return
      this.#options.onSending(batch.map(({ seq }) => seq))
      const reply = await this.#options.send(batch.map(({ command }) => command))
      if (reply.status === 'ok') {
        this.#backoff.reset()
        this.#single = false
        await this.#options.outbox.settle(reply.answer.answers)
        this.#again = true
      } else if (reply.status === 'offline' || isForLater(reply.http)) this.#backoff.wait(() => this.kick())
      else if (reply.http === 401 || reply.http === 403) return this.#options.onEnd('ended')
      else if (reply.http === 426) return this.#options.onEnd('other-version')
      else {
        // One command that the server can't read must not hold up the others for ever.
        if (batch.length === 1) await this.#options.outbox.settle(batch.map((row) => refusal(row, reply)))
        this.#single = batch.length > 1
        this.#again = true
      }
    }
  }

  /** The next commands, marked as under way. */
  #take(): Promise<OutboxRow[]> {
    const { db } = this.#options
    return db.transaction('rw', db.outbox, db.edits, async () => {
      const rows = await db.outbox
        .orderBy('seq')
        .filter(({ state }) => state === 'waiting' || state === 'sending')
        .limit(this.#single ? 1 : LIMITS.batch)
        .toArray()
      const firstEdit = (await db.edits.orderBy('seq').first())?.seq ?? Number.POSITIVE_INFINITY
      const held = rows.findIndex(({ seq, command }) => AFTER_EDITS.test(command.type) && firstEdit < seq)
      const batch = withinBody(held < 0 ? rows : rows.slice(0, held))
      await db.outbox.bulkPut(batch.map((row) => ({ ...row, state: 'sending' })))
      return batch
    })
  }
}

/** Too many requests at once, or a server in trouble, such as one whose disk is full: nothing was decided (SYNC-4). */
export const isForLater = (http: number): boolean => http === 429 || http >= 500

/** As many as fit into one request; always one. */
function withinBody(rows: OutboxRow[]): OutboxRow[] {
  let size = 1_000
  const count = rows.findIndex(({ command }) => {
    // A character of JSON takes at most 3 bytes.
    size += JSON.stringify(command).length * 3
    return size > LIMITS.body
  })
  return count < 0 ? rows : rows.slice(0, Math.max(1, count))
}

const refusal = ({ id }: OutboxRow, { code, message }: { code: string; message: string }): CommandAnswer => ({
  id,
  status: 'refused',
  code,
  message,
})
