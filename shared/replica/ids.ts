import { emailKey } from '../domain/model/email.ts'
import { type IdKind, makeId } from '../domain/model/id.ts'

/** A new id of 128 random bits. */
export const newId = (kind: IdKind): string => makeId(kind, crypto.getRandomValues(new Uint8Array(16)))

/**
 * The key addresses are matched by, with the domain in IDNA ASCII form (INV-8): `Anna@MÜNCHEN.de` →
 * `anna@xn--mnchen-3ya.de`. Something that is no domain stays as it is.
 */
export function emailKeyOf(typed: string): string {
  const key = emailKey(typed)
  const at = key.lastIndexOf('@')
  if (at < 0) return key
  return `${key.slice(0, at)}@${asciiDomain(key.slice(at + 1))}`
}

function asciiDomain(domain: string): string {
  try {
    const { hostname } = new URL(`http://${domain}`)
    // Digits and dots would be read as an IP address, and a slash or colon as more than a host.
    return /[/:?#@\\]/.test(domain) || /^[\d.]+$/.test(domain) ? domain : hostname
  } catch {
    return domain
  }
}
