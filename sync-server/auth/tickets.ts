import { type Clock, isoNow } from '../clock.ts'
import type { Store } from '../store/store.ts'
import { hashToken, makeToken } from './secret.ts'

export const TICKET_SECONDS = 30

export interface TicketHolder {
  organizationId: string
  userId: string
  sessionId: string
  deviceLabel: string
}

interface Tickets {
  store: Store
  clock: Clock
}

/** A ticket for one socket: one use, 30 seconds (DESIGN §4). */
export async function issueTicket(
  { store, clock }: Tickets,
  { organizationId, userId, sessionId }: Omit<TicketHolder, 'deviceLabel'>,
): Promise<string> {
  const ticket = makeToken()
  const now = isoNow(clock)
  await store.write(async (tx) => {
    await tx.deleteFrom('tickets').where('expires_at', '<=', now).execute()
    await tx
      .insertInto('tickets')
      .values({
        ticket_hash: hashToken(ticket),
        session_id: sessionId,
        organization_id: organizationId,
        user_id: userId,
        expires_at: new Date(Date.parse(now) + TICKET_SECONDS * 1_000).toISOString(),
      })
      .execute()
  })
  return ticket
}

/** Uses a ticket up. Null when it is none, too old, used, or its session ended or left the user meanwhile. */
export async function takeTicket({ store, clock }: Tickets, ticket: string): Promise<TicketHolder | null> {
  const now = isoNow(clock)
  return store.write(async (tx) => {
    const taken = await tx
      .deleteFrom('tickets')
      .where('ticket_hash', '=', hashToken(ticket))
      .returningAll()
      .executeTakeFirst()
    if (!taken || now >= taken.expires_at) return null
    const session = await tx
      .selectFrom('sessions')
      .innerJoin('users', 'users.account_id', 'sessions.account_id')
      .select('sessions.label')
      .where('sessions.session_id', '=', taken.session_id)
      .where('sessions.ended_at', 'is', null)
      .where('users.organization_id', '=', taken.organization_id)
      .where('users.user_id', '=', taken.user_id)
      .where('users.state', '=', 'active')
      .executeTakeFirst()
    if (!session) return null
    return {
      organizationId: taken.organization_id,
      userId: taken.user_id,
      sessionId: taken.session_id,
      deviceLabel: session.label,
    }
  })
}
