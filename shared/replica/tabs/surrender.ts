import { type ReadonlySignal, signal } from '@preact/signals'
import { type Refusal, refuse } from '../../domain/decide/decision.ts'
import { endBackground } from '../background.ts'
import type { ReplicaDatabase } from '../database.ts'
import type { Writes } from '../writes.ts'

/** So long the other version waits for what is being written here. */
const MOST_MS = 5_000

/** The answer to what is asked for after the copy was given up. */
export const TOO_LATE: Refusal = refuse(
  'other-version',
  'A newer version of Handover is open in this browser. Reload this page, then do it again.',
)

/**
 * Two versions of the program share the database for a moment (SYNC-8). The later one needs it for itself to change its
 * tables: this page is asked, has time to write what was typed in it, then closes the database for good. Dexie would open it
 * again for the next write, into tables that may mean something else by then.
 */
export class Surrender {
  readonly #asked = signal(false)
  #isDone = false

  /** `close` lets go of everything. */
  constructor(db: ReplicaDatabase, writes: Writes, close: () => Promise<void>) {
    const give = async () => {
      // Whoever hears that it was asked for writes what was typed, at once.
      this.#asked.value = true
      await Promise.race([writes.idle(), new Promise((done) => setTimeout(done, MOST_MS))])
      this.#isDone = true
      await close()
    }
    db.on('versionchange', (event) => {
      // Deleting asks in the same way: what were written after that would make a new one.
      if (event.newVersion === null) {
        this.#isDone = true
        close().catch(endBackground)
      } else give().catch(endBackground)
      // Ends Dexie's own, which closes at once and opens again.
      return false
    })
  }

  /** A later version wants the database: this page has to be loaded again. */
  get asked(): ReadonlySignal<boolean> {
    return this.#asked
  }
  /** Nothing more is written here. */
  get isDone(): boolean {
    return this.#isDone
  }
}
