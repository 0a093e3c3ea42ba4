/** A code's lifetime as the server counts it. */
export const CODE_MINUTES = 10
/** Sooner asks for mail that is probably under way. */
export const RESEND_SECONDS = 30

/** A code on its way by mail, remembered so that a page or panel that is closed meanwhile loses nothing. */
export interface AskedCode {
  codeId: string
  email: string
  /** Milliseconds since 1970. */
  at: number
  /** An extension's proof that the code is typed where it was asked for; a browser has a cookie. */
  binding?: string
}

export const isStillGood = (asked: AskedCode, now: number): boolean => now - asked.at < CODE_MINUTES * 60_000

/** Seconds until another code may be asked for; 0: now. */
export const secondsToResend = (asked: AskedCode, now: number): number =>
  Math.max(0, Math.ceil((asked.at + RESEND_SECONDS * 1000 - now) / 1000))
