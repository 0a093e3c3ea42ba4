import { z } from 'zod'

/**
 * Addresses are kept as typed and matched by a key (INV-8): trimmed, NFC, lower case, domain in IDNA ASCII form.
 * The domain's Unicode → ASCII step needs the platform's URL parser, so callers outside the domain give `emailKey`
 * addresses whose domain is ASCII already when they have one (see `replica/ids.ts`, `sync-server/auth`); comparing NFC
 * lower case forms is right for every address that is spelled one way throughout.
 */
export const emailKey = (typed: string): string => typed.trim().normalize('NFC').toLowerCase()

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

export const emailDomain = (typed: string): string => emailKey(typed).split('@')[1] ?? ''

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
