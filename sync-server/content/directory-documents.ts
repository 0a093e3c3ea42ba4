import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import { FORGOTTEN, ROWS_MAP } from '../../shared/domain/documents/document-name.ts'
import { storedRow, wholeRow } from '../../shared/domain/documents/stored-row.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Tx } from '../store/store.ts'
import type { Copy } from './stored/document-copies.ts'
import type { DirectoryFacts } from './directory-facts.ts'
import { type DocumentLog, type Published, together } from './stored/document-log.ts'
import type { FolderDocuments } from './records/folder-documents.ts'
import { inOneTransaction } from './guard/apply-update.ts'

/** One value of a directory document; `undefined` removes it. */
export interface DirectoryEntry {
  document: string
  key: string
  value: unknown
}

/** The documents that only the server writes: one map of rows each. */
export class DirectoryDocuments {
  readonly #log: DocumentLog
  readonly #facts: DirectoryFacts
  readonly #folders: FolderDocuments

  constructor(log: DocumentLog, facts: DirectoryFacts, folders: FolderDocuments) {
    this.#log = log
    this.#facts = facts
    this.#folders = folders
  }

  /** Writes rows where they differ, one update a document. Recounts a folder whose stage changed (REC-1). */
  async write(tx: Tx, organizationId: string, entries: DirectoryEntry[]): Promise<Published> {
    this.#facts.forget(organizationId)
    const forget: Published = {
      publish: () => undefined,
      discard: () => this.#facts.forget(organizationId),
    }
    const done = [forget]
    const changed: { name: string; copy: Copy; update: Uint8Array | null }[] = []
    const recount = new Map<string, Folder>()
    try {
      for (const [document, own] of Map.groupBy(entries, (entry) => entry.document)) {
        const copy = await this.#log.open(tx, organizationId, document)
        const rows = copy.doc.getMap<unknown>(ROWS_MAP)
        for (const folder of withAnotherStage(document, own, rows)) recount.set(folder.id, folder)
        const update = inOneTransaction(copy.doc, () => writeRows(document, rows, own))
        changed.push({ name: document, copy, update })
        done.push({ publish: () => undefined, discard: () => this.#log.drop(organizationId, document) })
      }
      done.push(await this.#log.appendTogether(tx, organizationId, changed))
      for (const folder of recount.values()) await this.#folders.recount(tx, organizationId, folder)
    } catch (problem) {
      // The asker gets nothing to discard, and the copies written so far are ahead of the database.
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /**
   * Rewrites the documents in whose stored bytes one of these values is left. A mark in them tells devices to do so too.
   */
  async eraseValues(tx: Tx, organizationId: string, values: string[], mark: string): Promise<Published> {
    const done: Published[] = []
    try {
      for (const document of await documentsHolding(tx, organizationId, values)) {
        const copy = await this.#log.open(tx, organizationId, document)
        const rows = copy.doc.getMap<unknown>(ROWS_MAP)
        const update = inOneTransaction(copy.doc, () => rows.set(FORGOTTEN, mark))
        done.push(await this.#log.append(tx, organizationId, document, copy, update))
        await this.#log.rewrite(tx, organizationId, document, copy)
      }
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }
}

/** Directory documents whose snapshot or log has one of these values in its bytes, deleted or not. */
async function documentsHolding(tx: Tx, organizationId: string, values: string[]): Promise<Set<string>> {
  const wanted = values.filter((value) => value !== '').map((value) => Buffer.from(value))
  const holds = (data: Uint8Array | null) => {
    if (data === null) return false
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    return wanted.some((value) => bytes.includes(value))
  }
  const found = new Set<string>()
  const stored = await tx
    .selectFrom('documents')
    .select(['name', 'snapshot'])
    .where('organization_id', '=', organizationId)
    .where('name', 'not like', 'content/%')
    .execute()
  for (const { name, snapshot } of stored) {
    if (holds(snapshot)) found.add(name)
    else {
      const log = await tx
        .selectFrom('document_updates')
        .select('data')
        .where('organization_id', '=', organizationId)
        .where('name', '=', name)
        .execute()
      if (log.some(({ data }) => holds(data))) found.add(name)
    }
  }
  return found
}

function writeRows(document: string, rows: Y.Map<unknown>, entries: DirectoryEntry[]): void {
  for (const { key, value } of entries) {
    if (value === undefined) rows.delete(key)
    else {
      const stored = storedRow(document, key, value)
      if (!equalityDeep(rows.get(key), stored)) rows.set(key, stored)
    }
  }
}

function withAnotherStage(document: string, entries: DirectoryEntry[], rows: Y.Map<unknown>): Folder[] {
  return entries
    .filter(({ key, value }) => {
      const stored = key.startsWith('folder/') ? rows.get(key) : undefined
      if (stored === undefined || value === undefined) return false
      return !equalityDeep((wholeRow(document, key, stored) as Folder).stage, (value as Folder).stage)
    })
    .map(({ value }) => value as Folder)
}
