import { useState } from 'preact/hooks'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { link } from '../link.ts'
import { Consequences } from '../../shared/flows/consequences.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useItemCounts } from '../people/use-item-counts.ts'
import { useRouter } from '../router-context.ts'
import { useDispatch } from '../use-dispatch.ts'

type Items = 'hand-over' | 'unassigned'

/** Asks what becomes of the items first (LIFE-2), and says what is kept, moved and ended before the button (LIFE-7). */
export function DeactivateDialog(props: { replica: Replica; person: Person; onClose: () => void }) {
  const { replica, person, onClose } = props
  const router = useRouter()
  const dispatch = useDispatch(replica)
  const held = replica.directory.value.portfoliosHeldBy(person.id)
  const { total } = useItemCounts(replica, held)
  const [items, setItems] = useState<Items>('hand-over')
  const name = personName(person)
  // Who was never in a workspace has nothing to ask about.
  const asks = held.length > 0
  const handsOver = asks && items === 'hand-over'
  const submit = async () => {
    onClose()
    if (handsOver)
      return router.go(link.newHandover({ from: person.id, kind: 'person', afterwards: 'deactivate' }))
    const homes = [] as { workspaceId: string; portfolioId: string }[]
    await dispatch('user.deactivate', { userId: person.id }, `${name} is deactivated. Their seat is free.`, {
      label: 'Undo',
      onAction: () => void dispatch('user.restore', { userId: person.id, homes }, `${name} is back.`),
    })
  }
  const count = total === null ? '' : ` (${total.toLocaleString('en')} on this device)`
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Deactivate ${name}`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant={handsOver ? 'primary' : 'danger'}>
            {handsOver ? 'Go on: to whom?' : 'Deactivate now'}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        {asks && (
          <RadioGroup<Items>
            label={`What becomes of ${name}’s items${count}?`}
            value={items}
            onChange={setItems}
            options={[
              {
                value: 'hand-over',
                label: 'Somebody takes over',
                description: 'You choose who, and see what moves before it does. The access ends with it.',
              },
              {
                value: 'unassigned',
                label: 'Leave unassigned',
                description: `Nobody looks after them for now. They stay findable as “left by ${name}”.`,
              },
            ]}
          />
        )}
        <Consequences
          kept="All items, notes and the history; their name as “left by”. They can be restored at any time."
          moved={handsOver ? 'What they look after, to whom you choose next' : undefined}
          disconnected="They are signed out of this organization on every device, now. Their seat is free."
        />
      </Stack>
    </Dialog>
  )
}
