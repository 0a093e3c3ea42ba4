import type { AccountTables } from './accounts.ts'
import type { BillingTables } from './billing.ts'
import type { ContentTables } from './content.ts'
import type { DirectoryTables } from './directory.ts'
import type { JobTables } from './jobs.ts'
import type { LogTables } from './log.ts'

/**
 * All tables. Those of an organization begin with its id, so that they can be distributed (DESIGN §7). Accounts, codes,
 * sessions and jobs are no organization's. Moments are ISO texts in UTC, lists and plans are JSON texts, truth is 0 or 1.
 */
export type Schema = DirectoryTables & AccountTables & LogTables & JobTables & ContentTables & BillingTables
