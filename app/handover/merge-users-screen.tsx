import { useSignal } from '@preact/signals'
import { MergeUsers } from '../../shared/flows/merge-users.tsx'
import { personName } from '../../shared/flows/people/person-name.ts'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'

/** Makes two users of one person one (HAND-21): chooses the second, then shows what happens. */
export function MergeUsersScreen({ replica, session, id }: ScreenProps & { id: string }) {
  const router = useRouter()
  const directory = replica.directory.value
  const user = directory.wholeUser(id)
  const otherId = useSignal<string | null>(null)
  const other = otherId.value === null ? null : directory.wholeUser(otherId.value)
  const title = user ? `${personName(user)}: two users of one person` : 'Two users of one person'
  useTitle(title)
  if (!user) return <NotFoundScreen what="person" />
  const others = directory.users.filter(
    (one) => one.id !== user.id && (one.state === 'active' || one.state === 'blocked') && one.email,
  )
  return (
    <Stack gap={5}>
      <PageHeader title={title} back={{ href: link.user(user.id), label: personName(user) }} />
      <p>
        When somebody was invited under a second address, they are two users, and two seats. Make them one:
        everything goes to one of them.
      </p>
      <Combobox
        label={`Which other user is ${user.email}, too?`}
        kind="person"
        value={otherId.value}
        onChange={(chosen) => (otherId.value = chosen)}
        options={others.map(({ id: value, name, email = '' }) => ({
          id: value,
          label: name || email,
          detail: email,
        }))}
        placeholder="Name or address"
      />
      {other && (
        <MergeUsers
          key={other.id}
          replica={replica}
          session={session}
          one={user}
          other={other}
          onStarted={(handoverId) => router.go(link.handover(handoverId))}
        />
      )}
    </Stack>
  )
}
