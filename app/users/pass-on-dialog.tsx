import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { useDispatch } from '../use-dispatch.ts'

/** Asks first, because only the new account owner could give it back (ROLE-9). */
export function PassOnDialog(props: { replica: Replica; person: Person; onClose: () => void }) {
  const { replica, person, onClose } = props
  const dispatch = useDispatch(replica)
  const name = personName(person)
  const submit = async () => {
    onClose()
    await dispatch('organization.pass-on', { userId: person.id }, `${name} is the account owner now.`)
  }
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={`Make ${name} the account owner?`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger">
            Hand over the account
          </Button>
        </>
      }
    >
      <p>
        You stay Admin, with all you look after. The account owner is the one Admin whom nobody can demote or
        deactivate; from then on that is {name}, and only they can give it back.
      </p>
    </Dialog>
  )
}
