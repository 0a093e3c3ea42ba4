import type { FastifyInstance } from 'fastify'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { refused } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** A photo has another address when it changes, and who was put out should not see it much longer. */
const CACHE = 'private, max-age=86400, immutable'

/** GET /api/photos/:organizationId/:photoId: a person's photo, for members only. */
export function photoRoutes(app: FastifyInstance, served: Served): void {
  app.get<{ Params: { organizationId: string; photoId: string } }>(
    '/api/photos/:organizationId/:photoId',
    async (request, reply) => {
      const { organizationId, photoId } = request.params
      const seat = await activeSeatOf(served, request, reply, organizationId)
      if (!seat) return reply
      const row = await served.store.read
        .selectFrom('photos')
        .select('image')
        .where('organization_id', '=', organizationId)
        .where('photo_id', '=', photoId)
        .executeTakeFirst()
      if (!row) return refused(reply, 404, refuse('no-photo', 'This photo is not here any more.'))
      return reply.header('cache-control', CACHE).type('image/jpeg').send(Buffer.from(row.image, 'base64'))
    },
  )
}
