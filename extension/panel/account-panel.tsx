import { useEffect, useState } from 'preact/hooks'
import { removeAccount, type SignedAccount } from '../accounts.ts'
import { LockedPage } from './locked-page.tsx'
import { OrganizationChoice } from './organization-choice.tsx'
import { OrganizationPanel } from './organization-panel.tsx'
import { usePanel } from './panel-state.ts'
import { type OpenOrganization, SIGNED_OUT, whyEnded } from '../../shared/flows/why-ended.ts'

/** One signed-in account: the organization that is open, or which one to open. */
export function AccountPanel({ account }: { account: SignedAccount }) {
  const panel = usePanel()
  useEffect(() => {
    const ask = () => void panel.refresh(account)
    ask()
    addEventListener('online', ask)
    return () => removeEventListener('online', ask)
  }, [account.token])

  const active = account.me.organizations.filter((one) => one.state === 'active')
  const wanted =
    active.find((one) => one.organizationId === account.organizationId) ??
    (active.length === 1 ? active[0] : undefined)
  // Remembered when it is gone from the server's answer, so that the panel says why instead of just showing something else.
  const [entered, setEntered] = useState<OpenOrganization | null>(null)
  const ended = account.ended
    ? SIGNED_OUT
    : entered && whyEnded(entered, account.me, 'open the Gmail of the new one')
  useEffect(() => {
    if (!ended) setEntered(wanted ?? null)
  }, [wanted?.organizationId, ended === null])

  if (ended)
    return (
      <LockedPage
        why={ended}
        next={account.ended ? 'Sign in again' : 'Continue'}
        onNext={() => {
          setEntered(null)
          panel.route.value = null
          if (account.ended) void removeAccount(panel.stored, account)
        }}
      />
    )
  if (!wanted) return <OrganizationChoice account={account} />
  return (
    <OrganizationPanel
      key={`${wanted.organizationId}/${wanted.userId}`}
      account={account}
      organizationId={wanted.organizationId}
      userId={wanted.userId}
    />
  )
}
