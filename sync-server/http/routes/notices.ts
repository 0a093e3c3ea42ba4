import type { FastifyInstance } from 'fastify'
import { meOf } from '../../../shared/domain/documents/document-name.ts'
import { confirmNoticesRequest } from '../../../shared/protocol/http.ts'
import { understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** POST /api/notices/confirm: takes notices out of the reader's own document; confirming twice changes nothing more. */
export function noticeRoutes(app: FastifyInstance, served: Served): void {
  app.post('/api/notices/confirm', async (request, reply) => {
    const body = understood(confirmNoticesRequest, request.body, reply)
    if (!body) return reply
    const { organizationId, ids } = body
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const userId = seat.standing.user.id
    await served.store.write(async (tx, outcome) => {
      await tx
        .deleteFrom('notices')
        .where('organization_id', '=', organizationId)
        .where('user_id', '=', userId)
        .where('id', 'in', ids)
        .execute()
      const entries = ids.map((id) => ({ document: meOf(userId), key: `notice/${id}`, value: undefined }))
      const published = await served.deciding.documents.writeDirectory(tx, organizationId, entries)
      outcome.onCommit(() => published.publish())
      outcome.onRollback(() => published.discard())
    })
    return {}
  })
}
