import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sessionRequest } from '../../../shared/protocol/http.ts'
import { emailKey } from '../../../shared/domain/model/email.ts'
import { redeemCode } from '../../auth/codes.ts'
import { sessionsOf } from '../../auth/sessions.ts'
import {
  clearCodeCookie,
  clearSessionCookie,
  codeBindingOf,
  sessionOfRequest,
  setKnownBrowserCookie,
  signedIn,
} from '../credentials.ts'
import { closeSessions, openSession } from '../open-session.ts'
import type { Limits } from '../rate-limits.ts'
import { refused, understood } from '../refusal.ts'
import type { Served } from '../served.ts'

const endRequest = z.strictObject({ sessionId: z.string().max(100).optional() })

/**
 * POST /api/sessions: trades a code for a session. GET: the account's devices. POST /end `{}` and DELETE /current sign out
 * here, POST /end `{sessionId}` on one device, DELETE /all everywhere (USR-7). Signing out twice is no error.
 */
export function sessionRoutes(app: FastifyInstance, served: Served, limits: Limits): void {
  const { config } = served

  app.post('/api/sessions', async (request, reply) => {
    const body = understood(sessionRequest, request.body, reply)
    if (!body) return reply
    if (await limits.sessions(request, reply)) return reply
    const kind = body.device ? 'extension' : 'web'
    const binding = body.device ? body.binding : codeBindingOf(request, config)
    const redeemed = await redeemCode(served, {
      codeId: body.codeId,
      code: body.code,
      binding: binding ?? '',
    })
    if (redeemed.status === 'refused') return refused(reply, 403, redeemed)
    const { accountId, email } = redeemed
    if (kind === 'web') {
      clearCodeCookie(reply, config)
      setKnownBrowserCookie(reply, config, served.secret.knownBrowser(emailKey(email)))
    }
    return openSession(served, request, reply, { accountId, kind })
  })

  app.get('/api/sessions', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    const sessions = await sessionsOf(served, session.accountId)
    return {
      sessions: sessions.map(({ id, kind, label, createdAt, lastSeenAt }) => ({
        id,
        kind,
        label,
        createdAt,
        lastSeenAt,
        current: id === session.id,
      })),
    }
  })

  app.delete('/api/sessions/current', async (request, reply) => {
    const session = await sessionOfRequest(served, request)
    if (session) await closeSessions(served, session.accountId, { sessionId: session.id })
    clearSessionCookie(reply, config)
    return { status: 'accepted' }
  })

  app.delete('/api/sessions/all', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    await closeSessions(served, session.accountId, 'all')
    clearSessionCookie(reply, config)
    return { status: 'accepted' }
  })

  app.post('/api/sessions/end', async (request, reply) => {
    const body = understood(endRequest, request.body, reply)
    if (!body) return reply
    const session = await sessionOfRequest(served, request)
    const ended = body.sessionId ?? session?.id
    if (session && ended) await closeSessions(served, session.accountId, { sessionId: ended })
    if (ended === session?.id) clearSessionCookie(reply, config)
    return { status: 'accepted' }
  })
}
