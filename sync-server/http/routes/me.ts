import type { FastifyInstance } from 'fastify'
import type { MeAnswer } from '../../../shared/protocol/http.ts'
import { accountActor, accountOf } from '../../auth/accounts.ts'
import { isoNow } from '../../clock.ts'
import { openInvitationsFor } from '../../auth/invitations.ts'
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
      organizations: seats.map((seat) => ({
        organizationId: seat.organization_id,
        userId: seat.user_id,
        name: seat.name,
        state: seat.state as MeAnswer['organizations'][number]['state'],
      })),
      invitations: await openInvitationsFor(served.store.read, emailKeys, isoNow(served.clock)),
    } satisfies MeAnswer
  })
}
