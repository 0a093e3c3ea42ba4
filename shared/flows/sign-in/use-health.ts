import { useEffect, useState } from 'preact/hooks'
import type { HealthAnswer } from '../../protocol/http.ts'
import type { Session } from '../../replica/session.ts'

/** How one signs in on this server; undefined while it is asked, null without an answer. `server` asks again when it changes. */
export function useHealth(session: Session, server = ''): HealthAnswer | null | undefined {
  const [health, setHealth] = useState<HealthAnswer | null>()
  useEffect(() => {
    let gone = false
    void session.health().then((reply) => !gone && setHealth(reply.status === 'ok' ? reply.answer : null))
    return () => {
      gone = true
    }
  }, [server])
  return health
}
