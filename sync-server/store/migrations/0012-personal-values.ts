import { type Kysely, sql } from 'kysely'
import { PersonalValues } from '../../personal/personal-values.ts'
import { peopleIn, rowWithTokens } from '../../personal/tokenise.ts'
import type { Rows, Table } from '../../../shared/domain/decide/change.ts'
import type { Schema } from '../schema/schema.ts'
import type { Tx } from '../store.ts'

const STATEMENTS = [
  `create table personal_values (
    organization_id text not null references organizations, user_id text not null, number integer not null,
    field text not null, value text not null, primary key (organization_id, user_id, number))`,
  // The outbox page's mails, so that erasing in one organization leaves another's alone.
  `alter table mails add column organization_id text`,
  `update mails set organization_id = (select organization_id from jobs where jobs.job_id = mails.mail_id)`,
]

/** Takes the personal values out of the history that there is, and keeps them apart (AUD-1). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  const tx = db as unknown as Tx
  const entries = await tx.selectFrom('history').select(['organization_id', 'history_id', 'words']).execute()
  for (const entry of entries) await takeApart(tx, entry)
}

async function takeApart(
  tx: Tx,
  entry: Pick<Schema['history'], 'organization_id' | 'history_id' | 'words'>,
): Promise<void> {
  const { organization_id: organizationId, history_id: historyId } = entry
  const rows = await tx
    .selectFrom('history_values')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('history_id', '=', historyId)
    .execute()
  const sides = rows.map(({ table_name, row_key, before, after }) => ({
    row_key,
    table: table_name as Table,
    before: parsed(before),
    after: parsed(after),
  }))
  const named = await tx
    .selectFrom('history_subjects')
    .innerJoin('history', (join) =>
      join
        .onRef('history.organization_id', '=', 'history_subjects.organization_id')
        .onRef('history.seq', '=', 'history_subjects.seq'),
    )
    .select('history_subjects.subject_id')
    .where('history.organization_id', '=', organizationId)
    .where('history.history_id', '=', historyId)
    .where('history_subjects.subject_id', '>=', 'usr_')
    .where('history_subjects.subject_id', '<', 'usr`')
    .execute()
  const people = sides.flatMap(({ table, before, after }) =>
    [before, after].flatMap((row) => (row ? peopleIn(table, row) : [])),
  )
  const values = await PersonalValues.load(tx, organizationId, [
    ...people,
    ...named.map((row) => row.subject_id),
  ])
  for (const { table, row_key, before, after } of sides)
    await tx
      .updateTable('history_values')
      .set({
        before: before && JSON.stringify(rowWithTokens(table, before, values)),
        after: after && JSON.stringify(rowWithTokens(table, after, values)),
      })
      .where('organization_id', '=', organizationId)
      .where('history_id', '=', historyId)
      .where('table_name', '=', table)
      .where('row_key', '=', row_key)
      .execute()
  await tx
    .updateTable('history')
    .set({ words: values.inText(entry.words ?? '') })
    .where('organization_id', '=', organizationId)
    .where('history_id', '=', historyId)
    .execute()
  await values.save(tx, () => false)
}

const parsed = (json: string | null): Rows[Table] | null =>
  json === null ? null : (JSON.parse(json) as Rows[Table])
