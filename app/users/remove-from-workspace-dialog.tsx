import { useState } from 'preact/hooks'
import { draftPlan } from '../../shared/domain/handover/draft.ts'
import { possibleReceivers } from '../../shared/flows/handover-draft.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { Consequences } from '../../shared/flows/consequences.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Person } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { useItemCounts } from '../people/use-item-counts.ts'
import { useDispatch } from '../use-dispatch.ts'
import { ReceiverInput } from './receiver-input.tsx'
import { usePreparing } from '../../shared/flows/prepare-request.tsx'

type Items = 'unassigned' | 'hand-over'

/** Putting somebody out of one workspace asks who looks after their items there: nobody, unless one is chosen (LIFE-8). */
export function RemoveFromWorkspaceDialog(props: {
  replica: Replica
  user: Person
  workspaceId: string
  onClose: () => void
}) {
  const { replica, user, workspaceId, onClose } = props
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const [items, setItems] = useState<Items>('unassigned')
  const [to, setTo] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const held = directory.portfoliosHeldBy(user.id).filter((p) => p.workspaceId === workspaceId)
  const { total } = useItemCounts(replica, held)
  const name = personName(user)
  const place = directory.nameOf(workspaceId)
  const standing = directory.standing(user.id)
  const preparing = usePreparing()
  const handOverReason =
    held.length === 0
      ? 'They look after nothing here.'
      : preparing
        ? 'Ask for the handover by itself, on their page.'
        : whyNot(directory, 'hand over', { workspaceId, ...(standing && { user: standing }) })
  const receivers = possibleReceivers(directory, { userId: user.id }).filter(
    ({ state }) => state === 'active',
  )

  const submit = async () => {
    setTried(true)
    if (items === 'hand-over' && !to) return
    onClose()
    if (items === 'hand-over' && to && !(await handOver(to))) return
    await dispatch(
      'membership.remove',
      { userId: user.id, workspaceId },
      `${name} is out of ${place}. It can be taken back for 30 days.`,
      {
        label: 'Undo',
        onAction: () =>
          void dispatch('membership.restore', {
            userId: user.id,
            workspaceId,
            portfolioId: newId('portfolio'),
          }),
      },
    )
  }
  const handOver = (receiver: string) => {
    const { me } = directory
    const toStanding = directory.standing(receiver)
    if (!me || !standing || !toStanding) return null
    const plan = draftPlan({
      ...{ actor: me, from: standing, to: toStanding, portfolios: [...held] },
      ...{ afterwards: 'stay', shown: null, newId },
    })
    return dispatch('handover.start', { handoverId: newId('handover'), plan })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Put ${name} out of ${place}?`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger">
            {items === 'unassigned' ? 'Put out, leave unassigned' : 'Hand over and put out'}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>
          {total === null || total === 0
            ? `${name} looks after nothing here as far as this device knows.`
            : `${name} looks after ${total.toLocaleString('en')} items here.`}{' '}
          For 30 days it can be taken back, with the same level and restrictions.
        </p>
        <RadioGroup<Items>
          label="Who looks after them?"
          value={items}
          onChange={setItems}
          options={[
            {
              value: 'unassigned',
              label: 'Nobody for now',
              description: `They stay findable as “left by ${name}”.`,
            },
            {
              value: 'hand-over',
              label: 'Somebody takes over',
              description: 'What is here goes to one person; their items in other workspaces stay theirs.',
              reason: handOverReason,
            },
          ]}
        />
        {items === 'hand-over' && (
          <ReceiverInput receivers={receivers} value={to} onChange={setTo} missing={tried && !to} />
        )}
        <Consequences
          kept="The items and their history; their other workspaces, role and seat."
          moved={
            held.length === 0
              ? undefined
              : `What they look after here, to ${items === 'hand-over' && to ? directory.nameOf(to) : 'nobody for now'}`
          }
          disconnected={`Their devices lose the copy of ${place}.`}
        />
      </Stack>
    </Dialog>
  )
}
