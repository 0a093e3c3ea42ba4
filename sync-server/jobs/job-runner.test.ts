import { CompiledQuery } from 'kysely'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSqliteStore } from '../store/sqlite-store.ts'
import type { Store } from '../store/store.ts'
import { addJob } from './add-job.ts'
import { dueJobs } from './job-runner.ts'

const NOW = '2026-05-04T10:00:00.000Z'
const LATER = '2026-05-04T11:00:00.000Z'

let folder: string
let store: Store
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'handover-jobs-'))
  store = await openSqliteStore(folder)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

it('the next jobs are found in their order, codes first, without looking through those that wait behind them or are done', async () => {
  await store.write(async (tx) => {
    for (const [at, organizationId] of [
      [LATER, null],
      ['2026-05-04T09:00:00.000Z', 'org_b'],
      ['2026-05-04T08:00:00.000Z', 'org_a'],
      [NOW, null],
    ] as const)
      await addJob(tx, organizationId, 'scrub', {}, NOW, at)
  })
  const query = dueJobs(store.read, NOW)
  expect((await query.execute()).map((job) => job.organization_id)).toEqual([null, 'org_a', 'org_b'])
  const { sql, parameters } = query.compile()
  const plan = await store.read.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
  )
  expect(plan.rows.map(({ detail }) => detail)).toEqual(['SCAN jobs USING INDEX jobs_in_turn'])
})
