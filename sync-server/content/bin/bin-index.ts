import type * as Y from 'yjs'
import { EDITS_MAP } from '../../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import { parseEditKey } from '../../../shared/domain/model/record.ts'
import type { Tx } from '../../store/store.ts'
import type { Changed } from '../guard/apply-update.ts'
import type { Cause } from '../history.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

type Place = Pick<Cause, 'organizationId' | 'folderId' | 'document'>

const ROWS_AT_ONCE = 100

/** What lies in the bin, and since when (REC-5). Written in the transaction of the changes, like the counts. */
export class BinIndex {
  readonly #marks = new Map<string, { place: Place; recordId: string; since: string | null }>()

  note({ at, ...place }: Place & { at: string }, changed: Changed[]): void {
    for (const { root, key, after } of changed) {
      const edit = root === EDITS_MAP ? parseEditKey(key) : null
      if (edit?.field !== 'deleted') continue
      const { recordId } = edit
      // What a device did offline lies its 30 days from when it arrived; and never shorter than its own clock promised.
      const since = typeof after === 'string' ? later(after, at) : null
      this.#marks.set(`${place.organizationId}\n${place.document}\n${recordId}`, { place, recordId, since })
    }
  }

  async write(tx: Tx): Promise<void> {
    const marks = [...this.#marks.values()]
    this.#marks.clear()
    const byDocument = Map.groupBy(
      marks,
      ({ place }) => `${place.organizationId}\n${place.folderId}\n${place.document}`,
    )
    for (const own of byDocument.values())
      for (let i = 0; i < own.length; i += ROWS_AT_ONCE) {
        const some = own.slice(i, i + ROWS_AT_ONCE)
        const [{ place } = { place: null }] = some
        if (!place) continue
        await takeOut(
          tx,
          place,
          some.map(({ recordId }) => recordId),
        )
        await insert(
          tx,
          place,
          some.flatMap(({ recordId, since }) => (since === null ? [] : [{ recordId, since }])),
        )
      }
  }
}

/** Reads what lies in a folder's bin into the table anew: since when, only the documents' own moments say. */
export async function indexBin(
  tx: Tx,
  organizationId: string,
  folder: Folder,
  docs: { name: string; doc: Y.Doc }[],
): Promise<void> {
  for (const { name, doc } of docs) {
    const place = { organizationId, folderId: folder.id, document: name }
    const found: { recordId: string; since: string }[] = []
    for (const [key, value] of editsOf(doc).entries()) {
      const edit = parseEditKey(key)
      if (edit?.field === 'deleted' && typeof value === 'string' && recordsOf(doc).has(edit.recordId))
        found.push({ recordId: edit.recordId, since: later(value, value) })
    }
    for (let i = 0; i < found.length; i += ROWS_AT_ONCE) {
      const some = found.slice(i, i + ROWS_AT_ONCE)
      await takeOut(
        tx,
        place,
        some.map(({ recordId }) => recordId),
      )
      await insert(tx, place, some)
    }
  }
}

/** Moments come with any offset from devices; compared in the table as text, so all in one form. */
const later = (a: string, b: string): string => new Date(Math.max(Date.parse(a), Date.parse(b))).toISOString()

async function takeOut(tx: Tx, { organizationId, folderId }: Place, recordIds: string[]): Promise<void> {
  await tx
    .deleteFrom('binned_records')
    .where('organization_id', '=', organizationId)
    .where('folder_id', '=', folderId)
    .where('record_id', 'in', recordIds)
    .execute()
}

async function insert(
  tx: Tx,
  { organizationId, folderId, document }: Place,
  records: { recordId: string; since: string }[],
): Promise<void> {
  if (records.length === 0) return
  const at = { organization_id: organizationId, folder_id: folderId, document }
  await tx
    .insertInto('binned_records')
    .values(records.map(({ recordId, since }) => ({ ...at, record_id: recordId, binned_at: since })))
    .execute()
}
