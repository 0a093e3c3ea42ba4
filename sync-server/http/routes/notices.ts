import type { FastifyInstance } from 'fastify'
import { confirmNoticesRequest } from '../../../shared/protocol/http.ts'
import { confirmNotices } from '../../content/arrivals/confirm-notices.ts'
import { understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** POST /api/notices/confirm: one's own notices were read. */
export function noticeRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/notices/confirm', async (request, reply) => {
    const body = understood(confirmNoticesRequest, request.body, reply)
    if (!body) return reply
    const seat = await activeSeatOf(served, request, reply, body.organizationId)
    if (!seat) return reply
    await confirmNotices(served.deciding, body.organizationId, seat.standing.user.id, body.ids)
    return {}
  })
}
