import type { Command } from '../../shared/domain/decide/command.ts'
import { type Refusal, refuse } from '../../shared/domain/decide/decision.ts'
import type { Asked } from '../../shared/domain/model/request.ts'
import { hoursAfter } from '../../shared/domain/model/time.ts'
import { momentInWords } from '../moment-in-words.ts'
import type { Tx } from '../store/store.ts'

/**
 * What mails many people, and can be taken back at once and begun anew: so often within an hour, for one organization, or for
 * one person whose address it is. Taking back is never refused: an objection has to arrive.
 */
const WITHIN_AN_HOUR = 5
const BEGUN: Record<string, { what: string; each?: 'person' }> = {
  'organization.claim': { what: 'Taking over the account was begun' },
  'billing.cancel': { what: 'Cancelling the subscription was begun' },
  'organization.delete': { what: 'Deleting the organization was begun' },
  'switch.start': { what: 'Changing this address was begun', each: 'person' },
}

const CONFIRM = 'request.confirm'

/** Refuses what was begun too often within the hour, saying when there is room again. Counts the history's entries. */
export async function mailsBackAndForth(
  { tx, organizationId, now, factor }: { tx: Tx; organizationId: string; now: string; factor: number | null },
  command: Pick<Command, 'type' | 'args'>,
): Promise<Refusal | null> {
  // A yes to what somebody asked for mails as many (ROLE-15).
  const { type, args } = command.type === CONFIRM ? (command.args as { command: Asked }).command : command
  const begun = BEGUN[type]
  if (!begun || factor === null) return null
  const all = tx
    .selectFrom('history')
    .select('history.at')
    .where('history.organization_id', '=', organizationId)
    .where((or) =>
      or.or([
        or('history.action', '=', type),
        or.and([
          or('history.action', '=', CONFIRM),
          or('history.cause', 'in', requestsFor(tx, organizationId, type)),
        ]),
      ]),
    )
    .where('history.at', '>', hoursAfter(now, -1))
    .orderBy('history.at', 'desc')
  const { userId } = args as { userId?: string }
  const these =
    begun.each === 'person' && userId !== undefined
      ? all
          .innerJoin('history_subjects', (join) =>
            join
              .onRef('history_subjects.organization_id', '=', 'history.organization_id')
              .onRef('history_subjects.seq', '=', 'history.seq'),
          )
          .where('history_subjects.subject_id', '=', userId)
      : all
  // The one that has to grow an hour old before there is room.
  const full = await these
    .offset(Math.ceil(WITHIN_AN_HOUR * Math.max(1, factor)) - 1)
    .limit(1)
    .executeTakeFirst()
  if (!full) return null
  const { time_zone } = await tx
    .selectFrom('organizations')
    .select('time_zone')
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return refuse(
    'too-often',
    `${begun.what} several times within an hour, and everybody concerned was mailed each time. It can begin again after ${momentInWords(hoursAfter(full.at, 1), time_zone)}.`,
  )
}

/** A request is kept with its type first (`store/rows/request.ts`). */
const requestsFor = (tx: Tx, organizationId: string, type: string) =>
  tx
    .selectFrom('requests')
    .select('request_id')
    .where('organization_id', '=', organizationId)
    .where('command', 'like', `{"type":${JSON.stringify(type)},%`)
