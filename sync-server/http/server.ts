import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { appFiles } from './app-files.ts'
import { answerErrors } from './errors.ts'
import { guard } from './guard.ts'
import { isUnder } from './is-under.ts'
import { rateLimits } from './rate-limits.ts'
import { addressUseRoutes } from './routes/address-uses.ts'
import { codeRoutes } from './routes/codes.ts'
import { commandRoutes } from './routes/commands.ts'
import { demoRoutes } from './routes/demo.ts'
import { healthRoutes } from './routes/health.ts'
import { historyRoutes } from './routes/history.ts'
import { invitationRoutes } from './routes/invitations.ts'
import { meRoutes } from './routes/me.ts'
import { openIdRoutes } from './routes/openid.ts'
import { organizationRoutes } from './routes/organizations.ts'
import { outboxRoutes } from './routes/outbox.ts'
import { photoRoutes } from './routes/photos.ts'
import { previewRoutes } from './routes/preview.ts'
import { quarantineRoutes } from './routes/quarantine.ts'
import { deedRoutes } from './routes/deeds.ts'
import { signInRoutes } from './routes/sign-ins.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { noticeRoutes } from './routes/notices.ts'
import { ticketRoutes } from './routes/tickets.ts'
import { securityHeaders } from './security-headers.ts'
import type { Served } from './served.ts'

/** The HTTP side of the server, ready to listen; sockets attach to its `server`. */
export async function buildServer(served: Served): Promise<FastifyInstance> {
  const { config, logger } = served
  const app = Fastify({
    loggerInstance: logger,
    // Not a line for each request; what fails is logged by errors.ts.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LIMITS.body,
    // Who sends byte by byte holds a connection open no longer than this, also one that is to become a socket.
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
    requestTimeout: 60_000,
    // The one in front: what a client wrote into the header itself stands before what that one added.
    trustProxy: config.trustProxy && ((_address, hop) => hop === 0),
    forceCloseConnections: true,
  }) as unknown as FastifyInstance
  app.removeContentTypeParser('text/plain')
  answerErrors(app)
  await securityHeaders(app, config)
  await app.register(cookie)
  guard(app, config)
  const limits = await rateLimits(app, config)
  app.addHook('onSend', async (request, reply) => {
    if (isUnder(request, '/api') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store')
  })

  healthRoutes(app, served)
  codeRoutes(app, served, limits)
  sessionRoutes(app, served, limits)
  openIdRoutes(app, served, limits)
  meRoutes(app, served)
  organizationRoutes(app, served)
  demoRoutes(app, served, limits)
  invitationRoutes(app, served, limits)
  commandRoutes(app, served)
  noticeRoutes(app, served)
  ticketRoutes(app, served)
  quarantineRoutes(app, served, limits)
  previewRoutes(app, served)
  historyRoutes(app, served)
  signInRoutes(app, served)
  deedRoutes(app, served)
  addressUseRoutes(app, served)
  photoRoutes(app, served)
  outboxRoutes(app, served)
  await appFiles(app, served.appFolder)
  return app
}
