import { type Kysely, type Migration, Migrator } from 'kysely'
import * as directory from './migrations/0001-directory.ts'
import * as content from './migrations/0002-content.ts'
import * as addressKeys from './migrations/0003-address-keys.ts'
import * as invitationMails from './migrations/0004-invitation-mails.ts'
import * as billing from './migrations/0005-billing.ts'
import * as addressUses from './migrations/0006-address-uses.ts'
import * as contentIndex from './migrations/0007-content-index.ts'
import * as epochs from './migrations/0008-epochs.ts'
import * as signIn from './migrations/0009-sign-in.ts'
import * as profiles from './migrations/0010-profiles.ts'
import * as deletion from './migrations/0011-deletion.ts'
import * as personalValues from './migrations/0012-personal-values.ts'
import * as putOut from './migrations/0013-put-out.ts'
import * as handoverParts from './migrations/0014-handover-parts.ts'
import * as manyUsers from './migrations/0015-many-users.ts'
import * as quarantine from './migrations/0016-quarantine.ts'
import * as sharedAccounts from './migrations/0017-shared-accounts.ts'
import * as ownerClaim from './migrations/0018-owner-claim.ts'
import * as bin from './migrations/0019-bin.ts'
import * as historyByPerson from './migrations/0020-history-by-person.ts'
import * as requests from './migrations/0021-requests.ts'
import * as employees from './migrations/0022-employees.ts'
import * as cancelling from './migrations/0023-cancelling.ts'
import * as ownShards from './migrations/0024-own-shards.ts'
import * as historyInOrder from './migrations/0025-history-in-order.ts'
import * as jobsInTurn from './migrations/0026-jobs-in-turn.ts'
import type { Schema } from './schema/schema.ts'

/** In order; a file that was released is never edited, a new one is added. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-directory': directory,
  '0002-content': content,
  '0003-address-keys': addressKeys,
  '0004-invitation-mails': invitationMails,
  '0005-billing': billing,
  '0006-address-uses': addressUses,
  '0007-content-index': contentIndex,
  '0008-epochs': epochs,
  '0009-sign-in': signIn,
  '0010-profiles': profiles,
  '0011-deletion': deletion,
  '0012-personal-values': personalValues,
  '0013-put-out': putOut,
  '0014-handover-parts': handoverParts,
  '0015-many-users': manyUsers,
  '0016-quarantine': quarantine,
  '0017-shared-accounts': sharedAccounts,
  '0018-owner-claim': ownerClaim,
  '0019-bin': bin,
  '0020-history-by-person': historyByPerson,
  '0021-requests': requests,
  '0022-employees': employees,
  '0023-cancelling': cancelling,
  '0024-own-shards': ownShards,
  '0025-history-in-order': historyInOrder,
  '0026-jobs-in-turn': jobsInTurn,
}

/** Brings the tables to this version. Throws where a newer version of Handover has written here already. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  const { error, results } = await migrator.migrateToLatest()
  if (!error) return
  const failed = results?.find((result) => result.status === 'Error')
  throw new Error(
    failed
      ? `The data could not be brought to this version (${failed.migrationName}).`
      : 'The data was written by another version of Handover.',
    { cause: error },
  )
}
