import type { FastifyInstance } from 'fastify'
import { type CodeAnswer, codeRequest } from '../../../shared/protocol/http.ts'
import { addressKey } from '../../auth/address-key.ts'
import { makeCode } from '../../auth/codes.ts'
import { setCodeCookie } from '../credentials.ts'
import type { Limits } from '../rate-limits.ts'
import { understood } from '../refusal.ts'
import type { Served } from '../served.ts'

/** POST /api/codes: mails a code. The answer is the same whether or not anybody has the address. */
export function codeRoutes(app: FastifyInstance, served: Served, limits: Limits): void {
  app.post('/api/codes', async (request, reply) => {
    const body = understood(codeRequest, request.body, reply)
    if (!body) return reply
    if (await limits.codes(request, reply)) return reply
    if (await limits.codesToAddress(request, reply, addressKey(body.email))) return reply
    const { codeId, binding } = await makeCode(served, body.email)
    served.deciding.wakeJobs()
    if (body.device) return { codeId, binding } satisfies CodeAnswer
    setCodeCookie(reply, served.config, binding)
    return { codeId } satisfies CodeAnswer
  })
}
