import type { FastifyInstance } from 'fastify'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import { refused } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Served } from '../served.ts'

/** Kept by devices in their copy, where it is deleted with the rest (`shared/replica/directory/photos.ts`); a cache has to ask each time. */
const CACHE = 'private, no-cache'

/** GET /api/photos/:organizationId/:photoId: a person's photo, for members only. */
export function photoRoutes(app: FastifyInstance, served: Served): void {
  app.get<{ Params: { organizationId: string; photoId: string } }>(
    '/api/photos/:organizationId/:photoId',
    async (request, reply) => {
      const { organizationId, photoId } = request.params
      const seat = await activeSeatOf(served, request, reply, organizationId)
      if (!seat) return reply
      // Another picture has another address.
      const tag = `"${photoId}"`
      const row = await served.store.read
        .selectFrom('photos')
        .select('image')
        .where('organization_id', '=', organizationId)
        .where('photo_id', '=', photoId)
        .executeTakeFirst()
      if (!row) return refused(reply, 404, refuse('no-photo', 'This photo is not here any more.'))
      reply.header('cache-control', CACHE).header('etag', tag)
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('image/jpeg').send(Buffer.from(row.image, 'base64'))
    },
  )
}
