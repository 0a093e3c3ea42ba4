import type { FastifyInstance } from 'fastify'
import { can } from '../../../shared/domain/policy/can.ts'
import {
  decideQuarantineRequest,
  type DecideQuarantineAnswer,
  giveRequest,
  type QuarantineAnswer,
  quarantineRequest,
} from '../../../shared/protocol/quarantine.ts'
import { decideQuarantine } from '../../quarantine/decide.ts'
import { refusalToGive } from '../../quarantine/former-seat.ts'
import { give } from '../../quarantine/give.ts'
import { listQuarantine } from '../../quarantine/list.ts'
import { signedIn } from '../credentials.ts'
import type { Limits } from '../rate-limits.ts'
import { refused, understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** What devices had not sent when their user's access ended (LIFE-10). */
export function quarantineRoutes(app: FastifyInstance, served: Served, limits: Limits): void {
  const { store, deciding } = served

  app.post('/api/quarantine/give', async (request, reply) => {
    const body = understood(giveRequest, request.body, reply)
    if (!body) return reply
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    if (await limits.quarantine(request, reply, session.accountId)) return reply
    const { organizationId, userId, changes } = body
    const closed = await refusalToGive(store.read, organizationId, userId, session.accountId)
    if (closed) return refused(reply, 403, closed)
    const { label: device } = await store.read
      .selectFrom('sessions')
      .select('label')
      .where('session_id', '=', session.id)
      .executeTakeFirstOrThrow()
    const refusal = await give(deciding, { organizationId, userId, device }, changes)
    return refusal ? refused(reply, 413, refusal) : {}
  })

  app.get('/api/quarantine', async (request, reply) => {
    const query = understood(quarantineRequest, request.query, reply)
    if (!query) return reply
    const seat = await activeSeatOf(served, request, reply, query.organizationId)
    if (!seat) return reply
    const refusal = can(seat.standing, 'decide about unsent changes')
    if (refusal) return refused(reply, 403, refusal)
    return (await listQuarantine(deciding, query.organizationId, query.userId)) satisfies QuarantineAnswer
  })

  app.post('/api/quarantine/decide', async (request, reply) => {
    const body = understood(decideQuarantineRequest, request.body, reply)
    if (!body) return reply
    const seat = await activeSeatOf(served, request, reply, body.organizationId)
    if (!seat) return reply
    const refusal = can(seat.standing, 'decide about unsent changes')
    if (refusal) return refused(reply, 403, refusal)
    return (await decideQuarantine(
      deciding,
      body.organizationId,
      seat.standing.user.id,
      body.ids,
      body.decision,
    )) satisfies DecideQuarantineAnswer
  })
}
