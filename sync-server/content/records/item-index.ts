import type * as Y from 'yjs'
import { emailKey } from '../../../shared/domain/model/email.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import { TASK_FIELDS } from '../../../shared/domain/model/task-fields.ts'
import type { DueTaskRow, EmailValueRow } from '../../store/schema/content.ts'
import type { Db, Tx } from '../../store/store.ts'
import type { Changed } from '../guard/apply-update.ts'
import { recordsOf } from '../guard/maps.ts'
import { changesOf, countedFields, countedIn, fieldIn, now, type Read, recordIdsIn } from './item.ts'

/** What the tables say of one record. */
interface Entry {
  organizationId: string
  folderId: string
  recordId: string
  emails: EmailValueRow[]
  due: DueTaskRow | null
}

const ROWS_AT_ONCE = 100

/**
 * What must be found in records without loading documents: the addresses in their email fields (HAND-23), and the days of
 * open tasks (HAND-25). Written in the transaction of the changes, like the counts.
 */
export class ItemIndex {
  readonly #entries = new Map<string, Entry>()

  /** What these changes of a folder's document mean for the tables. */
  note(organizationId: string, folder: Folder, doc: Y.Doc, changed: Changed[]): void {
    if (!isIndexed(folder)) return
    const read = now(doc)
    for (const recordId of recordIdsIn(changesOf(changed, indexedFields(folder))))
      this.#entries.set(
        `${organizationId}\n${folder.id}\n${recordId}`,
        entryOf(read, organizationId, folder, recordId),
      )
  }

  async write(tx: Tx): Promise<void> {
    const entries = [...this.#entries.values()]
    this.#entries.clear()
    for (const own of Map.groupBy(
      entries,
      ({ organizationId, folderId }) => `${organizationId} ${folderId}`,
    ).values())
      for (let i = 0; i < own.length; i += ROWS_AT_ONCE) await replace(tx, own.slice(i, i + ROWS_AT_ONCE))
  }
}

/** Reads a folder's records into the tables anew, from all its documents. */
export async function indexFolder(
  tx: Tx,
  organizationId: string,
  folder: Folder,
  docs: Y.Doc[],
): Promise<void> {
  if (!isIndexed(folder)) return
  for (const doc of docs) {
    const read = now(doc)
    const ids = [...recordsOf(doc).keys()]
    for (let i = 0; i < ids.length; i += ROWS_AT_ONCE)
      await replace(
        tx,
        ids.slice(i, i + ROWS_AT_ONCE).map((id) => entryOf(read, organizationId, folder, id)),
      )
  }
}

const emailFields = (folder: Folder) => folder.fields.filter(({ type }) => type === 'email')
const isIndexed = (folder: Folder) => folder.kind === 'tasks' || emailFields(folder).length > 0

/** What `entryOf` reads. */
const indexedFields = (folder: Folder): string[] => [
  ...countedFields(folder),
  ...emailFields(folder).map(({ id }) => id),
  ...(folder.kind === 'tasks' ? ['title', TASK_FIELDS.due.id] : []),
]

function entryOf(read: Read, organizationId: string, folder: Folder, recordId: string): Entry {
  const entry: Entry = { organizationId, folderId: folder.id, recordId, emails: [], due: null }
  const item = countedIn(read, recordId, folder)
  if (!item) return entry
  const at = { organization_id: organizationId, folder_id: folder.id, record_id: recordId }
  for (const { id } of emailFields(folder)) {
    const value = fieldIn(read, recordId, id)
    // Longer than any address is a text that somebody put there.
    if (typeof value === 'string' && value.includes('@') && value.length <= 254)
      entry.emails.push({ ...at, field: id, email_key: emailKey(value) })
  }
  const due = folder.kind === 'tasks' && item.open ? fieldIn(read, recordId, TASK_FIELDS.due.id) : null
  if (typeof due === 'string')
    entry.due = {
      ...at,
      portfolio_id: item.portfolioId,
      due,
      title: String(fieldIn(read, recordId, 'title') ?? ''),
    }
  return entry
}

/** Writes the entries, all of one folder, in place of what the tables said of their records. */
async function replace(tx: Tx, entries: Entry[]): Promise<void> {
  const [first] = entries
  if (!first) return
  for (const table of ['email_values', 'due_tasks'] as const)
    await tx
      .deleteFrom(table)
      .where('organization_id', '=', first.organizationId)
      .where('folder_id', '=', first.folderId)
      .where(
        'record_id',
        'in',
        entries.map(({ recordId }) => recordId),
      )
      .execute()
  const emails = entries.flatMap((entry) => entry.emails)
  for (let i = 0; i < emails.length; i += ROWS_AT_ONCE)
    await tx
      .insertInto('email_values')
      .values(emails.slice(i, i + ROWS_AT_ONCE))
      .execute()
  const due = entries.flatMap((entry) => (entry.due ? [entry.due] : []))
  if (due.length > 0) await tx.insertInto('due_tasks').values(due).execute()
}

/** Ids of a folder's records, not those in the bin, in which this address stands in this field. */
export async function recordIdsWithAddress(
  db: Db,
  organizationId: string,
  { folderId, field, emailKey: key }: { folderId: string; field: string; emailKey: string },
): Promise<string[]> {
  const rows = await db
    .selectFrom('email_values')
    .select('record_id')
    .where('organization_id', '=', organizationId)
    .where('folder_id', '=', folderId)
    .where('field', '=', field)
    .where('email_key', '=', key)
    .execute()
  return rows.map((row) => row.record_id)
}

/** In how many records of each folder an address stands in an email field. */
export async function recordsWithAddress(
  db: Db,
  organizationId: string,
  key: string,
): Promise<{ workspaceId: string; folderId: string; count: number }[]> {
  const rows = await db
    .selectFrom('email_values')
    .innerJoin('folders', (join) =>
      join
        .onRef('folders.organization_id', '=', 'email_values.organization_id')
        .onRef('folders.folder_id', '=', 'email_values.folder_id'),
    )
    .select(['folders.workspace_id', 'folders.folder_id'])
    .select((eb) => eb.fn.count<number>('email_values.record_id').distinct().as('records'))
    .where('email_values.organization_id', '=', organizationId)
    .where('email_values.email_key', '=', key)
    .groupBy(['folders.workspace_id', 'folders.folder_id'])
    .orderBy('records', 'desc')
    .orderBy('folders.folder_id')
    .execute()
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    folderId: row.folder_id,
    count: Number(row.records),
  }))
}

/** Open tasks in these portfolios up to a day (YYYY-MM-DD), the earliest first; at most `limit`, and how many there are. */
export async function dueTasks(
  db: Db,
  organizationId: string,
  portfolioIds: string[],
  until: string,
  limit: number,
): Promise<{ tasks: { title: string; due: string }[]; all: number }> {
  const found: { title: string; due: string }[] = []
  let all = 0
  for (let i = 0; i < portfolioIds.length; i += 500) {
    const query = db
      .selectFrom('due_tasks')
      .where('organization_id', '=', organizationId)
      .where('portfolio_id', 'in', portfolioIds.slice(i, i + 500))
      .where('due', '<=', until)
    const counted = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    all += Number(counted.count)
    found.push(
      ...(await query.select(['title', 'due']).orderBy('due').orderBy('title').limit(limit).execute()),
    )
  }
  found.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.title < b.title ? -1 : 1))
  return { tasks: found.slice(0, limit), all }
}
