import type { FastifyInstance, FastifyReply } from 'fastify'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import {
  type OpenIdProblem,
  openIdProblem,
  type OpenIdStartAnswer,
  openIdStartRequest,
  openIdTokenRequest,
  PROBLEM_PARAMETER,
} from '../../../shared/protocol/openid.ts'
import {
  type Attempt,
  beginAttempt,
  grantAttempt,
  redeemGrant,
  takeAttempt,
} from '../../auth/openid/attempts.ts'
import { callbackOf, type OpenIdProvider } from '../../auth/openid/provider.ts'
import { signInWithIdentity } from '../../auth/sign-in-with-identity.ts'
import { clearOpenIdCookie, openIdBindingOf, setOpenIdCookie } from '../credentials.ts'
import { openSession } from '../open-session.ts'
import type { Limits } from '../rate-limits.ts'
import { refused, understood } from '../refusal.ts'
import type { Served } from '../served.ts'

/**
 * Signing in at the OpenID provider (DESIGN §6): POST /api/openid/start answers with its address, the provider sends the
 * browser back to GET /api/openid/callback, and that to a page of the app, or to the extension that began it, which trades
 * the grant at POST /api/openid/token.
 */
export function openIdRoutes(app: FastifyInstance, served: Served, limits: Limits): void {
  const { config, openId: provider } = served
  if (!provider) return
  const problemIn = (problem: OpenIdProblem) => refuse(problem, openIdProblem(problem, provider.name))

  app.post('/api/openid/start', async (request, reply) => {
    const body = understood(openIdStartRequest, request.body, reply)
    if (!body) return reply
    if (await limits.openId(request, reply)) return reply
    const { challenge, returnTo = '/', email } = body
    const begun =
      challenge === undefined ? { kind: 'web' as const, returnTo } : { kind: 'extension' as const, challenge }
    const { attempt, binding } = await beginAttempt(served, begun)
    const url = await provider.address(attempt, email)
    if ('status' in url) return refused(reply, 503, url)
    if (begun.kind === 'web') setOpenIdCookie(reply, config, binding)
    return { url: url.href, attemptId: attempt.id } satisfies OpenIdStartAnswer
  })

  app.get<{ Querystring: Record<string, unknown> }>('/api/openid/callback', async (request, reply) => {
    if (await limits.openId(request, reply)) return reply
    const { state } = request.query
    const attempt = await takeAttempt(
      served,
      typeof state === 'string' ? state : '',
      openIdBindingOf(request, config) ?? '',
    )
    if (attempt === 'used') return toApp(reply, '/', 'openid-used')
    if (attempt === 'other-browser') return toApp(reply, '/', 'other-browser')
    const callback = new URL(callbackOf(config.publicUrl))
    callback.search = new URL(request.url, config.publicUrl).search
    const signedIn = await accountFrom(provider, callback, attempt)
    const problem = signedIn.status === 'refused' ? (signedIn.code as OpenIdProblem) : null
    if (attempt.kind === 'extension') {
      const back = new URL(served.extensionRedirect)
      if (signedIn.status === 'refused') back.searchParams.set('problem', problem ?? 'openid-failed')
      else back.searchParams.set('grant', await grantAttempt(served, attempt.id, signedIn.accountId))
      return reply.redirect(back.href, 303)
    }
    clearOpenIdCookie(reply, config)
    if (signedIn.status === 'refused') return toApp(reply, attempt.returnTo, problem)
    await openSession(served, request, reply, { accountId: signedIn.accountId, kind: 'web' })
    return toApp(reply, attempt.returnTo, null)
  })

  app.post('/api/openid/token', async (request, reply) => {
    const body = understood(openIdTokenRequest, request.body, reply)
    if (!body) return reply
    if (await limits.openId(request, reply)) return reply
    const accountId = await redeemGrant(served, body)
    if (accountId === null) return refused(reply, 403, problemIn('openid-used'))
    return openSession(served, request, reply, { accountId, kind: 'extension' })
  })

  async function accountFrom(from: OpenIdProvider, callback: URL, attempt: Attempt) {
    const identity = await from.identityFrom(callback, attempt)
    if ('status' in identity) return identity
    return signInWithIdentity(served.deciding, identity, from.name)
  }

  /** `path` is one of ours (returnPathSchema), and the origin is ours whatever it says. */
  function toApp(reply: FastifyReply, path: string, problem: OpenIdProblem | null): FastifyReply {
    const page = new URL(config.publicUrl + path)
    if (problem) page.searchParams.set(PROBLEM_PARAMETER, problem)
    return reply.redirect(page.href, 303)
  }
}
