import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import type { HistoryAnswer } from '../../../shared/protocol/http.ts'
import { historyPage } from '../../history/history-page.ts'
import { historyReach } from '../../history/history-reach.ts'
import { refused, understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

const historyQuery = z.strictObject({
  organizationId: z.string().max(60),
  before: z.string().max(80).optional(),
  user: z.string().max(60).optional(),
  handover: z.string().max(60).optional(),
})

/** GET /api/history: newest first, of what the asker may see (AUD-1). */
export function historyRoutes(app: FastifyInstance, served: Served): void {
  app.get('/api/history', async (request, reply) => {
    const query = understood(historyQuery, request.query, reply)
    if (!query) return reply
    const { organizationId, before, user, handover } = query
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const reach = historyReach(seat.standing)
    if (reach.kind === 'nothing')
      return refused(
        reply,
        403,
        refuse(
          'not-allowed',
          'You may not see the history. Admins, and Owners and Managers of a workspace, may.',
        ),
      )
    const page = await historyPage(served.store.read, organizationId, reach, {
      before: before ?? null,
      subjects: [user, handover].filter((id) => id !== undefined),
    })
    return page satisfies HistoryAnswer
  })
}
