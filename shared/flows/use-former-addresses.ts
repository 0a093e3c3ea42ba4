import { useEffect, useState } from 'preact/hooks'
import type { FormerAddress } from '../protocol/http.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'

export type FormerAddresses =
  | { state: 'asking' }
  | { state: 'known'; addresses: FormerAddress[] }
  /** Only the server counts uses; it did not answer. */
  | { state: 'offline' }
  | { state: 'refused'; message: string }

/** What still uses somebody's former addresses, asked again when their addresses change and when the connection is back. */
export function useFormerAddresses(replica: Replica, session: Session, userId: string): FormerAddresses {
  const [known, setKnown] = useState<FormerAddresses>({ state: 'asking' })
  const directory = replica.directory.value
  const formerly = directory.wholeUser(userId)?.formerly.join()
  const online = replica.connection.value === 'online'
  useEffect(() => {
    let stale = false
    const { organizationId } = replica
    void session.addressUses({ organizationId, userId: directory.real(userId) }).then((reply) => {
      if (stale) return
      if (reply.status === 'ok') setKnown({ state: 'known', addresses: reply.answer.addresses })
      else if (reply.status === 'refused') setKnown({ state: 'refused', message: reply.message })
      // What was known a moment ago is better than nothing.
      else setKnown((before) => (before.state === 'known' ? before : { state: 'offline' }))
    })
    return () => {
      stale = true
    }
  }, [replica, userId, formerly, online])
  return known
}
