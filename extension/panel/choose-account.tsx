import { ChevronRight } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { Avatar } from '../../shared/ui/avatar.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import type { SignedAccount } from '../accounts.ts'
import { PlainPage } from './plain-page.tsx'
import { usePanel } from './panel-state.ts'
import { SignIn } from './sign-in.tsx'
import type { Whose } from './whose.ts'

type Why = Extract<Whose, { is: 'ask' }>['why']

const TITLES: Record<Why, string> = {
  'not-found': 'Which account is this?',
  contradictory: 'Which account is this?',
  'delegated-mailbox': 'Who are you?',
  'no-gmail': 'Sign in to Handover',
}
const REASONS: Record<Why, string> = {
  'not-found': 'Gmail’s page doesn’t say which account it shows, so Handover can’t tell for whom to act.',
  contradictory: 'Gmail’s page names two different accounts, so Handover can’t tell for whom to act.',
  'delegated-mailbox': 'This is a mailbox that somebody has opened to you. Say as whom you act here.',
  'no-gmail': 'There is no Gmail in this tab. You can go on with one of your accounts all the same.',
}

/** Says that it can't tell whose Gmail this is, and asks (MAIL-2). The answer counts for this panel, until Gmail says it. */
export function ChooseAccount({ why, accounts }: { why: Why; accounts: readonly SignedAccount[] }) {
  const { chosenId } = usePanel()
  const [other, setOther] = useState(false)
  const choose = (accountId: string) => (chosenId.value = accountId)
  return (
    <PlainPage>
      <Stack gap={5}>
        <Stack gap={2}>
          <h1>{TITLES[why]}</h1>
          <p class="panel__muted">{REASONS[why]}</p>
        </Stack>
        {accounts.length > 0 && (
          <ul class="panel__choices" role="list">
            {accounts.map(({ me: { account } }) => (
              <li key={account.id}>
                <button type="button" class="panel__choice" onClick={() => choose(account.id)}>
                  <Avatar name={account.name || account.email} colourBy={account.id} />
                  <span class="panel__choice-text">{account.email}</span>
                  <ChevronRight aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        )}
        {accounts.length === 0 || other ? (
          <SignIn onSignedIn={choose} />
        ) : (
          <Button variant="quiet" onClick={() => setOther(true)}>
            Another address
          </Button>
        )}
      </Stack>
    </PlainPage>
  )
}
