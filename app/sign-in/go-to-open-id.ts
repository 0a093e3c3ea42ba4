import { type OpenIdStartAnswer, PROBLEM_PARAMETER } from '../../shared/protocol/openid.ts'
import type { Session } from '../../shared/replica/session.ts'

/**
 * Leaves for the OpenID provider, which sends the browser back to this very page. Returns a sentence if that did not work,
 * and null when the page is about to go away.
 */
export async function goToOpenId(
  session: Session,
  email: string | undefined,
  notReached: string,
): Promise<string | null> {
  const here = new URL(location.href)
  here.searchParams.delete(PROBLEM_PARAMETER)
  const reply = await session.post<OpenIdStartAnswer>('/api/openid/start', {
    returnTo: here.pathname + here.search,
    ...(email !== undefined && { email }),
  })
  if (reply.status === 'offline') return notReached
  if (reply.status === 'refused') return reply.message
  location.assign(reply.answer.url)
  return null
}
