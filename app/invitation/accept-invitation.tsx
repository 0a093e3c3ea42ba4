import { useState } from 'preact/hooks'
import type { InvitationView } from '../../shared/protocol/http.ts'
import { newId } from '../../shared/replica/ids.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { useApp } from '../app-context.ts'

export interface AcceptInvitationProps {
  invitation: InvitationView
  onAccepted: (organizationId: string) => Promise<void>
  /** A refusal, for a page that has more to say about it. */
  onRefused?: (code: string, message: string) => void
}

/** The button, and for who is new their name. Accepted by POST, never by following a link (INV-4). */
export function AcceptInvitation({ invitation, onAccepted, onRefused }: AcceptInvitationProps) {
  const { session, state } = useApp()
  const signed = state.signed.value
  const [name, setName] = useState(signed.status === 'signed-in' ? signed.me.account.name : '')
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
        <Button type="submit" variant="primary" wide busy={busy}>
          {joins ? `Join ${invitation.organizationName}` : `Use ${invitation.email} from now on`}
        </Button>
      </Stack>
    </form>
  )
}
