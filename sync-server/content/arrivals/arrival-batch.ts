import type * as Y from 'yjs'
import type { Outcome, Tx } from '../../store/store.ts'
import { Consequences } from '../records/consequences.ts'
import type { Appended, Copy } from '../stored/document-copies.ts'
import type { DocumentLog, Published } from '../stored/document-log.ts'
import { Unwritten } from '../guard/unwritten.ts'

/** A document that arrivals changed. */
interface Touched extends Pick<Appended, 'organizationId' | 'name' | 'copy' | 'workspaceId'> {
  unwritten: Unwritten
  from: unknown
  everybody: boolean
}

/** What several arrivals write and tell, in order: of each document once, however many there were. */
export class ArrivalBatch {
  readonly consequences = new Consequences()
  readonly #log: DocumentLog
  readonly #outcome: Outcome
  readonly #touched = new Map<Copy, Touched>()
  /** What lets go of each document that may be ahead of the database. */
  readonly #kept = new Map<string, () => void>()

  constructor(log: DocumentLog, outcome: Outcome) {
    this.#log = log
    this.#outcome = outcome
    outcome.onRollback(() => this.#letGo())
  }

  /**
   * From here on the copy is ahead of the database, whatever happens next. So it stays in memory until that is written, though
   * nobody may have it open: loaded anew it would be as before.
   */
  touch(organizationId: string, document: string, copy: Copy): void {
    this.#outcome.onRollback(() => this.#log.drop(organizationId, document))
    const key = `${organizationId}\n${document}`
    if (!this.#kept.has(key)) this.#kept.set(key, this.#log.keep(organizationId, document, copy))
  }

  /** `from` needs to hear of it only where the server `corrected` it, or where it goes out together with what others made. */
  append(
    at: Pick<Appended, 'organizationId' | 'name' | 'copy' | 'workspaceId'>,
    made: Y.Transaction,
    from: unknown,
    corrected: boolean,
  ): void {
    const touched = this.#touched.get(at.copy) ?? {
      ...at,
      unwritten: new Unwritten(),
      from,
      everybody: false,
    }
    touched.unwritten.add(made)
    touched.everybody ||= corrected || touched.from !== from
    this.#touched.set(at.copy, touched)
  }

  /** Is there anything that was not written yet? */
  get isEmpty(): boolean {
    return this.#touched.size === 0
  }

  /** Does anything of another document of the folder wait to be written? */
  hasOther(organizationId: string, folderId: string, document: string): boolean {
    return [...this.#touched.values()].some(
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

  async write(tx: Tx): Promise<void> {
    const all: Appended[] = []
    for (const { unwritten, from, everybody, ...at } of this.#touched.values()) {
      if (unwritten.isEmpty) continue
      const appended: Appended = { ...at, update: unwritten.encode(at.copy.doc) }
      all.push(appended)
      this.#outcome.onCommit(() => this.#log.tell(appended, from, everybody))
    }
    this.#touched.clear()
    await this.#log.appendAll(tx, all)
    this.#letGo()
    await this.consequences.write(tx)
  }

  #letGo(): void {
    for (const letGo of this.#kept.values()) letGo()
    this.#kept.clear()
  }
}
