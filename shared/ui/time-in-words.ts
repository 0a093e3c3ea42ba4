const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// Making one of these takes longer than using it a hundred times, and lists show a time in every row.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const exactIn = (hourCycle: Intl.DateTimeFormatOptions['hourCycle']) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', ...(hourCycle && { hourCycle }) })
let exact = exactIn(undefined)

/** How hours are written from now on: 18:30 or 6:30 pm (USR-7). */
export function setHourCycle(hourCycle: Intl.DateTimeFormatOptions['hourCycle']): void {
  exact = exactIn(hourCycle)
}

export type TimeInWords = {
  /** "just now", "3 minutes ago", "yesterday", "in 2 days"; beyond a week a date: "3 May", "3 May 2024". */
  words: string
  /** After how many milliseconds the words may differ; null when they won't any more. */
  changesIn: number | null
}

/** A moment seen from `now`, both in milliseconds since 1970; days are those of the device's time zone. */
export function timeInWords(at: number, now: number): TimeInWords {
  const distance = at - now
  const age = Math.abs(distance)
  if (age < 45 * SECOND) return { words: 'just now', changesIn: 45 * SECOND - Math.max(0, -distance) }
  if (age < 45 * MINUTE) return counted(distance, MINUTE, 'minute')
  const days = dayOf(at) - dayOf(now)
  if (days === 0 || age < 12 * HOUR) return counted(distance, HOUR, 'hour')
  if (Math.abs(days) < 7) return { words: relative.format(days, 'day'), changesIn: HOUR }
  return { words: dateInWords(at, now), changesIn: null }
}

function counted(distance: number, size: number, unit: 'minute' | 'hour'): TimeInWords {
  return {
    words: relative.format(Math.round(distance / size) || Math.sign(distance), unit),
    changesIn: size / 2,
  }
}

/** "3 May" in the year of `now`, "3 May 2024" otherwise. */
export function dateInWords(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? dayAndMonth : dayMonthYear).format(at)
}

/** "in 12 days", "tomorrow", "today": how many midnights away. */
export const daysInWords = (at: number, now: number): string => relative.format(dayOf(at) - dayOf(now), 'day')

/** The exact moment with its time zone, for a title. */
export function exactTime(at: number): string {
  return exact.format(at)
}

/** The number of the day in the device's time zone, so that a difference of two counts midnights (also over a clock change). */
function dayOf(at: number): number {
  const date = new Date(at)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY)
}
