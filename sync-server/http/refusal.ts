import type { FastifyReply } from 'fastify'
import { faultOf } from '../../shared/domain/decide/decide.ts'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import type { z } from 'zod'
import type { RefusalAnswer } from '../../shared/protocol/http.ts'

/** Sends a refusal; every one has the same body. */
export const refused = (reply: FastifyReply, status: number, refusal: Refusal): FastifyReply => {
  const { code, message } = refusal
  return reply.code(status).send({ status: 'refused', code, message } satisfies RefusalAnswer)
}

/** A body or query as its schema has it; null after a refusal that names the field at fault was sent. */
export function understood<T>(schema: z.ZodType<T>, given: unknown, reply: FastifyReply): T | null {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  void refused(reply, 400, refuse('bad-request', `Not understood: ${faultOf(parsed.error)}`))
  return null
}
