import type { FastifyInstance } from 'fastify'
import { daysAfter } from '../../../shared/domain/model/time.ts'
import { can } from '../../../shared/domain/policy/can.ts'
import { type DeedsAnswer, deedsRequest } from '../../../shared/protocol/http.ts'
import { isoNow } from '../../clock.ts'
import { recentDeeds } from '../../deeds/recent-deeds.ts'
import { standingOf } from '../../store/directory-reads.ts'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { refused, understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

const DAYS = 30

/**
 * POST /api/deeds: what somebody took along, deleted and changed in masses (LIFE-9). Of what lies in all workspaces, so only
 * for who reads all of the history, and may block them.
 */
export function deedRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/deeds', async (request, reply) => {
    const body = understood(deedsRequest, request.body, reply)
    if (!body) return reply
    const { organizationId, userId } = body
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const user = await standingOf(served.store.read, organizationId, userId)
    if (!user) return refused(reply, 404, refuse('no-user', 'This person is not here.'))
    const refusal =
      can(seat.standing, 'block, deactivate, restore', { user }) ?? can(seat.standing, 'see all history')
    if (refusal) return refused(reply, 403, refusal)
    const since = daysAfter(isoNow(served.deciding.clock), -DAYS)
    return (await recentDeeds(served.store.read, organizationId, userId, since)) satisfies DeedsAnswer
  })
}
