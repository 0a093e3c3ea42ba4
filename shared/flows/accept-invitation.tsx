import { useState } from 'preact/hooks'
import type { InvitationView } from '../protocol/http.ts'
import { newId } from '../replica/ids.ts'
import type { Session } from '../replica/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Stack } from '../ui/layout.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { ConfirmButton } from './confirm-button.tsx'

export interface AcceptInvitationProps {
  session: Session
  invitation: InvitationView
  /** What the account is called so far. */
  accountName: string
  onAccepted: (organizationId: string) => Promise<void>
  /** A refusal, for a page that has more to say about it. */
  onRefused?: (code: string, message: string) => void
}

export const invitationTitle = ({ purpose, organizationName }: InvitationView): string =>
  purpose === 'switch' ? `Your new address at ${organizationName}` : `Invitation to ${organizationName}`

/** The button, and for who is new their name. Accepted by POST, never by following a link (INV-4). */
export function AcceptInvitation(props: AcceptInvitationProps) {
  const { session, invitation, accountName, onAccepted, onRefused } = props
  const [name, setName] = useState(accountName)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [commandId] = useState(() => newId('command'))
  const joins = invitation.purpose === 'join'
  const accept = async () => {
    setBusy(true)
    setProblem(undefined)
    const given = joins && name.trim() ? { name: name.trim() } : {}
    const reply = await session.accept({ id: invitation.id, commandId, ...given })
    if (reply.status === 'ok') return onAccepted(reply.answer.organizationId)
    setBusy(false)
    if (reply.status === 'offline')
      return setProblem('The server can’t be reached. Accepting needs a connection.')
    if (onRefused) return onRefused(reply.code, reply.message)
    setProblem(reply.message)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void accept()
      }}
    >
      <Stack>
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
          {joins ? `Join ${invitation.organizationName}` : `Use ${invitation.email} from now on`}
        </ConfirmButton>
      </Stack>
    </form>
  )
}
