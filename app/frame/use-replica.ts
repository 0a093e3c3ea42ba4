import { useEffect, useState } from 'preact/hooks'
import { openReplica } from '../../shared/replica/open-replica.ts'
import type { Replica } from '../../shared/replica/replica.ts'

export type Opened =
  { status: 'opening' } | { status: 'failed'; problem: unknown } | { status: 'open'; replica: Replica }

export interface Whose {
  organizationId: string
  userId: string
  accountId: string
}

/** The copy of one organization on this device, open as long as the component is there. */
export function useReplica({ organizationId, userId, accountId }: Whose): Opened {
  const [opened, setOpened] = useState<Opened>({ status: 'opening' })
  useEffect(() => {
    setOpened({ status: 'opening' })
    let gone = false
    let mine: Replica | null = null
    openReplica({
      serverUrl: location.origin,
      organizationId,
      userId,
      accountId,
      credentials: { kind: 'cookie' },
    }).then(
      (replica) => {
        if (gone) return void replica.close()
        mine = replica
        setOpened({ status: 'open', replica })
      },
      (problem: unknown) => {
        console.error(problem)
        if (!gone) setOpened({ status: 'failed', problem })
      },
    )
    return () => {
      gone = true
      void mine?.close()
    }
  }, [organizationId, userId, accountId])
  return opened
}
