import { BIN_DAYS } from '../../shared/domain/model/record.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import { dateInWords, daysInWords } from '../../shared/ui/time-in-words.ts'

/** "3 May" and "in 12 days", which is null on the day itself: until when a record that was deleted at this moment (ISO) can be taken out of the bin. */
export function keptUntil(deleted: string, now: number): { day: string; away: string | null } {
  const until = Date.parse(daysAfter(deleted, BIN_DAYS))
  // The server empties the bin when it next looks, and a device without a network hears of it later.
  return until <= now
    ? { day: 'today', away: null }
    : { day: dateInWords(until, now), away: daysInWords(until, now) }
}

/** "3 May (in 12 days)". */
export function keptUntilInWords(deleted: string, now: number): string {
  const { day, away } = keptUntil(deleted, now)
  return away === null ? day : `${day} (${away})`
}
