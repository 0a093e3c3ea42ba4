import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { refuse } from '../../shared/domain/decide/decision.ts'
import { refused } from './refusal.ts'

/**
 * The built app: hashed files for ever, the page and the service worker asked for anew each time, and the page for every
 * path that is a screen.
 */
export async function appFiles(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(path.join(folder, 'index.html'))
  if (isBuilt)
    await app.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders(reply, file) {
        const isHashed = path.relative(folder, file).startsWith(`assets${path.sep}`)
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const isScreen =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    if (isScreen && isBuilt) return reply.sendFile('index.html')
    if (isScreen)
      return reply
        .code(503)
        .type('text/plain; charset=utf-8')
        .send('The app is not built yet: npm run build.\n')
    return refused(reply, 404, refuse('not-found', 'There is nothing here.'))
  })
}
