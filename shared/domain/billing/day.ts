/** A day of the calendar, `YYYY-MM-DD`, and a month, `YYYY-MM`: in an organization's time zone, never in UTC by chance. */
export type Day = string
export type Month = string

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** Is it an IANA zone that this machine knows? */
export function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Rows from before zones were checked may hold anything; what nobody knows counts as UTC. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: isTimeZone(timeZone) ? timeZone : 'UTC',
    calendar: 'iso8601',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  formats.set(timeZone, format)
  return format
}

/** The day it is in the time zone at a moment (ISO). */
export function dayAt(iso: string, timeZone: string): Day {
  const parts = formatOf(timeZone).formatToParts(new Date(iso))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`
}

/**
 * The first moment (ISO) that is not in the day any more. A day lasts 23 or 25 hours where the clock changes, and need not
 * end at midnight's hour: some zones jump over it. Found by looking, as no table of zones can be asked otherwise.
 */
export function endOfDay(day: Day, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00.000Z`)
  let inside = midnight - 15 * 60 * MINUTE_MS
  let after = midnight + 2 * DAY_MS
  while (after - inside > MINUTE_MS) {
    const between = inside + Math.floor((after - inside) / MINUTE_MS / 2) * MINUTE_MS
    if (dayAt(new Date(between).toISOString(), timeZone) > day) after = between
    else inside = between
  }
  return new Date(after).toISOString()
}

/** The day some days later, or earlier. */
export const daysLater = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10)

export const monthOf = (day: Day): Month => day.slice(0, 7)

export const firstOf = (month: Month): Day => `${month}-01`

export const lastOf = (month: Month): Day => `${month}-${daysIn(month).toString().padStart(2, '0')}`

export const daysIn = (month: Month): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()
