import { useEffect, useState } from 'preact/hooks'
import { openReplica } from '../../shared/replica/open-replica.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { SignedAccount } from '../accounts.ts'

export type Opened = { status: 'opening' } | { status: 'failed' } | { status: 'open'; replica: Replica }

/** The copy of one organization in the extension's own storage, open as long as the component is there. */
export function useReplica(account: SignedAccount, organizationId: string, userId: string): Opened {
  const [opened, setOpened] = useState<Opened>({ status: 'opening' })
  const { server, token } = account
  const accountId = account.me.account.id
  useEffect(() => {
    setOpened({ status: 'opening' })
    let gone = false
    let mine: Replica | null = null
    openReplica({
      serverUrl: server,
      organizationId,
      userId,
      accountId,
      credentials: { kind: 'token', token },
      mode: 'panel',
    }).then(
      (replica) => {
        if (gone) return void replica.close()
        mine = replica
        setOpened({ status: 'open', replica })
      },
      (problem: unknown) => {
        console.error(problem)
        if (!gone) setOpened({ status: 'failed' })
      },
    )
    return () => {
      gone = true
      void mine?.close()
    }
  }, [server, organizationId, userId, accountId, token])
  return opened
}
