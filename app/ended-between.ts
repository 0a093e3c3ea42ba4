import { type Ended, SIGNED_OUT, whyEnded } from '../shared/flows/why-ended.ts'
import type { MeAnswer } from '../shared/protocol/http.ts'
import type { Signed } from './signed.ts'

/**
 * Compares what was known before with what the server says now, about the organization that is open. Null: nothing ended.
 */
export function endedBetween(
  before: MeAnswer | null,
  now: Signed,
  organizationId: string | null,
): Ended | null {
  const was = before?.organizations.find((o) => o.organizationId === organizationId && o.state === 'active')
  if (!was) return null
  return now.status === 'signed-in' ? whyEnded(was, now.me, 'sign in with the new one') : SIGNED_OUT
}
