const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'full' }
const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }

/** "Monday, 11 May 2026"; in UTC where the zone is none. */
export const dayInWords = (iso: string, timeZone: string): string =>
  formatOf(timeZone, DAY).format(new Date(iso))

/** "11 May 2026, 10:00", in the organization's zone. */
export const momentInWords = (iso: string, timeZone: string): string =>
  formatOf(timeZone, MOMENT).format(new Date(iso))

/** Making one takes longer than the rest of a mail; more than there are zones are never kept. */
const MOST = 1_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${style.dateStyle} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const format = formatIn(timeZone, style)
  if (formats.size >= MOST) formats.clear()
  formats.set(key, format)
  return format
}

function formatIn(timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...style, timeZone })
  } catch {
    return new Intl.DateTimeFormat('en-GB', { ...style, timeZone: 'UTC' })
  }
}
