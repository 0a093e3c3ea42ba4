import type { ReplicaDatabase } from '../database.ts'
import { RecordColumns } from './record-columns.ts'
import { ShardChanges, type Versions } from './shard-changes.ts'

/**
 * A folder's list as it was in order last, one row: with it a folder opens without reading what is in it, and without sorting.
 * It is never the truth. It says of which versions of the shards it is, and what changed since is read (`ShardChanges`); it has
 * ids and no titles, so that nothing in it has to be erased; with a shard's records it is deleted.
 */
export class StoredLists {
  readonly #db: ReplicaDatabase
  readonly #changes: ShardChanges

  constructor(db: ReplicaDatabase) {
    this.#db = db
    this.#changes = new ShardChanges(db)
  }

  async read(folderId: string): Promise<{ columns: RecordColumns; versions: Versions } | null> {
    const row = await this.#db.lists.get(folderId)
    return row ? { columns: RecordColumns.fromRow(row.columns), versions: new Map(row.versions) } : null
  }

  /**
   * Stores the columns, which are in order and of these versions; later ones on the disk do no harm. Not when a shard was deleted
   * meanwhile, as when the right to it is lost. Did it?
   */
  write(folderId: string, columns: RecordColumns, versions: Versions): Promise<boolean> {
    const { lists, changes } = this.#db
    return this.#db.transaction('rw', lists, changes, async () => {
      const onDisk = await this.#changes.versions(folderId)
      const isThere = versions.size > 0 && [...versions.keys()].every((shard) => onDisk.has(shard))
      if (isThere) await lists.put({ folderId, versions: [...versions], columns: columns.toRow() })
      return isThere
    })
  }
}
