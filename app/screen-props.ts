import type { Replica } from '../shared/replica/replica.ts'
import type { Session } from '../shared/replica/session.ts'

/** What every screen inside an organization gets, beside the parameters of its route. */
export interface ScreenProps {
  replica: Replica
  session: Session
  /** The query of the address, e.g. `query.get('from')`. Changes with it. */
  query: URLSearchParams
}
