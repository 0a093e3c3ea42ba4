import type { FastifyInstance } from 'fastify'
import type { MeAnswer } from '../../../shared/protocol/http.ts'
import { accountActor, accountOf } from '../../auth/accounts.ts'
import { isoNow } from '../../clock.ts'
import { ownerClaimsOf } from '../../auth/owner-claims.ts'
import { openInvitationsFor } from '../../auth/invitations.ts'
import { standingOf } from '../../store/directory-reads.ts'
import { toHandover } from '../../store/rows/handover.ts'
import { signedIn } from '../credentials.ts'
import type { Served } from '../served.ts'

/** GET /api/me: the account, where it belongs, and the invitations for its addresses. */
export function meRoutes(app: FastifyInstance, served: Served): void {
  app.get('/api/me', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    const account = await accountOf(served.store.read, session.accountId)
    if (!account) throw new Error('a session without an account')
    const seats = await served.store.read
      .selectFrom('users')
      .innerJoin('organizations', 'organizations.organization_id', 'users.organization_id')
      .select(['users.organization_id', 'users.user_id', 'users.state', 'organizations.name'])
      .where('users.account_id', '=', account.id)
      .where('users.state', 'in', ['active', 'blocked', 'deactivated'])
      .orderBy('organizations.name')
      .execute()
    const { emailKeys } = accountActor(account)
    return {
      account: {
        id: account.id,
        email: account.email,
        emails: account.emails,
        name: account.name,
      },
      organizations: await Promise.all(
        seats.map(async (seat) => ({
          organizationId: seat.organization_id,
          userId: seat.user_id,
          name: seat.name,
          state: seat.state as MeAnswer['organizations'][number]['state'],
          ...(seat.state === 'deactivated' && (await nowAs(served, seat.organization_id, seat.user_id))),
        })),
      ),
      ownerClaims: (
        await ownerClaimsOf(served.store.read, { id: account.id, emailKeys }, isoNow(served.clock))
      ).map(({ ownerUserId: _, ...claim }) => claim),
      invitations: await openInvitationsFor(served.store.read, emailKeys, isoNow(served.clock)),
    } satisfies MeAnswer
  })
}

/** The address of the user that somebody's two users became (HAND-21). */
async function nowAs({ store }: Served, organizationId: string, userId: string): Promise<{ nowAs?: string }> {
  const rows = await store.read
    .selectFrom('handovers')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('from_user_id', '=', userId)
    .where('state', '=', 'done')
    .orderBy('done_at', 'desc')
    .execute()
  const merged = rows.map(toHandover).find((handover) => handover.kind === 'handover' && handover.merge)
  if (merged?.kind !== 'handover') return {}
  const user = await standingOf(store.read, organizationId, merged.plan.to)
  return user?.user.state === 'active' ? { nowAs: user.user.email } : {}
}
