import { Kysely, SqliteDialect } from 'kysely'
import { describe, expect, it } from 'vitest'
import { historyPage } from '../../history/history-page.ts'
import { openNodeSqlite } from '../node-sqlite.ts'
import type { Schema } from '../schema/schema.ts'
import * as directory from './0001-directory.ts'
import * as content from './0002-content.ts'
import * as personalValues from './0012-personal-values.ts'

const ORG = 'org_aaaaaaaaaaaaaaaa'
const BEN = 'usr_benbenbenbenbenb'
const NOW = '2026-05-03T10:00:00.000Z'
const ENTRY = { organization_id: ORG, at: NOW, actor_user_id: BEN, cause: null }

describe('[AUD-1] a database from before', () => {
  it('has the personal values of its history kept apart, and tells the same', async () => {
    const database = openNodeSqlite(':memory:', 'write')
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
    const tx = db as unknown as Kysely<unknown>
    await directory.up(tx)
    await content.up(tx)
    const user = {
      user_id: BEN,
      name: 'Ben Now',
      email: 'ben@x.test',
      email_key: 'ben@x.test',
      role: 'admin',
    }
    await db.transaction().execute(async (write) => {
      await write
        .insertInto('organizations')
        .values({
          ...{ organization_id: ORG, name: 'X', time_zone: 'UTC', currency: 'EUR', owner_user_id: BEN },
          ...{ owners_add_seats: 0, seat_price: 1, created_at: NOW },
        })
        .execute()
      await write
        .insertInto('users')
        // As the table was then: later columns are not there yet.
        .values({ organization_id: ORG, ...user, formerly: '[]', state: 'active', created_at: NOW } as never)
        .execute()
    })
    const row = { id: BEN, name: 'Ben Then', email: 'ben@x.test', formerly: ['old@x.test'], role: 'admin' }
    const entry = { history_id: 'his_1', seq: 1, action: 'user.rename', command_id: 'cmd_1' }
    const words = 'Rename Ben Then to Ben Now'
    await db
      .insertInto('history')
      .values({ ...ENTRY, ...entry, words })
      .execute()
    const values = { table_name: 'user', row_key: BEN, before: JSON.stringify(row) }
    const after = JSON.stringify({ ...row, name: 'Ben Now' })
    await db
      .insertInto('history_values')
      .values({ organization_id: ORG, history_id: 'his_1', ...values, after })
      .execute()
    await db
      .insertInto('history_subjects')
      .values({ organization_id: ORG, subject_id: BEN, seq: 1 })
      .execute()

    await personalValues.up(tx)

    const kept = [
      await db.selectFrom('history').selectAll().execute(),
      await db.selectFrom('history_values').selectAll().execute(),
    ]
    expect(JSON.stringify(kept)).not.toMatch(/Ben Then|Ben Now|@x\.test/)
    const page = await historyPage(db, ORG, { kind: 'all' }, { before: null })
    expect(page.entries).toMatchObject([
      { words, before: { [`user/${BEN}`]: row }, after: { [`user/${BEN}`]: { name: 'Ben Now' } } },
    ])
    await db.destroy()
  })
})
