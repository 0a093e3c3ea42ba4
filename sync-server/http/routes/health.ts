import type { FastifyInstance } from 'fastify'
import { WIRE_VERSION } from '../../../shared/protocol/version.ts'
import type { HealthAnswer } from '../../../shared/protocol/http.ts'
import type { Served } from '../served.ts'

/** GET /api/health: is it up, which version does it speak, and how do people sign in and get mail here? */
export function healthRoutes(app: FastifyInstance, { config, openId }: Served): void {
  app.get(
    '/api/health',
    () =>
      ({
        status: 'ok',
        version: WIRE_VERSION,
        outbox: config.smtpUrl === null,
        openId: openId?.name ?? null,
      }) satisfies HealthAnswer,
  )
}
