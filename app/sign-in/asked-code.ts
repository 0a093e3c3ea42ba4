import type { Stored } from '../stored.ts'

/** A code's lifetime as the server counts it. */
export const CODE_MINUTES = 10
/** Sooner asks for mail that is probably under way. */
export const RESEND_SECONDS = 30

/** A code that was mailed, remembered so that leaving for the mail and coming back to a reloaded page loses nothing. */
export interface AskedCode {
  codeId: string
  email: string
  /** Milliseconds since 1970. */
  at: number
}

export function rememberedCode(stored: Stored, now: number): AskedCode | null {
  const asked = stored.read<AskedCode>('code')
  return asked && now - asked.at < CODE_MINUTES * 60_000 ? asked : null
}

/** Seconds until another code may be asked for; 0: now. */
export const secondsToResend = (asked: AskedCode, now: number): number =>
  Math.max(0, Math.ceil((asked.at + RESEND_SECONDS * 1000 - now) / 1000))
