/** The device's IANA time zone, e.g. `Europe/Berlin`. */
export const guessTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** All zones the browser knows, the given one and UTC among them. */
export const knownTimeZones = (current: string): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current])].sort()

const BY_REGION: Record<string, string> = {
  US: 'USD',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  IN: 'INR',
  CN: 'CNY',
  BR: 'BRL',
  MX: 'MXN',
  ZA: 'ZAR',
  SG: 'SGD',
}

/** Zones in Europe without the euro. */
const BY_ZONE: Record<string, string> = {
  'Europe/London': 'GBP',
  'Europe/Zurich': 'CHF',
  'Europe/Vaduz': 'CHF',
  'Europe/Stockholm': 'SEK',
  'Europe/Oslo': 'NOK',
  'Europe/Copenhagen': 'DKK',
  'Europe/Warsaw': 'PLN',
  'Europe/Prague': 'CZK',
  'Europe/Budapest': 'HUF',
  'Europe/Bucharest': 'RON',
  'Europe/Kyiv': 'UAH',
  'Europe/Kiev': 'UAH',
  'Europe/Istanbul': 'TRY',
}

/** A currency by the zone first (a zone says where one is, a language does not), then by the language's region. */
export function guessCurrency(): string {
  const zone = guessTimeZone()
  if (Object.hasOwn(BY_ZONE, zone)) return BY_ZONE[zone] as string
  if (zone.startsWith('Europe/')) return 'EUR'
  const region = new Intl.Locale(navigator.language).maximize().region ?? ''
  return BY_REGION[region] ?? 'EUR'
}

/** The usual ones first, then all others. */
export function knownCurrencies(current: string): string[] {
  const usual = ['EUR', 'USD', 'GBP', 'CHF']
  return [...new Set([current, ...usual, ...Intl.supportedValuesOf('currency')])]
}
