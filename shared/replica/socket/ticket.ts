import type { TicketAnswer } from '../../protocol/http.ts'
import { isForLater } from '../outbox/outbox-sender.ts'
import type { Session } from '../session.ts'
import type { TicketResult } from './connection.ts'

/** Asks for a ticket for one connection, or says why there is none. */
export async function ticketFrom(session: Session, organizationId: string): Promise<TicketResult> {
  const reply = await session.post<TicketAnswer>('/api/tickets', { organizationId })
  if (reply.status === 'ok') return reply.answer
  if (reply.status === 'offline') return 'offline'
  if (isForLater(reply.http)) return reply.http >= 500 ? 'trouble' : 'offline'
  return reply.http === 426 ? 'other-version' : 'ended'
}
