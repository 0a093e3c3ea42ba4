import { useState } from 'preact/hooks'
import { ConfirmButton } from '../../shared/flows/confirm-button.tsx'
import { InvitationFacts } from '../../shared/flows/invitation-facts.tsx'
import type { InvitationView } from '../../shared/protocol/http.ts'
import { newId } from '../../shared/replica/ids.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { type SignedAccount, writeAccount } from '../accounts.ts'
import { sessionOf, usePanel } from './panel-state.ts'

export interface InvitationCardProps {
  account: SignedAccount
  /** As the server tells it to this account: the mail's own words don't count (MAIL-4). */
  invitation: InvitationView
}

/** An invitation for this account, and the button that accepts it; then its organization opens. */
export function InvitationCard({ account, invitation }: InvitationCardProps) {
  const { stored } = usePanel()
  const [name, setName] = useState(account.me.account.name)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [commandId] = useState(() => newId('command'))
  const { purpose, organizationName } = invitation
  const joins = purpose === 'join'

  const accept = async () => {
    setBusy(true)
    setProblem(undefined)
    const session = sessionOf(account)
    const given = joins && name.trim() ? { name: name.trim() } : {}
    const reply = await session.accept({ id: invitation.id, commandId, ...given })
    setBusy(false)
    if (reply.status === 'offline')
      return setProblem('The server can’t be reached. Accepting needs a connection.')
    if (reply.status === 'refused') return setProblem(reply.message)
    const me = await session.me()
    await writeAccount(stored, {
      ...account,
      organizationId: reply.answer.organizationId,
      ...(me.status === 'ok' && { me: me.answer }),
    })
  }
  return (
    <Card title={joins ? `Invitation to ${organizationName}` : `Your new address at ${organizationName}`}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void accept()
        }}
      >
        <Stack>
          <InvitationFacts invitation={invitation} />
          {joins && (
            <TextInput
              label="Your name"
              autoComplete="name"
              maxLength={120}
              hint="Your colleagues see it."
              value={name}
              onInput={setName}
            />
          )}
          {problem && (
            <Banner tone="warning" announce>
              {problem}
            </Banner>
          )}
          <ConfirmButton type="submit" variant="primary" wide busy={busy}>
            {joins ? `Join ${organizationName}` : `Use ${invitation.email} from now on`}
          </ConfirmButton>
        </Stack>
      </form>
    </Card>
  )
}
