import { useEffect, useState } from 'preact/hooks'
import { openReplica } from '../../shared/replica/open-replica.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { SignedAccount } from '../accounts.ts'
import { databaseOf } from '../device-copies.ts'
import { usePanel } from './panel-state.ts'

export type Opened = { status: 'opening' } | { status: 'failed' } | { status: 'open'; replica: Replica }

/** The copy of one organization in the extension's own storage, open as long as the component is there. */
export function useReplica(account: SignedAccount, organizationId: string, userId: string): Opened {
  const [opened, setOpened] = useState<Opened>({ status: 'opening' })
  const { isOver } = usePanel()
  const { server, token } = account
  const accountId = account.me.account.id
  useEffect(() => {
    setOpened({ status: 'opening' })
    const copy = { server, accountId, organizationId, userId }
    let gone = false
    let mine: Replica | null = null
    // Closed before it is deleted, or it would open its database anew and write on.
    const letGo = (replica: Replica) => void (isOver(copy) ? replica.wipe() : replica.close())
    openReplica({
      serverUrl: server,
      organizationId,
      userId,
      accountId,
      credentials: { kind: 'token', token },
      mode: 'panel',
      databaseName: databaseOf(copy),
    }).then(
      (replica) => {
        if (gone) return letGo(replica)
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
      if (mine) letGo(mine)
    }
  }, [server, organizationId, userId, accountId, token])
  return opened
}
