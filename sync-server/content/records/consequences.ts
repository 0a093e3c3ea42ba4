import type * as Y from 'yjs'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import type { Tx } from '../../store/store.ts'
import { BinIndex } from '../bin/bin-index.ts'
import { CountChanges } from './counts.ts'
import type { Changed } from '../guard/apply-update.ts'
import { ItemIndex } from './item-index.ts'
import { type Cause, type HistoryLine, historyOf, writeHistory } from '../history.ts'

/** What follows from changed content, counts, indexes and history, written in the transaction of the changes themselves. */
export class Consequences {
  readonly #counts = new CountChanges()
  readonly #index = new ItemIndex()
  readonly #bin = new BinIndex()
  #history: HistoryLine[] = []

  note(cause: Cause, folder: Folder, doc: Y.Doc, changed: Changed[]): void {
    this.noteQuietly(cause, folder, doc, changed)
    this.#history.push(...historyOf(cause, doc, changed))
  }

  /** Without history: what is erased must not come to stand there. */
  noteQuietly(cause: Cause, folder: Folder, doc: Y.Doc, changed: Changed[]): void {
    this.#counts.note(cause.organizationId, folder, doc, changed)
    this.#index.note(cause.organizationId, folder, doc, changed)
    this.#bin.note(cause, changed)
  }

  async write(tx: Tx): Promise<void> {
    await this.#counts.write(tx)
    await this.#index.write(tx)
    await this.#bin.write(tx)
    await writeHistory(tx, this.#history.splice(0))
  }
}
