import type { FastifyInstance } from 'fastify'
import { can } from '../../../shared/domain/policy/can.ts'
import { type SignInsAnswer, signInsRequest } from '../../../shared/protocol/http.ts'
import { toMembership } from '../../store/rows/membership.ts'
import { toUser } from '../../store/rows/user.ts'
import { understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/**
 * POST /api/sign-ins: when people last signed in, and whether with an account at the provider, of those of whom the asker may know it (USR-2). It is in no document: who
 * may see people's addresses may not see when they work.
 */
export function signInRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/sign-ins', async (request, reply) => {
    const body = understood(signInsRequest, request.body, reply)
    if (!body) return reply
    const { organizationId } = body
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const { read } = served.store
    const rows = await read
      .selectFrom('users')
      .innerJoin('sessions', 'sessions.account_id', 'users.account_id')
      .selectAll('users')
      .select((eb) => [
        eb.fn.max('sessions.created_at').as('last_sign_in'),
        eb
          .exists(
            eb
              .selectFrom('identities')
              .select('subject')
              .whereRef('identities.account_id', '=', 'users.account_id'),
          )
          .as('at_provider'),
      ])
      .where('users.organization_id', '=', organizationId)
      .groupBy(['users.organization_id', 'users.user_id'])
      .execute()
    const memberships = (
      await read.selectFrom('memberships').selectAll().where('organization_id', '=', organizationId).execute()
    ).map(toMembership)
    const byUser = Map.groupBy(memberships, ({ userId }) => userId)
    const visible = rows.filter((row) => {
      const user = toUser(row)
      const standing = { user, memberships: byUser.get(user.id) ?? [], isAccountOwner: false }
      return can(seat.standing, 'see sign-ins and devices', { user: standing }) === null
    })
    return {
      signIns: visible.map((row) => ({
        userId: row.user_id,
        at: row.last_sign_in,
        atProvider: Boolean(row.at_provider),
      })),
    } satisfies SignInsAnswer
  })
}
