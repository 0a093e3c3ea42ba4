import type { Table } from 'dexie'
import { ROWS_MAP } from '../../domain/documents/document-name.ts'
import { wholeRow } from '../../domain/documents/stored-row.ts'
import type { BusMessage } from '../tabs/bus.ts'
import type { ReplicaDatabase } from '../database.ts'
import type { Projection } from '../documents/document-log.ts'
import type { ChangedKeys, LiveDocument } from '../documents/live-document.ts'

/** Keeps the rows of directory documents, whole, so that tabs read them without loading a document. */
export class DirectoryProjection implements Projection {
  readonly tables: Table[]
  readonly #db: ReplicaDatabase

  constructor(db: ReplicaDatabase) {
    this.#db = db
    this.tables = [db.directory]
  }

  async write(live: LiveDocument, changed: ChangedKeys): Promise<BusMessage[]> {
    const keys = [...(changed.get(ROWS_MAP) ?? [])]
    if (keys.length === 0) return []
    const document = live.name
    const rows = live.doc.getMap(ROWS_MAP)
    const present = keys.filter((key) => rows.has(key))
    const absent = keys.filter((key) => !rows.has(key))
    await this.#db.directory.bulkPut(
      present.map((key) => ({ document, key, value: wholeRow(document, key, rows.get(key)) })),
    )
    await this.#db.directory.bulkDelete(absent.map((key): [string, string] => [document, key]))
    return [{ kind: 'directory', document, keys }]
  }

  async reconcile(live: LiveDocument): Promise<BusMessage[]> {
    const rows = live.doc.getMap(ROWS_MAP)
    const stored = await this.#db.directory.where('document').equals(live.name).primaryKeys()
    await this.#db.directory.bulkDelete(stored.filter(([, key]) => !rows.has(key)))
    return [{ kind: 'directory', document: live.name, keys: null }]
  }
}
