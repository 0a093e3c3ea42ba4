import type { SessionAnswer } from '../../shared/protocol/http.ts'
import { isOpenIdProblem, openIdProblem, type OpenIdStartAnswer } from '../../shared/protocol/openid.ts'
import type { Session } from '../../shared/replica/session.ts'

/**
 * Signs in at the OpenID provider in a window that Chrome opens, and closes when it comes to this extension's own address
 * (`<id>.chromiumapp.org`, which nobody else can listen at). What that address carries is good for this extension alone: the
 * verifier never leaves this page's memory but to the server (PKCE, RFC 7636).
 */
export async function signInAtOpenId(
  session: Session,
  { email, provider, notReached }: { email: string; provider: string; notReached: string },
): Promise<{ token: string } | { problem: string }> {
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const challenge = base64url(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))),
  )
  const started = await session.post<OpenIdStartAnswer>('/api/openid/start', {
    challenge,
    ...(email && { email }),
  })
  if (started.status === 'offline') return { problem: notReached }
  if (started.status === 'refused') return { problem: started.message }
  const { url, attemptId } = started.answer
  const end = await chrome.identity.launchWebAuthFlow({ url, interactive: true }).catch(() => undefined)
  // Closed by hand.
  if (end === undefined) return { problem: openIdProblem('openid-cancelled', provider) }
  const query = new URL(end).searchParams
  const grant = query.get('grant')
  if (!end.startsWith(chrome.identity.getRedirectURL()) || grant === null) {
    const problem = query.get('problem')
    return { problem: openIdProblem(isOpenIdProblem(problem) ? problem : 'openid-failed', provider) }
  }
  const traded = await session.post<SessionAnswer>('/api/openid/token', { attemptId, grant, verifier })
  if (traded.status === 'offline') return { problem: notReached }
  if (traded.status === 'refused') return { problem: traded.message }
  return { token: traded.answer.token ?? '' }
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
