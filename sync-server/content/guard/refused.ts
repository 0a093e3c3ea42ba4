/** Why an update is refused as a whole; the words of reference/attacks. None of them can come from an honest client. */
export type RefusalCode =
  | 'too-large'
  | 'too-many'
  | 'malformed'
  | 'gap'
  | 'clock-range'
  | 'unknown-root'
  | 'not-a-map-write'
  | 'bad-content'
  | 'bad-key'
  | 'dangerous-key'
  | 'too-deep'
  | 'not-json'
  | 'foreign-client'

/** Thrown within the guard while it reads untrusted bytes, and turned into a value where it ends. */
export class Refused extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}
