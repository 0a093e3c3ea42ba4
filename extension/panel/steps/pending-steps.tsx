import { MailX, Send } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import { AskSomebody } from '../../../shared/flows/ask-somebody.tsx'
import { whyNotInvite } from '../../../shared/flows/people/may.ts'
import { useSend } from '../../../shared/flows/use-send.ts'
import type { Person } from '../../../shared/replica/directory/directory.ts'
import { Banner } from '../../../shared/ui/banner.tsx'
import { Button } from '../../../shared/ui/button.tsx'
import { Inline } from '../../../shared/ui/layout.tsx'
import type { InPanel } from '../in-panel.ts'

/** Invited and not here yet (INV-3): send again, or take back, which asks first because a new mail would be needed. */
export function PendingSteps({ replica, user }: InPanel & { user: Person }) {
  const directory = replica.directory.value
  const send = useSend(replica)
  const [said, setSaid] = useState<string>()
  const [asking, setAsking] = useState(false)
  const places = directory.membershipsOf(user.id).map(({ workspaceId, level }) => ({ workspaceId, level }))
  const reason = whyNotInvite(directory, user.role ?? 'member', places)
  const argsOfResend = () => ({ userId: user.id, invitationId: replica.newId('invitation') })
  const askResend = useMemo(() => ({ type: 'invitation.resend', args: argsOfResend() }), [user.id])
  const resend = async () => {
    const args = argsOfResend()
    if (await send('invitation.resend', args))
      setSaid('Sent again. The link in the earlier mail no longer works.')
  }
  if (asking)
    return (
      <Banner
        tone="warning"
        announce
        action={
          <>
            <Button size="s" onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button
              size="s"
              variant="danger"
              busy={send.busy.value}
              onClick={() =>
                void send('invitation.revoke', { userId: user.id }).then((sent) => !sent && setAsking(false))
              }
            >
              Take it back
            </Button>
          </>
        }
      >
        The mailed link stops working at once. You can invite the same address again at any time.
      </Banner>
    )
  return (
    <>
      {(send.refused.value || said) && (
        <p class="panel__note" role="status">
          {send.refused.value?.message ?? said}
        </p>
      )}
      <div class="panel__steps">
        <Inline gap={2}>
          <Button
            size="s"
            icon={<Send />}
            reason={reason}
            busy={send.busy.value}
            onClick={() => void resend()}
          >
            Send again
          </Button>
          <Button size="s" variant="quiet" icon={<MailX />} reason={reason} onClick={() => setAsking(true)}>
            Take back
          </Button>
        </Inline>
        <AskSomebody replica={replica} command={askResend} reason={reason} />
      </div>
    </>
  )
}
