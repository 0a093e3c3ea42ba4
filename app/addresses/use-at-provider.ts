import { useEffect, useState } from 'preact/hooks'
import type { SignInsAnswer } from '../../shared/protocol/http.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Session } from '../../shared/replica/session.ts'

/** Who signs in with a Google account: renamed there, its new address comes along by itself (INV-11). Empty offline. */
export function useAtProvider(session: Session, replica: Replica): ReadonlySet<string> {
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set())
  const online = replica.connection.value === 'online'
  const { organizationId } = replica
  useEffect(() => {
    if (!online) return
    let gone = false
    void session.post<SignInsAnswer>('/api/sign-ins', { organizationId }).then((reply) => {
      if (gone || reply.status !== 'ok') return
      setKnown(new Set(reply.answer.signIns.flatMap((one) => (one.atProvider ? [one.userId] : []))))
    })
    return () => {
      gone = true
    }
  }, [session, organizationId, online])
  return known
}
