import type { MeAnswer } from '../shared/protocol/http.ts'

/** Who uses this browser. `confirmed` is false while it is only remembered from before (SYNC-1). */
export type Signed =
  | { status: 'loading' }
  | { status: 'unreachable' }
  | { status: 'signed-out' }
  | { status: 'signed-in'; me: MeAnswer; confirmed: boolean }
