import { AskSomebody } from '../../shared/flows/ask-somebody.tsx'
import { lastSeen, UNSEEN_DAYS } from '../../shared/domain/billing/unseen.ts'
import type { User } from '../../shared/domain/model/user.ts'
import { money } from '../../shared/flows/billing/money.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Table } from '../../shared/ui/table.tsx'
import { link } from '../link.ts'
import { useDispatch } from '../use-dispatch.ts'
import { useUnseen } from './use-unseen.ts'

/** People who were not seen for 60 days, with blocking beside them (BILL-5); nothing when there are none. */
export function UnseenCard({ replica }: { replica: Replica }) {
  const directory = replica.directory.value
  const dispatch = useDispatch(replica)
  const unseen = useUnseen(directory)
  const { organization } = directory
  if (unseen.length === 0 || !organization) return null
  const block = async (user: User) => {
    const name = personName(user)
    await dispatch('user.block', { userId: user.id }, `${name} is blocked.`, {
      label: 'Undo',
      onAction: () => void dispatch('user.unblock', { userId: user.id }, `${name} can sign in again.`),
    })
  }
  return (
    <Card
      title={`Not seen for ${UNSEEN_DAYS} days`}
      subtitle={`${unseen.length} ${unseen.length === 1 ? 'person' : 'people'}, ${money(unseen.length * organization.seatPrice, organization.currency)} a month`}
    >
      <Stack gap={3}>
        <Table
          caption={`People not seen for ${UNSEEN_DAYS} days`}
          columns={[
            {
              id: 'name',
              header: 'Name',
              primary: true,
              cell: (user: User) => <bdi>{personName(user)}</bdi>,
            },
            {
              id: 'seen',
              header: 'Last seen',
              cell: (user) => <RelativeTime at={Date.parse(lastSeen(user))} />,
            },
            {
              id: 'block',
              header: 'Block',
              hideHeader: true,
              align: 'end',
              cell: (user) => {
                const standing = directory.standing(user.id)
                return (
                  <>
                    <Button
                      size="s"
                      reason={whyNot(
                        directory,
                        'block, deactivate, restore',
                        standing ? { user: standing } : {},
                      )}
                      onClick={() => void block(user)}
                    >
                      Block
                    </Button>
                    <AskSomebody
                      replica={replica}
                      command={{ type: 'user.block', args: { userId: user.id } }}
                    />
                  </>
                )
              },
            },
          ]}
          rows={unseen}
          rowKey={(user) => user.id}
          rowHref={(user) => link.user(user.id)}
        />
        <p class="billing-note">
          Blocked people cannot sign in; they keep everything, and their seat. Deactivating somebody, on their
          page, frees the seat and asks who takes over.
        </p>
      </Stack>
    </Card>
  )
}
