import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionAnswer } from '../../shared/protocol/http.ts'
import { deviceLabel } from '../auth/device-label.ts'
import { beginSession, endSessions } from '../auth/sessions.ts'
import { sessionOfRequest, setSessionCookie } from './credentials.ts'
import type { Served } from './served.ts'

/** Signs an account in: a browser gets the cookie, an extension a token of its own in the answer. */
export async function openSession(
  served: Served,
  request: FastifyRequest,
  reply: FastifyReply,
  { accountId, kind }: { accountId: string; kind: 'web' | 'extension' },
): Promise<SessionAnswer> {
  // Whoever was signed in here is not any more: a browser has one session.
  const former = kind === 'web' ? await sessionOfRequest(served, request) : null
  if (former) await closeSessions(served, former.accountId, { sessionId: former.id })
  const { token } = await beginSession(served, {
    accountId,
    kind,
    label: deviceLabel(request.headers['user-agent'], kind),
  })
  if (kind === 'extension') return { accountId, token }
  setSessionCookie(reply, served.config, token)
  return { accountId }
}

/** Ends sessions of an account, and their sockets at once. */
export async function closeSessions(
  served: Served,
  accountId: string,
  which: 'all' | { sessionId: string },
): Promise<void> {
  for (const sessionId of await endSessions(served, accountId, which)) served.closeSession(sessionId)
}
