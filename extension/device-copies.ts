import { databaseNameFor } from '../shared/replica/database.ts'
import type { SignedAccount } from './accounts.ts'

/** A copy of an organization in the extension's storage. */
export interface DeviceCopy {
  server: string
  accountId: string
  organizationId: string
  userId: string
}

/** Copies that the account may open here. */
export const copiesOf = ({ server, me }: SignedAccount): DeviceCopy[] =>
  me.organizations.map(({ organizationId, userId }) => ({
    server,
    accountId: me.account.id,
    organizationId,
    userId,
  }))

/** The account's copies that lie here, whether it may still have them or not. */
export async function copiesHere({ server, me }: SignedAccount): Promise<DeviceCopy[]> {
  const accountId = me.account.id
  return (await indexedDB.databases()).flatMap(({ name = '' }) => {
    const [organizationId = '', userId = ''] = name.split(' ').slice(-3)
    const copy = { server, accountId, organizationId, userId }
    return name === databaseOf(copy) ? [copy] : []
  })
}

/** May the account no longer have it? Blocked people keep theirs: they come back. A session that ended says nothing about access. */
export function isOver({ me }: SignedAccount, { organizationId, userId }: DeviceCopy): boolean {
  const access = me.organizations.find(
    (one) => one.organizationId === organizationId && one.userId === userId,
  )
  return access === undefined || access.state === 'deactivated'
}

/**
 * Apart for each account: after a change of address the old and the new one may both be signed in here, for the same user, and what is
 * deleted for the old one must not take the new one's copy along.
 */
export const databaseOf = ({ server, accountId, organizationId, userId }: DeviceCopy): string =>
  `${databaseNameFor(server, organizationId, userId)} ${accountId}`

/** One that is open in a panel is deleted by that panel, which closes it first: see useReplica. */
export const deleteCopy = (copy: DeviceCopy): void => void indexedDB.deleteDatabase(databaseOf(copy))
