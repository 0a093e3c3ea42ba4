import type { FastifyInstance } from 'fastify'
import { WIRE_VERSION } from '../../../shared/protocol/version.ts'

/** GET /api/health: is it up, and which version does it speak? */
export function healthRoutes(app: FastifyInstance): void {
  app.get('/api/health', () => ({ status: 'ok', version: WIRE_VERSION }))
}
