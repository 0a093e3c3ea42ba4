import { DatabaseSync, type StatementSync } from 'node:sqlite'
import * as Y from 'yjs'
import { ROWS_MAP } from '../../shared/domain/documents/document-name.ts'
import { wholeRow } from '../../shared/domain/documents/stored-row.ts'
import { VeilKey } from '../../sync-server/content/own-copies/veil.ts'

interface ReadDocument {
  /** Another text when anything else is stored for it. */
  version: string
  doc: Y.Doc
  /** What its maps say, by their names, as far as it was asked for. */
  maps: Map<string, Record<string, unknown>>
  /** The rows of a directory document, whole, as far as they were asked for. */
  rows?: Record<string, unknown>
}
export type ReadDocuments = ReadonlyMap<string, ReadDocument>

/** What is committed in the server's file, read beside the server. */
export class ServerDisk {
  readonly #file: string
  #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #documents: Map<string, ReadDocument>
  /** Of these it is known that nothing was committed since they were read. */
  readonly #current = new Map<string, ReadDocument>()
  #readAt = 0
  #reopened = 0

  /** `read`: by another disk that was as this one is now. */
  constructor(file: string, read?: ReadDocuments) {
    this.#file = file
    this.#database = new DatabaseSync(file, { readOnly: true })
    this.#documents = new Map(read)
  }

  /** Another file was put in its place. */
  reopen(): void {
    this.close()
    this.#statements.clear()
    this.#documents.clear()
    this.#current.clear()
    this.#database = new DatabaseSync(this.#file, { readOnly: true })
    this.#reopened++
  }

  /** What is committed now, as a file of its own. */
  copyTo(file: string): void {
    this.#database.prepare('vacuum into ?').run(file)
  }

  all<T>(query: string, ...values: string[]): T[] {
    const statement = this.#statements.get(query) ?? this.#database.prepare(query)
    this.#statements.set(query, statement)
    return statement.all(...values) as T[]
  }

  /** Another number after each commit. */
  get version(): number {
    return this.#reopened * 1e9 + this.all<{ data_version: number }>('pragma data_version')[0]!.data_version
  }

  /** A document as a server that starts now would load it. Only to be read: it is kept. */
  document(organizationId: string, name: string): Y.Doc {
    return this.#kept(organizationId, name).doc
  }

  /** What one of its maps says. Only to be read: it is kept. */
  values(organizationId: string, name: string, map: string): Record<string, unknown> {
    const { doc, maps } = this.#kept(organizationId, name)
    const values = maps.get(map) ?? (doc.getMap(map).toJSON() as Record<string, unknown>)
    maps.set(map, values)
    return values
  }

  /** The rows of a directory document, whole. */
  rows(organizationId: string, name: string): Record<string, unknown> {
    const document = this.#kept(organizationId, name)
    if (!document.rows) {
      const stored = Object.entries(this.values(organizationId, name, ROWS_MAP))
      document.rows = Object.fromEntries(stored.map(([key, row]) => [key, wholeRow(name, key, row)]))
    }
    return document.rows
  }

  /** What was read, as it can be given to a disk that begins as this one is now. */
  get read(): ReadDocuments {
    return this.#documents
  }

  #kept(organizationId: string, name: string): ReadDocument {
    const { version: now } = this
    if (this.#readAt !== now) this.#current.clear()
    this.#readAt = now
    const document = this.#current.get(name) ?? this.#look(organizationId, name)
    this.#current.set(name, document)
    return document
  }

  #look(organizationId: string, name: string): ReadDocument {
    const [is] = this.all<{ version: string }>(
      `select epoch || ' ' || snapshot_seq || ' ' || coalesce(length(snapshot), 0) || ' ' ||
         coalesce((select max(seq) from document_updates as log
           where log.organization_id = documents.organization_id and log.name = documents.name), 0) as version
       from documents where organization_id = ? and name = ?`,
      organizationId,
      name,
    )
    const version = is?.version ?? 'none'
    const known = this.#documents.get(name)
    if (known?.version === version) return known
    const read = { version, doc: this.#load(organizationId, name), maps: new Map() }
    this.#documents.set(name, read)
    return read
  }

  #load(organizationId: string, name: string): Y.Doc {
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

  /** How people who read copies of their own know records. */
  get veil(): VeilKey {
    const [row] = this.all<{ key: string }>('select key from veil_keys')
    return new VeilKey(Buffer.from(row?.key ?? '', 'base64url'))
  }

  /** Is a copy of somebody's own still being written? */
  isUnfinished(name: string): boolean {
    return this.all('select 1 from documents where unfinished = 1 and name = ?', name).length > 0
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
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    // No update at all, so nothing of it is anywhere.
    return false
  }
  const { structs, ds } = decoded
  const isThere = ({ id, length }: { id: Y.ID; length: number }) =>
    id.clock + length <= Y.getState(doc.store, id.client)
  if (!structs.every(isThere)) return false
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  return [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) =>
      deleted.clients
        .get(client)
        ?.some((range) => range.clock <= clock && clock + len <= range.clock + range.len),
    ),
  )
}
