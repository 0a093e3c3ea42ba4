import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useInvitationActions } from './use-invitation-actions.ts'

/** Asks before an invitation is taken back, because there is no undo: a new mail would be needed. */
export function RevokeDialog(props: {
  replica: Replica
  person: Person
  open: boolean
  onClose: () => void
  onDone?: () => void
}) {
  const { replica, person, open, onClose, onDone } = props
  const { revoke } = useInvitationActions(replica, person)
  const submit = async () => {
    onClose()
    if (await revoke()) onDone?.()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="s"
      title="Take the invitation back?"
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" variant="danger">
            Take it back
          </Button>
        </>
      }
    >
      <p>
        The link mailed to <strong>{person.email ?? personName(person)}</strong> stops working at once, and
        the reserved seat is free. If items already wait for them, nobody looks after those until you give
        them to somebody.
      </p>
      <p>You can invite the same address again at any time; a new mail is sent then.</p>
    </Dialog>
  )
}
