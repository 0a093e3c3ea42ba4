import { z } from 'zod'

/** Browsers and Node have it alike; the domain knows the types of neither. */
declare const URL: new (url: string) => { hostname: string }

/**
 * Addresses are kept as typed and matched by this key (INV-8): trimmed, NFC, lower case, the domain in IDNA's ASCII form:
 * `Anna@MÜNCHEN.de` → `anna@xn--mnchen-3ya.de`. A domain that is none stays as it is, and matches nothing but itself.
 */
export function emailKey(typed: string): string {
  const key = typed.trim().normalize('NFC').toLowerCase()
  const at = key.lastIndexOf('@')
  return at < 0 ? key : `${key.slice(0, at)}@${asciiDomain(key.slice(at + 1))}`
}

function asciiDomain(domain: string): string {
  // Only what is not ASCII needs the parser, which would take "127.1" for a number and end a host at a slash or a colon.
  if (!/[^\0-\x7f]/.test(domain) || /[/\\?#%:@]/.test(domain)) return domain
  try {
    return new URL(`http://${domain}`).hostname
  } catch {
    return domain
  }
}

export const emailSchema = z
  .string()
  .trim()
  .max(254)
  // Of ASCII, a domain has letters, digits, hyphens and dots: at "/", "?" or "#" a URL parser would end it, and
  // `anna@firm.com/x.evil.com` would count as Anna's.
  .regex(
    /^[^\s@<>"(),:;\\[\]]+@(?:[a-z0-9-]|[^\0-\x7f])+(?:\.(?:[a-z0-9-]|[^\0-\x7f])+)*\.(?:[a-z0-9-]|[^\0-\x7f]){2,}$/iu,
    'not an email address',
  )
  .refine((typed) => !typed.includes('..') && typed.indexOf('@') <= 64, 'not an email address')

/** The domain as it is matched. */
export const emailDomain = (typed: string): string => emailKey(typed).split('@')[1] ?? ''

/** The domain as people read it. */
export const typedDomain = (typed: string): string => typed.trim().split('@')[1] ?? ''

/** Dots and plus tags mean nothing at gmail.com; used only for a "looks like …" warning, never to match (INV-8). */
export function gmailTwin(typed: string): string {
  const [local = '', domain = ''] = emailKey(typed).split('@')
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`
  return `${local.replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com`
}

/** Mailboxes that several people usually read: whoever does can accept an invitation sent there (INV-12). */
export const looksShared = (typed: string): boolean =>
  /^(info|sales|office|contact|hello|support|team|mail|admin|kontakt|service|billing|accounts?)@/.test(
    emailKey(typed),
  )
