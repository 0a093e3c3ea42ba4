import type { FastifyInstance } from 'fastify'
import { can } from '../../../shared/domain/policy/can.ts'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { type PreviewAnswer, previewRequest } from '../../../shared/protocol/http.ts'
import { standingOf } from '../../store/directory-reads.ts'
import { refused, understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** POST /api/handovers/preview: exact counts of these portfolios, and the devices of those who hold them (HAND-6, LIFE-10). */
export function previewRoutes(app: FastifyInstance, served: Served): void {
  const { store, deciding } = served

  app.post('/api/handovers/preview', async (request, reply) => {
    const body = understood(previewRequest, request.body, reply)
    if (!body) return reply
    const { organizationId, portfolioIds } = body
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const portfolios = portfolioIds.length
      ? await store.read
          .selectFrom('portfolios')
          .select(['portfolio_id', 'workspace_id', 'holder'])
          .where('organization_id', '=', organizationId)
          .where('portfolio_id', 'in', portfolioIds)
          .execute()
      : []
    if (portfolios.length < new Set(portfolioIds).size)
      return refused(
        reply,
        404,
        refuse('no-items', 'Some of these items are not known here. Open the page again.'),
      )
    for (const { workspace_id: workspaceId, holder } of portfolios) {
      const refusal = can(seat.standing, 'count items', { workspaceId, holder })
      if (refusal) return refused(reply, 403, refusal)
    }
    const holders = [...new Set(portfolios.map((row) => row.holder).filter((id) => id !== null))]
    const devices = await Promise.all(holders.map((userId) => devicesOf(userId)))
    const counts = await deciding.documents.itemCounts(store.read, organizationId, portfolioIds)
    return { counts, devices: devices.flat() } satisfies PreviewAnswer

    async function devicesOf(userId: string): Promise<PreviewAnswer['devices']> {
      const user = await standingOf(store.read, organizationId, userId)
      if (!user || !seat || can(seat.standing, 'see sign-ins and devices', { user })) return []
      const rows = await store.read
        .selectFrom('users')
        .innerJoin('sessions', 'sessions.account_id', 'users.account_id')
        .select(['sessions.kind', 'sessions.label', 'sessions.last_seen_at'])
        .where('users.organization_id', '=', organizationId)
        .where('users.user_id', '=', userId)
        .where('sessions.ended_at', 'is', null)
        .orderBy('sessions.last_seen_at', 'desc')
        .execute()
      return rows.map((row) => ({ userId, kind: row.kind, label: row.label, lastSeenAt: row.last_seen_at }))
    }
  })
}
