import { useState } from 'preact/hooks'
import { progressOf } from '../../shared/domain/handover/many-addresses.ts'
import { undoUntil } from '../../shared/domain/handover/undo.ts'
import { isOpenInvitation } from '../../shared/domain/model/invitation.ts'
import { isPlannedSwitch, type Switch } from '../../shared/domain/model/handover.ts'
import { handoverState } from '../../shared/flows/handover-words.ts'
import { WhatStays } from '../../shared/flows/what-stays.tsx'
import { newId } from '../../shared/replica/ids.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { Menu } from '../../shared/ui/menu.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { Progress } from '../../shared/ui/progress.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Badge } from '../../shared/ui/status-badge.tsx'
import { Table } from '../../shared/ui/table.tsx'
import { link } from '../link.ts'
import { NotFoundScreen } from '../not-found-screen.tsx'
import type { ScreenProps } from '../screen-props.ts'
import { useDispatchAll, type Wanted } from '../use-dispatch-all.ts'
import { useTitle } from '../use-title.ts'
import './addresses.css'
import { batchesOf, counted } from './batches.ts'

/** How far many changes of address are, live; reminds, calls off and undoes one or all (HAND-20). */
export function BatchScreen({ replica, id }: ScreenProps & { id: string }) {
  useTitle('New addresses')
  const directory = replica.directory.value
  const dispatchAll = useDispatchAll(replica)
  const [busy, setBusy] = useState(false)
  const batch = batchesOf(directory).find((one) => one.id === id)
  if (!batch) return <NotFoundScreen />
  const { changes } = batch
  const { all, accepted, planned, needsLook, left } = progressOf(changes)
  const now = new Date().toISOString()
  const by = (step: Step) => changes.filter((change) => possibleSteps(change, now).includes(step))
  const run = async (step: Step, some: readonly Switch[]) => {
    setBusy(true)
    await dispatchAll(
      some.map((change) => STEPS[step].command(change)),
      (count) => STEPS[step].done(count),
    )
    setBusy(false)
  }
  const open = by('call-off').length
  const start = changes.find(isPlannedSwitch)?.startAt
  return (
    <div class="imp">
      <PageHeader
        title="New addresses"
        subtitle={`${counted(all)}, started by ${directory.nameOf(changes[0]?.startedBy ?? '')}`}
        back={{ href: link.manyAddresses, label: 'Change many addresses' }}
        actions={<LinkButton href={link.history({ handover: id })}>History</LinkButton>}
      />
      <Stack gap={5}>
        <Card
          title="Progress"
          subtitle={
            open === 0
              ? 'Nothing is left to wait for.'
              : 'Each old address works until its own person’s new one has accepted.'
          }
        >
          <Stack gap={4}>
            <Progress
              label="Accepted"
              value={accepted}
              max={all - left}
              tone={open === 0 ? 'success' : 'accent'}
            />
            {planned > 0 && start && (
              <p role="status">
                {planned.toLocaleString('en')} {planned === 1 ? 'starts' : 'start'} by{' '}
                {planned === 1 ? 'itself' : 'themselves'}{' '}
                <strong>
                  {new Date(start).toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' })}
                </strong>
                .
              </p>
            )}
            {needsLook > 0 && (
              <p role="status">
                {needsLook.toLocaleString('en')} could not start and {needsLook === 1 ? 'needs' : 'need'} your
                look.
              </p>
            )}
            <Inline>
              {(Object.keys(STEPS) as Step[])
                .map((step) => ({ step, some: by(step) }))
                .filter(({ some }) => some.length > 0)
                .map(({ step, some }) => (
                  <Button key={step} busy={busy} onClick={() => void run(step, some)}>
                    {STEPS[step].all(some.length)}
                  </Button>
                ))}
            </Inline>
          </Stack>
        </Card>
        <Card title="People" flush>
          <Table
            caption="People and their new addresses"
            rows={changes}
            rowKey={(change) => change.id}
            rowHref={(change) => link.handover(change.id)}
            columns={[
              {
                id: 'who',
                header: 'Person',
                primary: true,
                cell: ({ userId }) => <bdi>{directory.nameOf(userId)}</bdi>,
              },
              {
                id: 'new',
                header: 'New address',
                cell: ({ newEmail, oldEmail }) => (
                  <Stack gap={1}>
                    <bdi>{newEmail}</bdi>
                    <span class="addresses__old">
                      <bdi>{oldEmail}</bdi>
                    </span>
                  </Stack>
                ),
              },
              {
                id: 'state',
                header: 'State',
                cell: (change) => <State directory={directory} change={change} />,
              },
              {
                id: 'steps',
                header: 'What to do',
                hideHeader: true,
                align: 'end',
                cell: (change) => {
                  const steps = possibleSteps(change, now)
                  return steps.length === 0 ? null : (
                    <Menu
                      label={`What to do with ${directory.nameOf(change.userId)}’s change`}
                      items={steps.map((step) => ({
                        id: step,
                        label: STEPS[step].one,
                        onSelect: () => void run(step, [change]),
                      }))}
                    />
                  )
                },
              },
            ]}
          />
        </Card>
        <WhatStays />
      </Stack>
    </div>
  )
}

type Step = 'remind' | 'begin' | 'call-off' | 'undo'

const STEPS: Record<
  Step,
  {
    one: string
    all: (count: number) => string
    done: (count: number) => string
    command: (change: Switch) => Wanted
  }
> = {
  remind: {
    one: 'Remind',
    all: (count) => `Remind the rest (${count.toLocaleString('en')})`,
    done: (count) => `${counted(count)} reminded. Links in earlier mails no longer work.`,
    command: ({ userId }) => ({
      type: 'invitation.resend',
      args: { userId, invitationId: newId('invitation') },
    }),
  },
  begin: {
    one: 'Start now',
    all: (count) => `Start ${counted(count)} now`,
    done: (count) => `${counted(count)} started.`,
    command: ({ id }) => ({
      type: 'switch.begin',
      args: { handoverId: id, invitationId: newId('invitation') },
    }),
  },
  'call-off': {
    one: 'Call it off',
    all: (count) => `Call off the rest (${count.toLocaleString('en')})`,
    done: (count) => `${counted(count)} stay as they are.`,
    command: ({ id }) => ({ type: 'handover.call-off', args: { handoverId: id } }),
  },
  undo: {
    one: 'Undo',
    all: (count) => `Undo ${counted(count)}`,
    done: (count) => `${counted(count)} are the old ones again.`,
    command: ({ id }) => ({ type: 'handover.undo', args: { handoverId: id } }),
  },
}

function possibleSteps(change: Switch, now: string): Step[] {
  const until = change.state === 'done' ? undoUntil(change) : null
  if (until !== null) return now < until ? ['undo'] : []
  if (isPlannedSwitch(change) || change.state === 'needs-look') return ['begin', 'call-off']
  return change.state === 'waiting' ? ['remind', 'call-off'] : change.state === 'asked' ? ['call-off'] : []
}

function State({ directory, change }: { directory: Directory; change: Switch }) {
  const { label, tone } = handoverState(change)
  const invitation = change.invitationId ? directory.invitation(change.invitationId) : null
  const expired =
    change.state === 'waiting' && invitation && !isOpenInvitation(invitation, new Date().toISOString())
  return (
    <Stack gap={1}>
      <span>
        <Badge tone={expired ? 'warning' : tone}>{expired ? 'Invitation expired' : label}</Badge>
      </span>
      {change.reasons.map(({ message }) => (
        <span key={message} class="addresses__note">
          {message}
        </span>
      ))}
      {change.doneAt && (
        <span class="addresses__note">
          <RelativeTime at={Date.parse(change.doneAt)} />
          {change.sameAccount && ', with the same account'}
        </span>
      )}
    </Stack>
  )
}
