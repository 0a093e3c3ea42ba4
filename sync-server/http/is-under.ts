import type { FastifyRequest } from 'fastify'

/**
 * Is this request for something under a path such as `/api`? Asked of the route that will answer, too: the router decodes
 * a path before it looks, so `/%61pi/commands` is `/api/commands`, and the text of the URL alone would tell nothing.
 */
export function isUnder(request: FastifyRequest, path: string): boolean {
  const begins = (url: string) => url === path || url.startsWith(`${path}/`) || url.startsWith(`${path}?`)
  return begins(request.url) || begins(request.routeOptions.url ?? '')
}
