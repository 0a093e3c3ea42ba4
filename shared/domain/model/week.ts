const DAY = 86_400_000

/**
 * Today and the last day of this week (Monday to Sunday), as YYYY-MM-DD in a time zone; in UTC where the zone is none.
 * `now` is ISO.
 */
export function weekIn(now: string, timeZone: string): { today: string; until: string } {
  const today = dayIn(now, timeZone)
  const noon = Date.parse(`${today}T12:00:00.000Z`)
  const sunday = noon + ((7 - new Date(noon).getUTCDay()) % 7) * DAY
  return { today, until: new Date(sunday).toISOString().slice(0, 10) }
}

function dayIn(now: string, timeZone: string): string {
  // The Swedish way to write a day is ISO's.
  const day = (zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(now))
  try {
    return day(timeZone)
  } catch {
    return day('UTC')
  }
}
