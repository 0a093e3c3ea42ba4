/** "Monday, 11 May 2026"; in UTC where the zone is none. */
export const dayInWords = (iso: string, timeZone: string): string =>
  inZone(iso, timeZone, { dateStyle: 'full' })

/** "11 May 2026, 10:00", in the organization's zone. */
export const momentInWords = (iso: string, timeZone: string): string =>
  inZone(iso, timeZone, { dateStyle: 'medium', timeStyle: 'short' })

function inZone(iso: string, timeZone: string, style: Intl.DateTimeFormatOptions): string {
  const format = (zone: string) =>
    new Intl.DateTimeFormat('en-GB', { ...style, timeZone: zone }).format(new Date(iso))
  try {
    return format(timeZone)
  } catch {
    return format('UTC')
  }
}
