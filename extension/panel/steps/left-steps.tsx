import { Undo2 } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import { AskSomebody } from '../../../shared/flows/ask-somebody.tsx'
import { ConfirmButton } from '../../../shared/flows/confirm-button.tsx'
import { whyNot } from '../../../shared/flows/people/may.ts'
import { restoring } from '../../../shared/flows/people/restoring.ts'
import { seatLine } from '../../../shared/flows/billing/seat-words.ts'
import { Banner } from '../../../shared/ui/banner.tsx'
import { Button } from '../../../shared/ui/button.tsx'
import { type AboutUser, UserSteps } from './user-steps.tsx'

/** Somebody who left: bring them back, with what it means and costs said first (LIFE-4, MAIL-3). */
export function LeftSteps(props: AboutUser) {
  const { replica, user, send } = props
  const directory = replica.directory.value
  const [asking, setAsking] = useState(false)
  const standing = directory.standing(user.id)
  const restore = useMemo(
    () => ({ type: 'user.restore', args: restoring(directory, user.id, replica.newId) }),
    [user.id],
  )
  const reason = whyNot(directory, 'block, deactivate, restore', standing ? { user: standing } : {})
  if (!asking)
    return (
      <>
        <div class="panel__steps">
          <Button size="s" icon={<Undo2 />} reason={reason} onClick={() => setAsking(true)}>
            Restore
          </Button>
          <AskSomebody replica={replica} command={restore} reason={reason} />
        </div>
        <UserSteps {...props} />
      </>
    )
  return (
    <Banner
      announce
      title={`Restore ${user.name || user.email || 'them'}?`}
      action={
        <>
          <Button size="s" onClick={() => setAsking(false)}>
            Cancel
          </Button>
          <ConfirmButton
            size="s"
            variant="primary"
            busy={send.busy.value}
            onClick={() =>
              void send('user.restore', restoring(directory, user.id, replica.newId)).then(
                (sent) => !sent && setAsking(false),
              )
            }
          >
            Restore
          </ConfirmButton>
        </>
      }
    >
      They sign in as before, with the same role and workspaces, and get back what nobody else was given.{' '}
      {seatLine(directory.about, 'From now on')}
    </Banner>
  )
}
