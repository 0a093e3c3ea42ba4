import { sql } from 'kysely'
import { replaceValues } from '../../shared/domain/erase/replace-values.ts'
import { meOf } from '../../shared/domain/documents/document-name.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import { deleteAccount, isSomebodyElsewhere } from '../auth/accounts.ts'
import { eraseEmployeeRecords } from '../employees/erase-records.ts'
import { betweenTokens } from '../personal/token.ts'
import type { Deciding, DocumentChange, Published } from '../decide/ports.ts'
import { addJob } from '../jobs/add-job.ts'
import type { Tx } from '../store/store.ts'
import { eraseJobs, eraseMails } from './erase-mails.ts'
import type { Erasure } from './erasure.ts'

const AT_ONCE = 200

/**
 * Takes somebody's names and addresses out of everything the server keeps beside the directory's rows (LIFE-6): the values
 * of the history, mails, jobs, notices, kept answers, their account where nobody else needs it, and the bytes of the
 * documents. What it gives is to be published with the change. The files are cleaned afterwards, by a job.
 */
export async function eraseTraces(
  deciding: Pick<Deciding, 'documents'>,
  { tx, organizationId, now }: { tx: Tx; organizationId: string; now: string },
  { userId, values, instead, madeOne }: Erasure,
): Promise<Published[]> {
  const without = (text: string) => replaceValues(text, values, () => instead)
  await tx
    .deleteFrom('personal_values')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  for (const other of madeOne) await eraseFormer(tx, organizationId, other, values)
  // One condition of SQL for each value, and a database takes no more than some hundreds.
  for (let i = 0; i < values.length; i += AT_ONCE)
    await eraseHistoryTexts(tx, organizationId, values.slice(i, i + AT_ONCE), without)
  await eraseJobs(tx, organizationId, { userId, values, madeOne })
  await eraseMails(tx, organizationId, { values, instead }, without)
  // What was counted by address: mails for the limits on invitations, and uses of former addresses.
  const keys = ['', ...values.map(emailKey)]
  for (const table of ['invitation_mails', 'address_uses'] as const)
    await tx
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .where('email_key', 'in', keys)
      .execute()
  for (const table of [
    'identity_claims',
    'photos',
    'quarantine',
    'quarantined_updates',
    'ended_clients',
  ] as const)
    await tx
      .deleteFrom(table)
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .execute()
  await eraseQuarantine(tx, organizationId, values)
  await eraseAnswers(tx, organizationId, without)
  await leaveAccounts(tx, organizationId, userId)
  const notices = await eraseNotices(tx, organizationId, userId, without)
  const published = [
    await eraseEmployeeRecords(deciding.documents, { tx, organizationId }, { userId, instead }),
    await deciding.documents.writeDirectory(tx, organizationId, notices),
    await deciding.documents.eraseValues(tx, organizationId, values, now),
  ]
  await addJob(tx, organizationId, 'scrub', {}, now)
  return published
}

/**
 * What somebody wrote into the history as a text of their own, such as the owner column of an import: there the name is
 * no value of a person, and nothing stands for it.
 */
async function eraseHistoryTexts(
  tx: Tx,
  organizationId: string,
  values: string[],
  without: (text: string) => string,
): Promise<void> {
  if (values.length === 0) return
  const holdsOne = (column: string) =>
    sql<boolean>`(${sql.join(
      values.map((value) => sql`lower(${sql.ref(column)}) like ${likely(value)}`),
      sql` or `,
    )})`
  const entries = await tx
    .selectFrom('history')
    .select(['history_id', 'words'])
    .where('organization_id', '=', organizationId)
    .where(holdsOne('words'))
    .execute()
  for (const { history_id: id, words } of entries)
    await tx
      .updateTable('history')
      .set({ words: betweenTokens(words ?? '', without) })
      .where('organization_id', '=', organizationId)
      .where('history_id', '=', id)
      .execute()
  const sides = await tx
    .selectFrom('history_values')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where((or) => or.or([holdsOne('before'), holdsOne('after')]))
    .execute()
  const cleaned = (json: string | null) => json && withoutInJson(json, (text) => betweenTokens(text, without))
  for (const { history_id: id, table_name: table, row_key: key, before, after } of sides)
    await tx
      .updateTable('history_values')
      .set({ before: cleaned(before), after: cleaned(after) })
      .where('organization_id', '=', organizationId)
      .where('history_id', '=', id)
      .where('table_name', '=', table)
      .where('row_key', '=', key)
      .execute()
}

/** A pattern of LIKE that finds at least every text with this value in it, also within JSON. */
const likely = (value: string): string =>
  `%${value
    .replace(/[^\p{ASCII}]|["\\%_]/gu, '\u0000')
    .toLowerCase()
    .replace(/\0+/g, '%')}%`

/** What the history keeps of an address as this other user's former one; not of one that is theirs today. */
async function eraseFormer(tx: Tx, organizationId: string, other: string, values: string[]): Promise<void> {
  const { email, email_key: key } = await tx
    .selectFrom('users')
    .select(['email', 'email_key'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', other)
    .executeTakeFirstOrThrow()
  const former = values.filter((value) => value !== email && value !== key)
  for (let i = 0; i < former.length; i += AT_ONCE)
    await tx
      .deleteFrom('personal_values')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', other)
      .where('field', '=', 'email')
      .where('value', 'in', former.slice(i, i + AT_ONCE))
      .execute()
}

/** What others would have done with them, such as inviting them; records stay as they are (LIFE-6). */
async function eraseQuarantine(tx: Tx, organizationId: string, values: string[]): Promise<void> {
  const rows = await tx
    .selectFrom('quarantine')
    .select(['id', 'command'])
    .where('organization_id', '=', organizationId)
    .where('command', 'not like', '{"type":"record.%')
    .execute()
  for (const { id, command } of rows) {
    if (replaceValues(command, values, () => '') === command) continue
    await tx
      .deleteFrom('quarantine')
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .execute()
  }
}

/** Refusals name people; accepted commands were answered with ids alone. */
async function eraseAnswers(
  tx: Tx,
  organizationId: string,
  without: (text: string) => string,
): Promise<void> {
  const answers = await tx
    .selectFrom('commands')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('answer', 'like', '%"refused"%')
    .execute()
  for (const row of answers) {
    const clean = withoutInJson(row.answer, without)
    if (clean === row.answer) continue
    await tx
      .updateTable('commands')
      .set({ answer: clean })
      .where('organization_id', '=', organizationId)
      .where('actor_id', '=', row.actor_id)
      .where('command_id', '=', row.command_id)
      .execute()
  }
}

/** Their own notices go; those that tell others about them say it without the name. */
async function eraseNotices(
  tx: Tx,
  organizationId: string,
  userId: string,
  without: (text: string) => string,
): Promise<DocumentChange[]> {
  const notices = await tx
    .selectFrom('notices')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .execute()
  const entries: DocumentChange[] = []
  for (const { id, user_id: reader, data } of notices) {
    const clean = reader === userId ? undefined : withoutInJson(data, without)
    if (clean === data) continue
    if (clean === undefined)
      await tx
        .deleteFrom('notices')
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute()
    else
      await tx
        .updateTable('notices')
        .set({ data: clean })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute()
    entries.push({
      document: meOf(reader),
      key: `notice/${id}`,
      value: clean === undefined ? undefined : (JSON.parse(clean) as unknown),
    })
  }
  return entries
}

/** No account sits in them any more; one that is nobody in another organization goes, with its addresses and sessions. */
async function leaveAccounts(tx: Tx, organizationId: string, userId: string): Promise<void> {
  const sits = await tx
    .selectFrom('users')
    .select('account_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  const sat = await tx
    .deleteFrom('sat_before')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .returning('account_id')
    .execute()
  await tx
    .updateTable('users')
    .set({ account_id: null })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .execute()
  for (const accountId of new Set([...sits, ...sat].map((row) => row.account_id)))
    if (accountId !== null && !(await isSomebodyElsewhere(tx, accountId))) await deleteAccount(tx, accountId)
}

/**
 * Where in rows, answers and notices people's own words stand. Anywhere else are ids, roles, states and codes: who had called
 * themself “admin”, or what an id of somebody else ends with, would have these changed in a history that never changes.
 */
const TEXTS: ReadonlySet<string> = new Set([
  ...['name', 'label', 'address', 'message', 'billingName', 'billingEmail', 'oldName', 'newName'],
  // A folder's choices, and which of them end an item.
  ...['choices', 'won', 'lost'],
])

/** The texts within a JSON value, keys and structure left alone. */
const withoutInJson = (json: string, without: (text: string) => string): string =>
  JSON.stringify(withoutIn(JSON.parse(json), false, without))

function withoutIn(value: unknown, isText: boolean, without: (text: string) => string): unknown {
  if (typeof value === 'string') return isText ? without(value) : value
  if (Array.isArray(value)) return value.map((part) => withoutIn(part, isText, without))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutIn(part, TEXTS.has(key), without)]),
  )
}
