import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Standing } from '../../shared/domain/decide/actor.ts'
import { refuse } from '../../shared/domain/decide/decision.ts'
import type { Session } from '../auth/sessions.ts'
import { standingOf } from '../store/directory-reads.ts'
import { signedIn } from './credentials.ts'
import { refused } from './refusal.ts'
import type { Served } from './served.ts'

export interface Seat {
  session: Session
  /** The user in whom the account sits; whatever their state, which deciding looks at itself. */
  standing: Standing
}

/** Who asks, in this organization; null after 401 or 403 was sent. An organization that is not theirs and none look the same. */
export async function seatOf(
  served: Served,
  request: FastifyRequest,
  reply: FastifyReply,
  organizationId: string,
): Promise<Seat | null> {
  const session = await signedIn(served, request, reply)
  if (!session) return null
  const row = await served.store.read
    .selectFrom('users')
    .select('user_id')
    .where('account_id', '=', session.accountId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  const standing = row && (await standingOf(served.store.read, organizationId, row.user_id))
  if (standing) return { session, standing }
  void refused(reply, 403, refuse('not-in-organization', 'You are not in this organization.'))
  return null
}

/** The same, of somebody who is active: for everything that shows something. */
export async function activeSeatOf(
  served: Served,
  request: FastifyRequest,
  reply: FastifyReply,
  organizationId: string,
): Promise<Seat | null> {
  const seat = await seatOf(served, request, reply, organizationId)
  if (!seat || seat.standing.user.state === 'active') return seat
  void refused(
    reply,
    403,
    refuse('not-active', 'Your access to this organization has ended. Ask an Admin to restore it.'),
  )
  return null
}
