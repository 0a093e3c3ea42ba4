import { type Day, dayAt } from '../billing/day.ts'

const MINUTE_MS = 60_000

/**
 * The moment (ISO) at which clocks in the time zone show this day and time (`HH:MM`). A time that the clock jumps over is
 * the next one there is; of one that comes twice it is the first. Null: no such day or time.
 */
export function momentAt(day: Day, time: string, timeZone: string): string | null {
  const wall = Date.parse(`${day}T${time}:00.000Z`)
  if (!/^\d{2}:\d{2}$/.test(time) || Number.isNaN(wall)) return null
  // Zones are at most 15 hours away; what the clock shows only grows, but for the hour that comes twice.
  let before = wall - 15 * 60 * MINUTE_MS
  let after = wall + 15 * 60 * MINUTE_MS
  while (after - before > MINUTE_MS) {
    const between = before + Math.floor((after - before) / MINUTE_MS / 2) * MINUTE_MS
    if (shownAt(between, timeZone) >= `${day} ${time}`) after = between
    else before = between
  }
  return new Date(after).toISOString()
}

function shownAt(moment: number, timeZone: string): string {
  const iso = new Date(moment).toISOString()
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return `${dayAt(iso, timeZone)} ${time.format(moment)}`
}
