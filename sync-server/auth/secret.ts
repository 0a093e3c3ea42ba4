import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * What the server alone can compute. Codes and links are derived from it, so that the database holds neither them nor a
 * hash that could be tried out (eight digits are found in a second), and a mail that is sent again says the same.
 */
export interface Secret {
  /** The 8 digits of a code. */
  codeOf(codeId: string): string
  /** The token in an invitation's link: 32 bytes (INV-4). */
  invitationToken(invitationId: string, nonce: string): string
  /** PKCE's verifier of a sign-in at the OpenID provider (RFC 7636), and the nonce its ID token must carry. */
  openIdVerifier(attemptId: string): string
  openIdNonce(attemptId: string): string
  /** Tells a browser that has signed in with this address before: strangers can't use up its share of a limit. */
  knownBrowser(emailKey: string): string
}

/** Reads the server's secret from its data folder, or makes one. Whoever backs up the folder has it too. */
export function loadSecret(folder: string): Secret {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, 'secret')
  try {
    return secretFrom(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url'))
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw problem
    const made = randomBytes(32)
    writeFileSync(file, made.toString('base64url'), { mode: 0o600, flag: 'wx' })
    return secretFrom(made)
  }
}

export function secretFrom(key: Uint8Array): Secret {
  if (key.length < 32) throw new Error('the secret in the data folder is too short')
  const derive = (...parts: string[]) => createHmac('sha256', key).update(parts.join('\n')).digest()
  return {
    codeOf(codeId) {
      // 64 bits before the remainder: no digit is likelier than another by more than 1 in 10^11.
      const number = derive('code', codeId).readBigUInt64BE() % 100_000_000n
      return number.toString().padStart(8, '0')
    },
    invitationToken: (invitationId, nonce) => derive('invitation', invitationId, nonce).toString('base64url'),
    openIdVerifier: (attemptId) => derive('openid verifier', attemptId).toString('base64url'),
    openIdNonce: (attemptId) => derive('openid nonce', attemptId).toString('base64url'),
    knownBrowser: (emailKey) => derive('known browser', emailKey).toString('base64url'),
  }
}

/** 32 random bytes. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Equal, in a time that tells nothing. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
