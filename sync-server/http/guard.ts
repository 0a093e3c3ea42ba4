import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../shared/domain/decide/decision.ts'
import { VERSION_HEADER, WIRE_VERSION } from '../../shared/protocol/version.ts'
import type { Config } from '../config.ts'
import { bearerOf } from './credentials.ts'
import { isUnder } from './is-under.ts'
import { refused } from './refusal.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What every request must pass before anything looks at it (DESIGN §6): writes come from our own pages or our extension
 * (exact Origin), as JSON, which no foreign page can send without being asked first; both sides speak one version.
 */
export function guard(app: FastifyInstance, config: Config): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isUnder(request, '/api')) return
    allowExtension(request, reply, config)
    if (request.method === 'OPTIONS') return reply.code(204).send()
    const version = request.headers[VERSION_HEADER]
    if (version !== undefined && version !== String(WIRE_VERSION))
      return refused(
        reply,
        426,
        refuse('other-version', 'This page and the server have different versions. Reload the page.'),
      )
    if (READS.has(request.method)) return
    if (!isOriginFine(request, config))
      return refused(reply, 403, refuse('wrong-origin', 'This request did not come from Handover itself.'))
    if (request.method === 'POST' && !isJson(request))
      return refused(reply, 415, refuse('not-json', 'Send JSON, with content-type application/json.'))
  })
}

/** A browser names the origin with every write; only a program with a token of its own may leave it out. */
function isOriginFine(request: FastifyRequest, config: Config): boolean {
  const { origin } = request.headers
  if (origin === undefined) return bearerOf(request) !== null
  return config.origins.includes(origin)
}

const isJson = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json'

/** CORS for the extension alone, and never with cookies. */
function allowExtension(request: FastifyRequest, reply: FastifyReply, config: Config): void {
  reply.header('vary', 'Origin')
  if (request.headers.origin !== config.extensionOrigin) return
  reply
    .header('access-control-allow-origin', config.extensionOrigin)
    .header('access-control-allow-methods', 'GET, POST, DELETE')
    .header('access-control-allow-headers', `authorization, content-type, ${VERSION_HEADER}`)
    .header('access-control-max-age', '600')
}
