import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema/schema.ts'

export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

/** What a piece of work wants done right after its outcome is certain, before any later work starts. */
export interface Outcome {
  /** Runs once the work is on the disk: broadcasting belongs here, a peer can't give it back. */
  onCommit(then: () => void): void
  /** Runs once it is certain that nothing of the work stays: in-memory copies are thrown away here. */
  onRollback(then: () => void): void
}

/** Where everything durable lies. `contract.ts` holds what any store must do. */
export interface Store {
  /**
   * Runs work that writes, one after the other in the order asked. Resolves only when it is committed to disk; rejects,
   * with nothing of it kept, when the work throws or the commit fails. The work must await only the database, since
   * every other write waits for it.
   */
  write<T>(work: (tx: Tx, outcome: Outcome) => Promise<T>): Promise<T>
  /**
   * Rewrites the files, so that nothing that was deleted is left in their free space or in the log of writes (LIFE-6).
   * Takes about a second for each 200 MB, in which nobody else is served.
   */
  scrub(): Promise<void>
  /** Reads of what is committed. */
  readonly read: Db
  /** Finishes the writes that were asked for, then closes the files. */
  close(): Promise<void>
}
