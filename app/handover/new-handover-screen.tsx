import { useSignal } from '@preact/signals'
import { afterwardsSchema } from '../../shared/domain/model/handover.ts'
import { NewHandover } from '../../shared/flows/new-handover.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'

type Kind = 'address' | 'person'

/**
 * The first question of every handover (HAND-1): same person with a new address, or another person. What is chosen goes into the
 * address of the page, so that a reload in the middle, or Back from elsewhere, finds it again.
 */
export function NewHandoverScreen({ replica, session, query }: ScreenProps) {
  useTitle('Hand over')
  const router = useRouter()
  const from = query.get('from') ?? undefined
  const given = query.get('kind')
  const kind = useSignal<Kind | null>(given === 'address' || given === 'person' ? given : null)
  const afterwards = afterwardsSchema.safeParse(query.get('afterwards')).data
  const to = query.get('to') ?? undefined
  const put = (choice: Parameters<typeof link.newHandover>[0]) =>
    router.go(link.newHandover(choice), { replace: true })
  const chosen = afterwards ? 'person' : kind.value
  return (
    <Stack gap={3}>
      <PageHeader title="Hand over" back={{ href: link.handovers, label: 'Handovers' }} />
      {!afterwards && (
        <RadioGroup<Kind>
          label="What is it?"
          columns
          value={kind.value}
          onChange={(value) => {
            kind.value = value
            put({ kind: value, from, to })
          }}
          options={[
            {
              value: 'address',
              label: 'Same person, new address',
              description: 'Somebody goes on working under another address, for example a company one.',
            },
            {
              value: 'person',
              label: 'Another person takes over',
              description: 'Somebody leaves, or passes on what they look after.',
            },
          ]}
        />
      )}
      {chosen === 'person' && (
        <NewHandover
          replica={replica}
          session={session}
          from={from}
          to={to}
          afterwards={afterwards}
          onChosen={(whom) => put({ ...whom, afterwards, kind: afterwards ? undefined : 'person' })}
          onStarted={(id) => router.go(link.handover(id))}
        />
      )}
      {chosen === 'address' && (
        <WhoseAddress {...{ replica, from }} onChosen={(id) => router.go(link.changeAddress(id))} />
      )}
    </Stack>
  )
}

function WhoseAddress(
  props: Pick<ScreenProps, 'replica'> & { from: string | undefined; onChosen: (userId: string) => void },
) {
  const userId = useSignal<string | null>(props.from ?? null)
  const directory = props.replica.directory.value
  const people = directory.users.filter((user) => user.state === 'active' || user.state === 'blocked')
  return (
    <Stack gap={5}>
      <Combobox
        label="Whose address changes"
        kind="person"
        value={userId.value}
        onChange={(id) => (userId.value = id)}
        options={people.map((user) => ({
          id: user.id,
          label: user.name || user.email || '',
          detail: user.email ?? '',
        }))}
        placeholder="Name or address"
      />
      <Inline justify="end">
        <Button
          variant="primary"
          reason={userId.value ? undefined : 'Choose a person first.'}
          onClick={() => userId.value && props.onChosen(userId.value)}
        >
          Go on
        </Button>
      </Inline>
    </Stack>
  )
}
