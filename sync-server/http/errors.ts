import type { FastifyError, FastifyInstance } from 'fastify'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import { diskTrouble } from '../store/disk-trouble.ts'
import { refused } from './refusal.ts'

const EXPECTED: Record<string, [status: number, refusal: Refusal]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    refuse('too-large', 'This is more than the server takes at once. Send it in smaller pieces.'),
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, refuse('not-json', 'Send JSON, with content-type application/json.')],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, refuse('bad-request', 'Not understood: there is no body.')],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, refuse('bad-request', 'Not understood: the body is no JSON.')],
}

/** What is expected gets its refusal; all else is a bug: logged whole, told as one sentence. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    if ('status' in error && error.code === 'too-many-requests') return refused(reply, 429, error as Refusal)
    const expected = EXPECTED[error.code]
    if (expected) return refused(reply, ...expected)
    if ('statusCode' in error && error.statusCode !== undefined && error.statusCode < 500)
      return refused(
        reply,
        error.statusCode,
        refuse('bad-request', 'The server did not understand this request.'),
      )
    const trouble = diskTrouble(error)
    if (trouble) {
      request.log.error({ err: error, method: request.method, url: request.url }, trouble.message)
      return refused(reply, 507, trouble)
    }
    request.log.error({ err: error, method: request.method, url: request.url }, 'request failed')
    return refused(
      reply,
      500,
      refuse(
        'server-error',
        'Something went wrong on the server. Nothing was changed; try again in a moment.',
      ),
    )
  })
}
