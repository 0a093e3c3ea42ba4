import type { FastifyInstance } from 'fastify'
import { type TicketAnswer, ticketRequest } from '../../../shared/protocol/http.ts'
import { issueTicket } from '../../auth/tickets.ts'
import { understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** POST /api/tickets: lets one socket in. */
export function ticketRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/tickets', async (request, reply) => {
    const body = understood(ticketRequest, request.body, reply)
    if (!body) return reply
    const seat = await activeSeatOf(served, request, reply, body.organizationId)
    if (!seat) return reply
    const ticket = await issueTicket(served, {
      organizationId: body.organizationId,
      userId: seat.standing.user.id,
      sessionId: seat.session.id,
    })
    return { ticket } satisfies TicketAnswer
  })
}
