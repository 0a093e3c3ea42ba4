import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Standing } from '../../../shared/domain/decide/actor.ts'
import { HISTORY_KINDS } from '../../../shared/domain/model/history-kind.ts'
import { refuse } from '../../../shared/domain/decide/decision.ts'
import type { HistoryAnswer } from '../../../shared/protocol/http.ts'
import { historyPage } from '../../history/history-page.ts'
import { type HistoryReach, historyReach, recordReach } from '../../history/history-reach.ts'
import { refused, understood } from '../refusal.ts'
import { activeSeatOf } from '../seat.ts'
import type { Db } from '../../store/store.ts'
import type { Served } from '../served.ts'

const historyQuery = z.strictObject({
  organizationId: z.string().max(60),
  before: z.string().max(80).optional(),
  user: z.string().max(60).optional(),
  handover: z.string().max(60).optional(),
  record: z.string().max(80).optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Separated by commas. */
  kinds: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(HISTORY_KINDS)).max(HISTORY_KINDS.length))
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
})

/** GET /api/history: newest first, of what the asker may see (AUD-1). */
export function historyRoutes(app: FastifyInstance, served: Served): void {
  app.get('/api/history', async (request, reply) => {
    const query = understood(historyQuery, request.query, reply)
    if (!query) return reply
    const { organizationId, before, ...filter } = query
    const seat = await activeSeatOf(served, request, reply, organizationId)
    if (!seat) return reply
    const { read } = served.store
    const reach = filter.record
      ? await reachOfRecord(read, organizationId, seat.standing, filter.record)
      : historyReach(seat.standing)
    if (reach.kind === 'nothing')
      return refused(
        reply,
        403,
        refuse(
          'not-allowed',
          filter.record
            ? 'You may not see what happened with this. Whoever works in its workspace may.'
            : 'You may not see the history. Admins, and Owners and Managers of a workspace, may.',
        ),
      )
    const page = await historyPage(read, organizationId, reach, { before: before ?? null, ...filter })
    return page satisfies HistoryAnswer
  })
}

/** A record that nobody has written is like one that may not be seen. */
async function reachOfRecord(
  db: Db,
  organizationId: string,
  standing: Standing,
  recordId: string,
): Promise<HistoryReach> {
  const place = await db
    .selectFrom('content_history')
    .innerJoin('folders', (join) =>
      join
        .onRef('folders.organization_id', '=', 'content_history.organization_id')
        .onRef('folders.folder_id', '=', 'content_history.folder_id'),
    )
    .select('folders.workspace_id')
    .where('content_history.organization_id', '=', organizationId)
    .where('content_history.record_id', '=', recordId)
    .executeTakeFirst()
  return place ? recordReach(standing, place.workspace_id) : { kind: 'nothing' }
}
