import type { FastifyInstance } from 'fastify'
import { WIRE_VERSION } from '../../../shared/protocol/version.ts'
import type { Served } from '../served.ts'

/** GET /api/health: is it up, which version does it speak, and is there an outbox page instead of a mail server? */
export function healthRoutes(app: FastifyInstance, { config }: Served): void {
  app.get('/api/health', () => ({ status: 'ok', version: WIRE_VERSION, outbox: config.smtpUrl === null }))
}
