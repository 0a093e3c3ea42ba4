import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type SessionAnswer, sessionRequest } from '../../../shared/protocol/http.ts'
import { redeemCode } from '../../auth/codes.ts'
import { deviceLabel } from '../../auth/device-label.ts'
import { beginSession, endSessions, sessionsOf } from '../../auth/sessions.ts'
import {
  clearCodeCookie,
  clearSessionCookie,
  codeBindingOf,
  sessionOfRequest,
  setSessionCookie,
  signedIn,
} from '../credentials.ts'
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
    const { accountId } = redeemed
    // Whoever was signed in here is not any more: a browser has one session.
    const former = kind === 'web' ? await sessionOfRequest(served, request) : null
    if (former) await end(former.accountId, { sessionId: former.id })
    const { token } = await beginSession(served, {
      accountId,
      kind,
      label: deviceLabel(request.headers['user-agent'], kind),
    })
    if (kind === 'extension') return { accountId, token } satisfies SessionAnswer
    clearCodeCookie(reply, config)
    setSessionCookie(reply, config, token)
    return { accountId } satisfies SessionAnswer
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
    if (session) await end(session.accountId, { sessionId: session.id })
    clearSessionCookie(reply, config)
    return { status: 'accepted' }
  })

  app.delete('/api/sessions/all', async (request, reply) => {
    const session = await signedIn(served, request, reply)
    if (!session) return reply
    await end(session.accountId, 'all')
    clearSessionCookie(reply, config)
    return { status: 'accepted' }
  })

  app.post('/api/sessions/end', async (request, reply) => {
    const body = understood(endRequest, request.body, reply)
    if (!body) return reply
    const session = await sessionOfRequest(served, request)
    const ended = body.sessionId ?? session?.id
    if (session && ended) await end(session.accountId, { sessionId: ended })
    if (ended === session?.id) clearSessionCookie(reply, config)
    return { status: 'accepted' }
  })

  async function end(accountId: string, which: 'all' | { sessionId: string }): Promise<void> {
    for (const sessionId of await endSessions(served, accountId, which)) served.closeSession(sessionId)
  }
}
