import { AccountPanel } from './account-panel.tsx'
import { ChooseAccount } from './choose-account.tsx'
import { PlainPage } from './plain-page.tsx'
import { usePanel } from './panel-state.ts'
import { SignInPage } from './sign-in-page.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import './panel.css'

/** Chooses by whose Gmail the panel stands beside (MAIL-2). */
export function Panel() {
  const { whose } = usePanel()
  const now = whose.value
  if (now.is === 'loading')
    return (
      <PlainPage>
        <Loading>Looking at Gmail…</Loading>
      </PlainPage>
    )
  if (now.is === 'ask') return <ChooseAccount why={now.why} accounts={now.accounts} />
  if (now.is === 'sign-in') return <SignInPage key={now.gmail} gmail={now.gmail} others={now.others} />
  return <AccountPanel key={now.account.me.account.id} account={now.account} />
}
