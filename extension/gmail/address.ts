/**
 * Reading email addresses from a page that is not ours. Deliberately narrower than RFC 5322 (no quotes, no comments, no address literals):
 * what passes is compared with addresses that our server verified, never the other way round. Spelled like `emailKey` of the domain, which
 * is not imported: it would bring zod into every Gmail tab.
 */
const LOCAL = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
// Hosts may hold letters of any script (IDN); they are compared as shown.
const HOST = '(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}[\\p{L}\\p{N}-]*\\p{L}'
const ADDRESS = new RegExp(`^${LOCAL}@${HOST}$`, 'iu')
const ADDRESS_IN_TEXT = new RegExp(`${LOCAL}@${HOST}`, 'giu')

/** Whatever the page said as a lower-case NFC address of at most 254 characters, or undefined when it is not one. */
export function readAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 320) return undefined
  const address = value.trim().normalize('NFC').toLowerCase()
  return address.length <= 254 && ADDRESS.test(address) ? address : undefined
}

/** The last address in a text. Last, because what comes before it (a person's name, a subject) is chosen by others. */
export function lastAddressIn(text: string | null | undefined): string | undefined {
  const found = (text ?? '').slice(-2000).match(ADDRESS_IN_TEXT)
  return readAddress(found?.at(-1))
}

/**
 * A name or subject as one line of at most 200 characters, without control characters and without the marks that turn the direction of
 * text around (with them "gro.live@anna" can be made to look like another name).
 */
export function readLine(value: string | null | undefined): string {
  return (value ?? '')
    .slice(0, 2000)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 200)
}
