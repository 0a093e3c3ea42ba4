import { domainToASCII, domainToUnicode } from 'node:url'
import { emailKey } from '../../shared/domain/model/email.ts'

/** The one spelling an address is matched by: as `emailKey`, with the domain in ASCII (INV-8). */
export const addressKey = (typed: string): string => withDomain(emailKey(typed), domainToASCII)

/** Both spellings a user's or an invitation's key may have: with the domain in ASCII and in Unicode. */
export const addressKeys = (typed: string): string[] => [
  ...new Set([addressKey(typed), withDomain(emailKey(typed), domainToUnicode)]),
]

function withDomain(key: string, convert: (domain: string) => string): string {
  const at = key.lastIndexOf('@')
  const typed = key.slice(at + 1)
  // Node reads it as the host of a URL, which ends where a path or a query begins, and is decoded.
  const domain = /[/\\?#%:@]/.test(typed) ? '' : convert(typed)
  // Not convertible: left as it is, which matches nothing but itself.
  return domain === '' ? key : `${key.slice(0, at)}@${domain}`
}
