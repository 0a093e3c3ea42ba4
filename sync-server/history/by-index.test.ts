import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createdElsewhere, leftSince } from '../content/history.ts'
import { newId } from '../new-id.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import type { Db, Store } from '../store/store.ts'
import { editEntries } from './edit-entries.ts'

const folder = mkdtempSync(join(tmpdir(), 'handover-history-'))
let store: Store
beforeAll(async () => {
  store = await openSqliteStore(folder)
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const ORGANIZATION = newId('organization')
const FOLDER = newId('folder')
const ids = Array.from({ length: 60 }, () => newId('record'))
const SINCE = '2026-05-03T10:00:00.000Z'

/** How SQLite finds what this asks for. */
async function plansOf(ask: (db: Db) => Promise<unknown>): Promise<string> {
  const asked: CompiledQuery[] = []
  await ask(
    store.read.withPlugin({
      transformQuery({ node, queryId }) {
        asked.push(store.read.getExecutor().compileQuery(node, queryId))
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }),
  )
  const plans = asked.map(({ sql, parameters }) =>
    store.read.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    ),
  )
  return (await Promise.all(plans)).flatMap(({ rows }) => rows.map(({ detail }) => detail)).join('\n')
}

// The history is the largest table, and lies in the order in which things happened. Who is only told that order tends to go
// through all of it.
it.each([
  [
    'of one record',
    'by_record (organization_id=? AND record_id=?)',
    (db: Db) => editEntries(db, ORGANIZATION, { kind: 'all' }, { before: null, record: ids[0]! }),
  ],
  [
    'of one person',
    'by_user (organization_id=? AND user_id=?)',
    (db: Db) => editEntries(db, ORGANIZATION, { kind: 'all' }, { before: null, user: newId('user') }),
  ],
  [
    'where else records were made, for each piece that makes some',
    'by_record (organization_id=? AND record_id=?)',
    (db: Db) => createdElsewhere(db, ORGANIZATION, FOLDER, 'content/a/0', ids),
  ],
  [
    'what left a portfolio, for each undo',
    'by_portfolio (organization_id=? AND before=? AND at>?)',
    (db: Db) => leftSince(db, ORGANIZATION, [newId('portfolio'), newId('portfolio')], SINCE),
  ],
])('finds by an index what is in the history %s', async (_what, index, ask) => {
  expect(await plansOf(ask)).toContain(`SEARCH content_history USING INDEX content_history_${index}`)
})
