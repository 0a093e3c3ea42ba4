import type { User } from '../../shared/domain/model/user.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { link } from '../link.ts'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Consequences } from '../../shared/flows/consequences.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import { useItemCounts } from '../people/use-item-counts.ts'
import { useDispatch } from '../use-dispatch.ts'

/** Putting somebody out of one workspace says what becomes of their items there (LIFE-8). */
export function RemoveFromWorkspaceDialog(props: {
  replica: Replica
  user: User
  workspaceId: string
  onClose: () => void
}) {
  const { replica, user, workspaceId, onClose } = props
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const held = directory.portfoliosHeldBy(user.id).filter((p) => p.workspaceId === workspaceId)
  const { total } = useItemCounts(replica, held)
  const name = personName(user)
  const place = directory.nameOf(workspaceId)
  const membership = directory.membership(user.id, workspaceId)
  const submit = async () => {
    onClose()
    const home = directory.homeOf(user.id, workspaceId)
    const undo =
      membership && home
        ? {
            label: 'Undo',
            onAction: () =>
              void dispatch('membership.set', {
                userId: user.id,
                place: {
                  workspaceId,
                  level: membership.level,
                  restrictions: membership.restrictions,
                  portfolioId: home.id,
                },
              }),
          }
        : undefined
    await dispatch('membership.remove', { userId: user.id, workspaceId }, `${name} is out of ${place}.`, undo)
  }
  return (
    <Dialog
      open
      size="s"
      onClose={onClose}
      title={`Put ${name} out of ${place}?`}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger">
            Put out, leave unassigned
          </Button>
        </>
      }
    >
      <Stack>
        <p>
          {total === null || total === 0
            ? `${name} looks after nothing here as far as this device knows.`
            : `${name} looks after ${total.toLocaleString('en')} items here. They stay, and nobody looks after them until you give them to somebody.`}
        </p>
        <Consequences
          kept="The items and their history; their other workspaces, role and seat."
          moved={held.length > 0 ? 'What they look after here, to nobody for now' : undefined}
          disconnected={`Their devices lose the copy of ${place}.`}
        />
        {held.length > 0 && (
          <p>
            To give the items to somebody, hand them over first.{' '}
            <LinkButton size="s" href={link.newHandover({ from: user.id, kind: 'person' })} onClick={onClose}>
              Hand over
            </LinkButton>
          </p>
        )}
      </Stack>
    </Dialog>
  )
}
