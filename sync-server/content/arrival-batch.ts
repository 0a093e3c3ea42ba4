import type { Outcome, Tx } from '../store/store.ts'
import { Consequences } from './consequences.ts'
import type { Appended } from './document-copies.ts'
import type { DocumentLog, Published } from './document-log.ts'

/** What several arrivals write and tell, in order. */
export class ArrivalBatch {
  readonly consequences = new Consequences()
  readonly #log: DocumentLog
  readonly #outcome: Outcome
  #appended: Appended[] = []

  constructor(log: DocumentLog, outcome: Outcome) {
    this.#log = log
    this.#outcome = outcome
  }

  /** From here on the copy is ahead of the database, whatever happens next. */
  touch(organizationId: string, document: string): void {
    this.#outcome.onRollback(() => this.#log.drop(organizationId, document))
  }

  append(
    { update, ...at }: Omit<Appended, 'update'> & { update: Uint8Array | null },
    from: unknown,
    corrected: boolean,
  ) {
    if (!update) return
    const appended = { ...at, update }
    this.#appended.push(appended)
    this.#outcome.onCommit(() => this.#log.tell(appended, from, corrected))
  }

  /** Does anything of another document of the folder wait to be written? */
  hasOther(organizationId: string, folderId: string, document: string): boolean {
    return this.#appended.some(
      (one) =>
        one.organizationId === organizationId &&
        one.name !== document &&
        one.name.startsWith(`content/${folderId}/`),
    )
  }

  add({ publish, discard }: Published): void {
    this.#outcome.onCommit(publish)
    this.#outcome.onRollback(discard)
  }

  async write(tx: Tx, maySnapshot = true): Promise<void> {
    await this.#log.appendAll(tx, this.#appended.splice(0), maySnapshot)
    await this.consequences.write(tx)
  }
}
