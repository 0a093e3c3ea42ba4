import { type Kysely, sql } from 'kysely'

/**
 * Jobs that wait, in the order in which they are taken (`jobs/job-runner.ts`): the next ten are found without looking at the
 * thousands behind them.
 */
const STATEMENTS = [
  `drop index jobs_waiting`,
  `create index jobs_in_turn on jobs ((organization_id is not null), run_at) where state = 'waiting'`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
