import { useState } from 'preact/hooks'
import { possibleReceivers } from '../../shared/flows/handover-draft.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { KeyValue } from '../../shared/ui/key-value.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { useItemCounts } from '../people/use-item-counts.ts'
import type { Wanted } from '../use-dispatch-all.ts'
import { handOverAll } from './many-users.ts'
import { ReceiverInput } from './receiver-input.tsx'

type Items = 'hand-over' | 'unassigned'

/** The same question as for one: what becomes of their items (LIFE-2), asked once for all; and what is kept and ended (LIFE-7). */
export function DeactivateManyDialog(props: {
  replica: Replica
  people: readonly Person[]
  onClose: () => void
  onHandOver: (commands: readonly Wanted[]) => void
  onLeave: (people: readonly Person[]) => void
}) {
  const { replica, people, onClose, onHandOver, onLeave } = props
  const directory = replica.directory.value
  const [items, setItems] = useState<Items>('hand-over')
  const [to, setTo] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const { total } = useItemCounts(
    replica,
    people.flatMap(({ id }) => directory.portfoliosHeldBy(id)),
  )
  const leaving = new Set(people.map(({ id }) => id))
  const receivers = possibleReceivers(directory, null).filter(
    ({ id, state }) => state === 'active' && !leaving.has(id),
  )
  const commands = items === 'hand-over' && to ? handOverAll(replica, people, to) : null
  const submit = () => {
    setTried(true)
    if (items === 'unassigned') return onLeave(people)
    if (commands) onHandOver(commands)
  }
  const many = people.length === 1 ? '1 person' : `${people.length} people`
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Deactivate ${many}`}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger">
            {items === 'hand-over' ? `Hand over and deactivate ${many}` : `Deactivate ${many}`}
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <RadioGroup<Items>
          label={`What becomes of their items${total === null ? '' : ` (${total.toLocaleString('en')} on this device)`}?`}
          value={items}
          onChange={setItems}
          options={[
            {
              value: 'hand-over',
              label: 'One person takes over everything',
              description: 'A handover for each of them, with its own report and its own undo for 30 days.',
            },
            {
              value: 'unassigned',
              label: 'Leave unassigned',
              description: 'Nobody looks after them for now. They stay findable as “left by …”.',
            },
          ]}
        />
        {items === 'hand-over' && (
          <ReceiverInput receivers={receivers} value={to} onChange={setTo} missing={tried && !to} />
        )}
        {to && items === 'hand-over' && commands === null && (
          <Banner tone="warning" announce>
            This device does not know enough to prepare that. Try again when you are online.
          </Banner>
        )}
        <KeyValue
          items={[
            { label: 'Who', value: namesInWords(people) },
            { label: 'Kept', value: 'All items, notes and the history; their names as “left by”.' },
            {
              label: 'Ended',
              value: 'Their access: they are signed out of this organization everywhere, now.',
            },
            { label: 'Freed', value: 'Their seats. It can be undone: you can restore them at any time.' },
          ]}
        />
      </Stack>
    </Dialog>
  )
}

function namesInWords(people: readonly Person[]): string {
  const names = people.slice(0, 5).map(personName)
  return new Intl.ListFormat('en').format(people.length > 5 ? [...names, `${people.length - 5} more`] : names)
}
