import type * as Y from 'yjs'
import { shardOf } from '../../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import type { Tx } from '../../store/store.ts'
import { indexBin } from '../bin/bin-index.ts'
import { recountFolder } from './counts.ts'
import { indexFolder } from './item-index.ts'
import type { DocumentLog } from '../stored/document-log.ts'

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
    const docs = await this.#docs(tx, organizationId, folder)
    await recountFolder(
      tx,
      organizationId,
      folder,
      docs.map(({ doc }) => doc),
    )
  }

  async index(tx: Tx, organizationId: string, folder: Folder): Promise<void> {
    const docs = await this.#docs(tx, organizationId, folder)
    await indexFolder(
      tx,
      organizationId,
      folder,
      docs.map(({ doc }) => doc),
    )
    await indexBin(tx, organizationId, folder, docs)
  }

  async #docs(tx: Tx, organizationId: string, folder: Folder): Promise<{ name: string; doc: Y.Doc }[]> {
    const docs: { name: string; doc: Y.Doc }[] = []
    for (const shard of await this.shards(tx, organizationId, folder.id)) {
      const name = shardOf(folder.id, shard)
      docs.push({ name, doc: (await this.#log.open(tx, organizationId, name)).doc })
    }
    return docs
  }
}
