import type { FastifyInstance } from 'fastify'
import { demoRequest } from '../../../shared/protocol/http.ts'
import { signedIn } from '../credentials.ts'
import type { Limits } from '../rate-limits.ts'
import { understood } from '../refusal.ts'
import type { Served } from '../served.ts'

/** POST /api/demo: a demo organization, with the account as one of its Admins. */
export function demoRoutes(app: FastifyInstance, served: Served, limits: Limits): void {
  app.post('/api/demo', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    if (!understood(demoRequest, request.body, reply)) return reply
    if (await limits.demos(request, reply)) return reply
    return served.foundDemo(session.accountId)
  })
}
