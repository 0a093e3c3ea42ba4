import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { seatLine, seatRoom } from '../../shared/flows/billing/seat-words.ts'
import { Consequences } from '../../shared/flows/consequences.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import { restoring } from '../../shared/flows/people/restoring.ts'
import { useDispatch } from '../use-dispatch.ts'

/** Brings a deactivated person back, with the price said first (LIFE-4). */
export function RestoreDialog(props: { replica: Replica; person: Person; onClose: () => void }) {
  const { replica, person, onClose } = props
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const name = personName(person)
  const room = seatRoom(directory, 1)
  const submit = async () => {
    onClose()
    const args = restoring(directory, person.id, replica.newId)
    await dispatch('user.restore', args, `${name} is active again.`)
  }
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={`Restore ${name}?`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Restore
          </Button>
        </>
      }
    >
      <Stack>
        <p>
          {name} signs in with {person.email ?? 'the same address'} as before, with the same role and
          workspaces.
        </p>
        <Consequences
          kept="What somebody else was given meanwhile stays with them."
          moved={`What nobody was given goes back to ${name}.`}
        />
        <p>{seatLine(directory.about, 'From now on')}</p>
        {room && <Banner tone={room.tone}>{room.words}</Banner>}
      </Stack>
    </Dialog>
  )
}
