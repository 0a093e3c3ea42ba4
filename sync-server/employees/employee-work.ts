import type { RecordWrite } from '../../shared/domain/decide/change.ts'
import { type EmployeeFields, employeeFieldsOf } from '../../shared/domain/employees/employee-folder.ts'
import {
  EMPLOYEE_RECORD,
  employeeRecordId,
  follow,
  newEmployeeRecord,
  oldestFree,
  wishesFor,
} from '../../shared/domain/employees/employee-record.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import type { User } from '../../shared/domain/model/user.ts'
import { isoNow } from '../clock.ts'
import { recordIdsWithAddress } from '../content/records/item-index.ts'
import type { Deciding } from '../decide/ports.ts'
import { addJob } from '../jobs/add-job.ts'
import { AT_ONCE } from './ask-for-records.ts'
import { folderOf } from '../store/directory-reads.ts'
import { organizationMapper } from '../store/rows/organization.ts'
import { toHandover } from '../store/rows/handover.ts'
import { toUser } from '../store/rows/user.ts'
import type { JobRow } from '../store/schema/jobs.ts'
import type { Tx } from '../store/store.ts'
import { keepRecord, type KeptRecord, keptRecords } from './kept-records.ts'

/** These users, at most `AT_ONCE`; or everybody, as many at once, whose id comes after this one. */
type Whose = { userIds: string[] } | { after: string }

/**
 * Brings the Employee records of some users up to what the directory says now (USR-5): makes, finds or follows. It looks at
 * how things are, not at what happened, so it may run twice, late, and in any order.
 */
export async function employeeWork(
  deciding: Pick<Deciding, 'store' | 'documents' | 'clock' | 'wakeJobs'>,
  job: Pick<JobRow, 'organization_id' | 'data'>,
): Promise<void> {
  const { organization_id: organizationId } = job
  if (organizationId === null) throw new Error('employee records of no organization')
  await deciding.store.write(async (tx, outcome) => {
    const place = await placeIn(tx, organizationId)
    if (!place) return
    const now = isoNow(deciding.clock)
    const whose = JSON.parse(job.data) as Whose
    const users = await usersOf(tx, organizationId, whose)
    const last = users.at(-1)
    if (!last) return
    if ('after' in whose) {
      await addJob(tx, organizationId, 'employees', { after: last.id }, now)
      outcome.onCommit(() => deciding.wakeJobs())
    }
    const ids = users.map(({ id }) => id)
    const kept = await keptRecords(tx, organizationId, place.folderId, ids)
    const merged = await mergedAway(tx, organizationId, ids)
    const writes: RecordWrite[] = []
    for (const user of users) {
      const at = { tx, documents: deciding.documents, place, now }
      const done = await recordFor(at, user, kept.get(user.id), merged.has(user.id))
      if (!done) continue
      if (done.write) writes.push(done.write)
      await keepRecord(tx, organizationId, place.folderId, done.record)
    }
    const by = { userId: null, cause: EMPLOYEE_RECORD }
    const published = await deciding.documents.writeRecords(tx, organizationId, writes, by)
    outcome.onCommit(() => published.publish())
    outcome.onRollback(() => published.discard())
  })
}

interface Place {
  organization: Organization
  folderId: string
  portfolioId: string
  fields: EmployeeFields
}

/** Where the records are kept; null: nowhere now. */
async function placeIn(tx: Tx, organizationId: string): Promise<Place | null> {
  const organization = await organizationMapper.read(tx, organizationId, organizationId)
  if (!organization?.employees?.isOn) return null
  const { folderId, portfolioId } = organization.employees
  const folder = await folderOf(tx, organizationId, folderId)
  const fields = folder && employeeFieldsOf(folder)
  if (!fields || folder.archivedAt !== null) return null
  return { organization, folderId, portfolioId, fields }
}

interface At {
  tx: Tx
  documents: Deciding['documents']
  place: Place
  now: string
}

/** What to write for a user, and what is known of their record afterwards; null: they have none, and get none now. */
async function recordFor(
  { tx, documents, place, now }: At,
  user: User,
  known: KeptRecord | undefined,
  isMergedAway: boolean,
): Promise<{ write: RecordWrite | null; record: KeptRecord } | null> {
  const { organization, folderId, fields, portfolioId } = place
  const wishes = wishesFor(user, organization.timeZone, isMergedAway)
  const read = (id: string) => documents.recordNow(tx, organization.id, folderId, id)
  const recordId = employeeRecordId(folderId, user.id)
  if (!known && user.state === 'deactivated') return null
  const found = known
    ? await read(known.recordId)
    : ((await read(recordId)) ?? oldestFree(await candidates(tx, documents, place, user), fields))
  // An Admin deleted it, and it stays so.
  if (known && (!found || found.deleted !== null)) return null
  if (!found) {
    const create = newEmployeeRecord(wishes, fields, portfolioId, now)
    return { write: { folderId, recordId, create }, record: { userId: user.id, recordId, kept: wishes } }
  }
  const { edits, kept } = follow(found, fields, wishes, known?.kept ?? {})
  const write = Object.keys(edits).length > 0 ? { folderId, recordId: found.id, edits } : null
  return { write, record: { userId: user.id, recordId: found.id, kept } }
}

/** Records with the user's address in the folder's field for it. */
async function candidates(
  tx: Tx,
  documents: Deciding['documents'],
  { organization, folderId, fields }: Place,
  user: User,
) {
  const at = { folderId, field: fields.email, emailKey: user.emailKey }
  const ids = await recordIdsWithAddress(tx, organization.id, at)
  const records = []
  for (const id of ids) {
    const record = await documents.recordNow(tx, organization.id, folderId, id)
    if (record) records.push(record)
  }
  return records
}

/** Who works here now, or did. */
async function usersOf(tx: Tx, organizationId: string, whose: Whose): Promise<User[]> {
  const all = tx
    .selectFrom('users')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('state', 'in', ['active', 'blocked', 'deactivated'])
    .orderBy('user_id')
    .limit(AT_ONCE)
  const these =
    'after' in whose ? all.where('user_id', '>', whose.after) : all.where('user_id', 'in', whose.userIds)
  return (await these.execute()).map(toUser)
}

/** Which of these users became part of another one's, and still are (HAND-21). */
async function mergedAway(tx: Tx, organizationId: string, userIds: string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('handovers')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'handover')
    .where('state', '=', 'done')
    .where('from_user_id', 'in', userIds)
    .execute()
  return new Set(
    rows
      .map(toHandover)
      .flatMap((done) => (done.kind === 'handover' && done.merge ? (done.plan.from ?? []) : [])),
  )
}
