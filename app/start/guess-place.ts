/** The device's IANA time zone, e.g. `Europe/Berlin`. */
export const guessTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** All zones the browser knows, the given one and UTC among them. */
export const knownTimeZones = (current: string): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current])].sort()

const BY_REGION: Record<string, string> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  IN: 'INR',
  CN: 'CNY',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  BR: 'BRL',
  MX: 'MXN',
  ZA: 'ZAR',
  SG: 'SGD',
  UA: 'UAH',
}

/** A currency by the zone first (a zone says where one is, a language does not), then by the language's region. */
export function guessCurrency(): string {
  const zone = guessTimeZone()
  const region = new Intl.Locale(navigator.language).maximize().region ?? ''
  if (zone === 'Europe/London') return 'GBP'
  if (zone === 'Europe/Zurich') return 'CHF'
  return BY_REGION[region] ?? 'EUR'
}

/** The usual ones first, then all others. */
export function knownCurrencies(current: string): string[] {
  const usual = ['EUR', 'USD', 'GBP', 'CHF']
  return [...new Set([current, ...usual, ...Intl.supportedValuesOf('currency')])]
}
