import type * as Y from 'yjs'
import { shardOf } from '../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Tx } from '../store/store.ts'
import { countChanges, recountFolder } from './counts.ts'
import type { DocumentLog } from './document-log.ts'
import type { Changed } from './guard/apply-update.ts'
import { type Cause, writeHistory } from './history.ts'

/** A folder's shards, and what follows from a change of one. */
export class FolderDocuments {
  readonly #log: DocumentLog

  constructor(log: DocumentLog) {
    this.#log = log
  }

  /** Numbers of the shards that anything was ever written to. */
  async shards(tx: Tx, organizationId: string, folderId: string): Promise<number[]> {
    const rows = await tx
      .selectFrom('documents')
      .select('name')
      .where('organization_id', '=', organizationId)
      .where('name', '>=', `content/${folderId}/`)
      // '0' follows '/' in the order of characters.
      .where('name', '<', `content/${folderId}0`)
      .execute()
    return rows.map(({ name }) => Number(name.slice(name.lastIndexOf('/') + 1)))
  }

  async recount(tx: Tx, organizationId: string, folder: Folder): Promise<void> {
    const docs: Y.Doc[] = []
    for (const shard of await this.shards(tx, organizationId, folder.id))
      docs.push((await this.#log.open(tx, organizationId, shardOf(folder.id, shard))).doc)
    await recountFolder(tx, organizationId, folder, docs)
  }

  /** Counts and history, in the transaction of the change itself. */
  async account(tx: Tx, cause: Cause, folder: Folder, doc: Y.Doc, changed: Changed[]): Promise<void> {
    if (changed.length === 0) return
    await countChanges(tx, cause.organizationId, folder, doc, changed)
    await writeHistory(tx, cause, doc, changed)
  }
}
