import { z } from 'zod'

/**
 * Ids are made on the device that first needs them, so that a command written offline can already be referred to.
 * The prefix tells a reader of a log or a history what an id is; the rest is 16 to 40 characters of base64url.
 */
const PREFIXES = {
  organization: 'org',
  account: 'acc',
  user: 'usr',
  workspace: 'wsp',
  folder: 'fld',
  portfolio: 'pfo',
  invitation: 'inv',
  handover: 'hov',
  batch: 'bat',
  request: 'req',
  command: 'cmd',
  record: 'rec',
  history: 'his',
  notice: 'not',
  device: 'dev',
  claim: 'clm',
  photo: 'pho',
} as const

export type IdKind = keyof typeof PREFIXES

/** zod schema of an id of one kind, e.g. `idSchema('user')` accepts `usr_` + 16…40 characters. */
export const idSchema = (kind: IdKind) =>
  z.string().regex(new RegExp(`^${PREFIXES[kind]}_[A-Za-z0-9_-]{16,40}$`), `not an id of a ${kind}`)

/** Makes an id from random bytes; the caller brings them, because the domain knows neither browser nor Node. */
export function makeId(kind: IdKind, random: Uint8Array): string {
  if (random.length < 16) throw new Error('an id needs 16 random bytes')
  return `${PREFIXES[kind]}_${base64url(random.subarray(0, 16))}`
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** base64url without padding; written here because the domain has neither `btoa` nor `Buffer`. */
export function base64url(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const group = (a << 16) | (b << 8) | c
    const digits = Math.min(bytes.length - i, 3) + 1
    for (let d = 0; d < digits; d++) out += ALPHABET[(group >> (18 - 6 * d)) & 63]
  }
  return out
}
