import { DatabaseSync, type StatementSync } from 'node:sqlite'
import * as Y from 'yjs'

/** What is committed in the server's file, read beside the server. */
export class ServerDisk {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { readOnly: true })
  }

  all<T>(query: string, ...values: string[]): T[] {
    const statement = this.#statements.get(query) ?? this.#database.prepare(query)
    this.#statements.set(query, statement)
    return statement.all(...values) as T[]
  }

  /** Another number after each commit. */
  get version(): number {
    return this.all<{ data_version: number }>('pragma data_version')[0]!.data_version
  }

  /** A document as a server that starts now would load it. */
  document(organizationId: string, name: string): Y.Doc {
    const doc = new Y.Doc()
    const [stored] = this.all<{ snapshot: Uint8Array | null; snapshot_seq: number }>(
      'select snapshot, snapshot_seq from documents where organization_id = ? and name = ?',
      organizationId,
      name,
    )
    if (stored?.snapshot) Y.applyUpdateV2(doc, stored.snapshot)
    for (const { data } of this.all<{ data: Uint8Array }>(
      'select data from document_updates where organization_id = ? and name = ? and seq > cast(? as integer) order by seq',
      organizationId,
      name,
      String(stored?.snapshot_seq ?? 0),
    ))
      Y.applyUpdate(doc, data)
    return doc
  }

  documentNames(organizationId: string): string[] {
    return this.all<{ name: string }>(
      'select name from documents where organization_id = ? order by name',
      organizationId,
    ).map(({ name }) => name)
  }

  close(): void {
    this.#database.close()
  }
}

/** Does the document have all of the update already? */
export function contains(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  let changed = false
  copy.on('update', () => (changed = true))
  try {
    Y.applyUpdate(copy, update)
  } catch {
    // No update at all, so nothing of it is anywhere.
    return false
  }
  return !changed && copy.store.pendingStructs === null
}
