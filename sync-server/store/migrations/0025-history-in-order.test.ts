import { Kysely, sql, SqliteDialect } from 'kysely'
import { expect, it } from 'vitest'
import { historyPage } from '../../history/history-page.ts'
import { openNodeSqlite } from '../node-sqlite.ts'
import type { Schema } from '../schema/schema.ts'
import * as directory from './0001-directory.ts'
import * as content from './0002-content.ts'
import * as personalValues from './0012-personal-values.ts'
import * as historyInOrder from './0025-history-in-order.ts'

const ORG = 'org_aaaaaaaaaaaaaaaa'

it('[AUD-1] entries of a database from before are all there, and told as before', async () => {
  const database = openNodeSqlite(':memory:', 'write')
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
  const tx = db as unknown as Kysely<unknown>
  for (const migration of [directory, content, personalValues]) await migration.up(tx)
  await sql`alter table content_history add column cause text`.execute(tx)
  const entries = [3, 1, 2].map((n) => ({
    ...{ organization_id: ORG, id: `his_${n}`, at: `2026-05-0${n}T10:00:00.000Z`, user_id: 'usr_ben' },
    ...{ folder_id: 'fld_deals', document: 'content/fld_deals/0', record_id: 'rec_acme', field: 'worth' },
    ...{ before: `${n}`, after: `${n + 1}`, cause: n === 2 ? 'usr_anna' : null },
  }))
  await db.insertInto('content_history').values(entries).execute()
  const page = () => historyPage(db, ORG, { kind: 'all' }, { before: null })
  const told = await page()
  expect(told.entries.map(({ id }) => id)).toEqual(['his_3', 'his_2', 'his_1'])

  await historyInOrder.up(tx)

  expect(await page()).toEqual(told)
  const kept = await db.selectFrom('content_history').selectAll().orderBy('at', 'desc').execute()
  expect(kept).toEqual(entries.toSorted((a, b) => (a.at < b.at ? 1 : -1)))
  await db.destroy()
})
