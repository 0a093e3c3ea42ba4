import { sql } from 'kysely'
import type { AnswerTo, Question, QuestionKind, Questions } from '../../shared/domain/decide/question.ts'
import { emailDomain } from '../../shared/domain/model/email.ts'
import { ROLES } from '../../shared/domain/model/user.ts'
import { countsAsAdmin, isAgentLevel, isMember, isOwnerLevel } from '../../shared/domain/policy/column.ts'
import { folderOf, portfolioOf, seatsTaken, subscriptionOf } from '../store/directory-reads.ts'
import { plannedErasings } from '../../shared/domain/handover/erasing.ts'
import { tracesOf } from '../erase/traces.ts'
import { toHandover } from '../store/rows/handover.ts'
import { toInvitation } from '../store/rows/invitation.ts'
import { toMembership } from '../store/rows/membership.ts'
import { toPortfolio } from '../store/rows/portfolio.ts'
import { toRequest } from '../store/rows/request.ts'
import { readRow } from '../store/rows/rows.ts'
import { toSignIn } from '../store/rows/sign-in.ts'
import { toUser } from '../store/rows/user.ts'
import type { Tx } from '../store/store.ts'
import type { DirectoryDocuments } from './ports.ts'

type Answers = { [K in QuestionKind]: (asked: Questions[K]['asks']) => Promise<AnswerTo<K>> }

// In the words of the partial indexes: with a parameter in its place SQLite would look through the whole organization.
const notErased = sql<boolean>`state <> 'erased'`
const pending = sql<boolean>`state = 'pending'`

/**
 * Answers what a command asks, inside the transaction that will carry it out, so that nothing can change in between.
 * `now` is ISO: an invitation that has expired reserves no address.
 */
export function answerFrom(
  tx: Tx,
  organizationId: string,
  now: string,
  documents: DirectoryDocuments,
): (question: Question) => Promise<unknown> {
  const users = () => tx.selectFrom('users').selectAll().where('organization_id', '=', organizationId)
  const memberships = () =>
    tx.selectFrom('memberships').selectAll().where('organization_id', '=', organizationId)
  const portfolios = () =>
    tx.selectFrom('portfolios').selectAll().where('organization_id', '=', organizationId)
  const invitations = () =>
    tx.selectFrom('invitations').selectAll().where('organization_id', '=', organizationId)
  const row = <T extends Parameters<typeof readRow>[2]>(table: T, key: string) =>
    readRow(tx, organizationId, table, key)

  const answers: Answers = {
    organization: () => row('organization', organizationId),
    subscription: () => subscriptionOf(tx, organizationId),
    user: ({ id }) => row('user', id),
    workspace: ({ id }) => row('workspace', id),
    folder: ({ id }) => folderOf(tx, organizationId, id),
    portfolio: ({ id }) => portfolioOf(tx, organizationId, id),
    invitation: ({ id }) => row('invitation', id),
    handover: ({ id }) => row('handover', id),
    request: ({ id }) => row('request', id),
    async requestsOf({ userId }) {
      const found = await tx
        .selectFrom('requests')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where((or) => or.or([or('by_user_id', '=', userId), or('to_user_ids', 'like', `%"${userId}"%`)]))
        .orderBy('made_at')
        .execute()
      return found.map(toRequest).filter(({ by, to }) => by === userId || to.includes(userId))
    },
    async answerers({ workspaceIds }) {
      const leads = workspaceIds.length
        ? (await memberships().where('workspace_id', 'in', workspaceIds).execute())
            .map(toMembership)
            .filter(({ level }) => !isAgentLevel(level))
            .map(({ userId }) => userId)
        : []
      const roles = ROLES.filter((role) => !isMember({ role }))
      const found = await users()
        .where('state', '=', 'active')
        .where((or) =>
          or.or([or('role', 'in', roles), ...(leads.length > 0 ? [or('user_id', 'in', leads)] : [])]),
        )
        .orderBy('role')
        .execute()
      return found.map((user) => user.user_id)
    },
    async userByEmail({ emailKey }) {
      const own = await users().where('email_key', '=', emailKey).where(notErased).executeTakeFirst()
      if (own) return toUser(own)
      const invited = await invitations()
        .where('email_key', '=', emailKey)
        .where('state', '=', 'pending')
        .where('expires_at', '>', now)
        .executeTakeFirst()
      return invited ? row('user', invited.user_id) : null
    },
    async userByUserName({ userNameKey }) {
      const found = await users().where('user_name_key', '=', userNameKey).where(notErased).executeTakeFirst()
      return found ? toUser(found) : null
    },
    async domainKnown({ domain }) {
      const found = await users()
        .where('email_key', 'like', `%@${domain.replace(/[\\%_]/g, '\\$&')}`)
        .where('state', '<>', 'erased')
        .limit(1)
        .executeTakeFirst()
      return found !== undefined
    },
    async isAccountOwner({ userId }) {
      return (await row('organization', organizationId))?.ownerUserId === userId
    },
    seatsTaken: () => seatsTaken(tx, organizationId),
    async activeAdmins() {
      // SQL narrows by state, the policy says who counts.
      const active = await users().where('state', '=', 'active').execute()
      return active
        .map(toUser)
        .filter(countsAsAdmin)
        .map((user) => user.id)
    },
    async activeUsers() {
      return (await users().where('state', '=', 'active').execute()).map((user) => user.user_id)
    },
    async memberships({ userId }) {
      return (await memberships().where('user_id', '=', userId).execute()).map(toMembership)
    },
    async workspaceOwners({ workspaceId }) {
      const all = (await memberships().where('workspace_id', '=', workspaceId).execute()).map(toMembership)
      return all.filter(({ level }) => isOwnerLevel(level)).map(({ userId }) => userId)
    },
    async membershipsIn({ workspaceId }) {
      return (await memberships().where('workspace_id', '=', workspaceId).execute()).map(toMembership)
    },
    async portfoliosHeldBy({ userId }) {
      return (await portfolios().where('holder', '=', userId).execute()).map(toPortfolio)
    },
    async homesOf({ userId }) {
      return (await portfolios().where('home_of', '=', userId).execute()).map(toPortfolio)
    },
    async pendingInvitation({ userId }) {
      const found = await invitations().where('user_id', '=', userId).where(pending).executeTakeFirst()
      return found ? toInvitation(found) : null
    },
    async invitationsBy({ userId }) {
      const found = await invitations()
        .where('invited_by', '=', userId)
        .where('state', '=', 'pending')
        .orderBy('invitation_id')
        .execute()
      return found.map(toInvitation)
    },
    async openHandoversOf({ userId }) {
      const found = await tx
        .selectFrom('handovers')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('state', 'in', ['asked', 'waiting', 'needs-look'])
        .where((or) => or.or([or('from_user_id', '=', userId), or('to_user_id', '=', userId)]))
        .execute()
      return found.map(toHandover)
    },
    async plannedErasings({ userId }) {
      const found = await tx
        .selectFrom('handovers')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('from_user_id', '=', userId)
        .where('state', '=', 'done')
        .execute()
      return plannedErasings(found.map(toHandover), userId)
    },
    traces: ({ userId }) => tracesOf(tx, organizationId, userId),
    itemCounts: ({ portfolioIds }) => documents.itemCounts(tx, organizationId, portfolioIds),
    async photo({ id }) {
      const kept = await tx
        .selectFrom('photos')
        .select('user_id')
        .where('organization_id', '=', organizationId)
        .where('photo_id', '=', id)
        .executeTakeFirst()
      return kept ? { userId: kept.user_id } : null
    },
    record: ({ folderId, recordId }) => documents.recordNow(tx, organizationId, folderId, recordId),
    reassignedSince: ({ portfolioIds, since }) =>
      documents.reassignedSince(tx, organizationId, portfolioIds, since),
    async userOfAccount({ accountId }) {
      const found = await users().where('account_id', '=', accountId).executeTakeFirst()
      return found ? toUser(found) : null
    },
    signIn: ({ userId }) => row('signIn', userId),
    async claimsAt({ domain }) {
      const open = await tx
        .selectFrom('sign_ins')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('claim', 'is not', null)
        .execute()
      return open.map(toSignIn).filter(({ claim }) => claim !== null && emailDomain(claim.email) === domain)
    },
    async userOfClaim({ claimId }) {
      const found = await tx
        .selectFrom('users')
        .innerJoin('identities', 'identities.account_id', 'users.account_id')
        .innerJoin('identity_claims', (join) =>
          join
            .onRef('identity_claims.issuer', '=', 'identities.issuer')
            .onRef('identity_claims.subject', '=', 'identities.subject'),
        )
        .where('users.organization_id', '=', organizationId)
        .where('identity_claims.organization_id', '=', organizationId)
        .where('identity_claims.claim_id', '=', claimId)
        .selectAll('users')
        .executeTakeFirst()
      return found ? toUser(found) : null
    },
    async accountOfUser({ userId }) {
      const found = await users().where('user_id', '=', userId).executeTakeFirst()
      return found?.account_id ?? null
    },
  }
  return (question) => {
    const answer = answers[question.kind] as (asked: Question) => Promise<unknown>
    return answer(question)
  }
}
