import { Lock } from 'lucide-preact'
import { useMemo, useState } from 'preact/hooks'
import { runWithWhatIsKnown, UNKNOWN } from '../../shared/domain/decide/question.ts'
import { type AddressChange, judgeChanges } from '../../shared/domain/handover/many-addresses.ts'
import { WhatStays } from '../../shared/flows/what-stays.tsx'
import { answersOf } from '../../shared/replica/directory/answer.ts'
import { newId } from '../../shared/replica/ids.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { Progress } from '../../shared/ui/progress.tsx'
import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'
import '../import/import.css'
import { AddressSource } from './address-source.tsx'
import { AddressTable } from './address-table.tsx'
import './addresses.css'
import { BatchList } from './batch-list.tsx'
import { counted } from './batches.ts'
import { ChooseWhom } from './choose-whom.tsx'
import { type AddressesOutcome, runAddresses } from './run-addresses.ts'
import { StartForm } from './start-form.tsx'
import { useAtProvider } from './use-at-provider.ts'

/** Many people get new addresses: a company moves to another domain (HAND-20). */
export function ManyAddressesScreen({ replica, session }: ScreenProps) {
  useTitle('Change many addresses')
  const refusal = replica.directory.value.can('switch account')
  return (
    <div class="imp">
      <PageHeader
        title="Change many addresses"
        subtitle="Same people, new addresses. Everybody keeps everything, and no seat is added."
        back={{ href: link.users, label: 'Users' }}
      />
      {refusal ? (
        <EmptyState icon={<Lock />} title="You may not change many addresses at once">
          An Admin may. The address of one person is changed on their page.
        </EmptyState>
      ) : (
        <Stack gap={5}>
          <BatchList directory={replica.directory.value} />
          <NewBatch replica={replica} session={session} />
        </Stack>
      )}
    </div>
  )
}

function NewBatch({ replica, session }: Pick<ScreenProps, 'replica' | 'session'>) {
  const router = useRouter()
  const directory = replica.directory.value
  const [changes, setChanges] = useState<readonly AddressChange[]>([])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [running, setRunning] = useState<{ done: number; of: number } | null>(null)
  const [outcome, setOutcome] = useState<(AddressesOutcome & { batchId: string }) | null>(null)
  const atProvider = useAtProvider(session, replica)
  const users = useMemo(
    () => directory.users.map(({ id }) => directory.wholeUser(id)).filter((user) => user !== null),
    [directory],
  )
  const judged = useMemo(() => {
    const known = runWithWhatIsKnown(
      judgeChanges(replica.userId, changes, new Date().toISOString()),
      answersOf(directory),
    )
    return known === UNKNOWN ? null : known
  }, [changes, directory])
  const take = (next: readonly AddressChange[]) => {
    setChanges(next)
    setChosen(new Set(next.map(({ userId }) => userId)))
  }
  const ready = (judged ?? []).filter(({ verdict }) => verdict === 'ready')
  const going = ready.filter(({ userId }) => chosen.has(userId))

  const run = async (startAt: string | null) => {
    const batchId = newId('batch')
    const of = going.length
    setRunning({ done: 0, of })
    const result = await runAddresses(replica, batchId, going, startAt, (done) => setRunning({ done, of }))
    setRunning(null)
    if (result.refused.length === 0) return router.go(link.addressBatch(batchId))
    setOutcome({ ...result, batchId })
    take([])
  }
  if (running) return <Progress label="Starting the changes" value={running.done} max={running.of} />
  if (outcome)
    return (
      <Card title={`${counted(outcome.started)} started, ${outcome.refused.length.toLocaleString('en')} not`}>
        <Stack gap={4}>
          <ul class="ho-notes">
            {outcome.refused.map(({ userId, reason }) => (
              <li key={userId}>
                <bdi>{directory.nameOf(userId)}</bdi>: {reason}
              </li>
            ))}
          </ul>
          {outcome.started > 0 && (
            <LinkButton variant="primary" href={link.addressBatch(outcome.batchId)}>
              Go to those that started
            </LinkButton>
          )}
        </Stack>
      </Card>
    )
  return (
    <>
      <Card title="1. Which addresses">
        <AddressSource users={users} onChanges={take} />
      </Card>
      {changes.length > 0 && judged === null && (
        <Banner tone="info">
          Some changes are still on their way to the server. When they have arrived, this goes on by itself.
        </Banner>
      )}
      {changes.length > 0 && judged && (
        <>
          <Card
            title="2. Check"
            subtitle={`Nothing was done yet. ${ready.length.toLocaleString('en')} of ${judged.length.toLocaleString('en')} can start, ${going.length.toLocaleString('en')} of them are chosen.`}
          >
            <Stack gap={4}>
              <ChooseWhom
                directory={directory}
                userIds={judged.map(({ userId }) => userId)}
                onChoose={setChosen}
              />
              <AddressTable
                directory={directory}
                judged={judged}
                chosen={chosen}
                atProvider={atProvider}
                onChoose={setChosen}
                onEmail={(userId, email) =>
                  setChanges(changes.map((one) => (one.userId === userId ? { userId, email } : one)))
                }
              />
            </Stack>
          </Card>
          <Card title="3. Start">
            <Stack gap={4}>
              <StartForm replica={replica} going={going} onStart={(startAt) => void run(startAt)} />
              <WhatStays />
            </Stack>
          </Card>
        </>
      )}
    </>
  )
}
