import type { SightChange } from '../../decide/ports.ts'
import type { Store, Tx } from '../../store/store.ts'
import type { Published } from '../stored/document-log.ts'
import type { OwnCopies } from './own-copies.ts'

/** Some 5 ms. */
const RECORDS_AT_ONCE = 500
const AGAIN_MS = 5_000

export interface WriterParts {
  store: Store
  copies: OwnCopies
  /** Records in a slice; fewer in tests. */
  copiedAtOnce?: number
  /** A slice could not be written; it is tried again. */
  onCopyFailure?: (problem: unknown) => void
}

/**
 * Writes own copies that are not whole (ROLE-10), a slice in a transaction of its own: what others want done meanwhile is done
 * in between. What was not finished when the server stopped is gone on with at the next start.
 */
export class OwnCopyWriter {
  readonly #parts: WriterParts
  #running: Promise<void> | null = null
  #isAsked = false
  #isStopped = false
  #timer: NodeJS.Timeout | undefined

  constructor(parts: WriterParts) {
    this.#parts = parts
  }

  /** As `OwnCopies.renew`, and has it written once that is committed. */
  async renew(tx: Tx, organizationId: string, userId: string, change: SightChange): Promise<Published> {
    const renewed = await this.#parts.copies.renew(tx, organizationId, userId, change)
    const publish = () => {
      renewed.publish()
      void this.wake()
    }
    return { ...renewed, publish }
  }

  /** There may be something to write. Resolves when there is nothing left, or it can't be written now. */
  wake(): Promise<void> {
    this.#isAsked = true
    this.#running ??= this.#run().finally(() => {
      this.#running = null
      // Asked for when the last look was over already.
      if (this.#isAsked && !this.#isStopped) return this.wake()
    })
    return this.#running
  }

  /** Finishes the slice at hand. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    const { store, copies, copiedAtOnce = RECORDS_AT_ONCE, onCopyFailure } = this.#parts
    clearTimeout(this.#timer)
    try {
      while (this.#isAsked && !this.#isStopped) {
        this.#isAsked = false
        const hasWritten = await store.write(async (tx, outcome) => {
          const published = await copies.writeNext(tx, copiedAtOnce)
          if (!published) return false
          outcome.onCommit(() => published.publish())
          outcome.onRollback(() => published.discard())
          return true
        })
        this.#isAsked ||= hasWritten
        // The database answers at once: without this nobody's messages would be read before all is written.
        await new Promise((resolve) => setImmediate(resolve))
      }
    } catch (problem) {
      if (this.#isStopped) return
      onCopyFailure?.(problem)
      this.#timer = setTimeout(() => void this.wake(), AGAIN_MS)
      this.#timer.unref()
    }
  }
}
