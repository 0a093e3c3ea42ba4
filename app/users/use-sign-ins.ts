import { useEffect, useState } from 'preact/hooks'
import type { SignInsAnswer } from '../../shared/protocol/http.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Session } from '../../shared/replica/session.ts'

/** Last sign-ins by user id (ISO); those whom the table lets me see (USR-2). Empty offline: they are on the server alone. */
export function useSignIns(session: Session, replica: Replica): ReadonlyMap<string, string> {
  const [signIns, setSignIns] = useState<ReadonlyMap<string, string>>(NONE)
  const online = replica.connection.value === 'online'
  const { organizationId } = replica
  useEffect(() => {
    if (!online) return
    let gone = false
    void session.post<SignInsAnswer>('/api/sign-ins', { organizationId }).then((reply) => {
      if (!gone && reply.status === 'ok')
        setSignIns(new Map(reply.answer.signIns.map(({ userId, at }) => [userId, at])))
    })
    return () => {
      gone = true
    }
  }, [session, organizationId, online])
  return signIns
}

const NONE: ReadonlyMap<string, string> = new Map()
