import type * as Y from 'yjs'
import { shardOf } from '../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Tx } from '../store/store.ts'
import { recountFolder } from './counts.ts'
import { indexFolder } from './item-index.ts'
import type { DocumentLog } from './document-log.ts'

/** A folder's shards. */
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
    await recountFolder(tx, organizationId, folder, await this.#docs(tx, organizationId, folder))
  }

  async index(tx: Tx, organizationId: string, folder: Folder): Promise<void> {
    await indexFolder(tx, organizationId, folder, await this.#docs(tx, organizationId, folder))
  }

  async #docs(tx: Tx, organizationId: string, folder: Folder): Promise<Y.Doc[]> {
    const docs: Y.Doc[] = []
    for (const shard of await this.shards(tx, organizationId, folder.id))
      docs.push((await this.#log.open(tx, organizationId, shardOf(folder.id, shard))).doc)
    return docs
  }
}
