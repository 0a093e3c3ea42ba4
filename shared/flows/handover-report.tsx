import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { undoUntil } from '../domain/handover/undo.ts'
import { type Handover, isPlannedSwitch, type ItemHandover, type Switch } from '../domain/model/handover.ts'
import type { Directory } from '../replica/directory/directory.ts'
import type { Replica } from '../replica/replica.ts'
import type { Session } from '../replica/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Card } from '../ui/card.tsx'
import { CountTree } from '../ui/count-tree.tsx'
import { KeyValue } from '../ui/key-value.tsx'
import { Inline, Stack } from '../ui/layout.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { Badge } from '../ui/status-badge.tsx'
import { dateInWords } from '../ui/time-in-words.ts'
import { countNodes, itemsInWords, total } from './count-nodes.ts'
import { countItems, shownCounts } from './counted-items.ts'
import { FormerAddresses, type FormerAddressesProps } from './former-addresses.tsx'
import { roleName } from './people/words.ts'
import { maySeeUses } from './may-see-uses.ts'
import { HandoverActions } from './handover-actions.tsx'
import { splitCounts } from './handover-draft.ts'
import { LeftCard } from './left-card.tsx'
import { erasingInWords, handoverState, handoverTitle } from './handover-words.ts'
import { WhatStays } from './what-stays.tsx'

export interface HandoverReportProps {
  replica: Replica
  session: Session
  handover: Handover
  /** More actions: CSV, print. */
  actions?: ComponentChildren
  hrefOf?: FormerAddressesProps['hrefOf'] | undefined
}

/** What happened, or why it waits, with what can be done about it (HAND-16). The same in the app and in the panel. */
export function HandoverReport({ replica, session, handover, actions, hrefOf }: HandoverReportProps) {
  const directory = replica.directory.value
  const { label, tone } = handoverState(handover)
  const former = formerAddressOf(directory, handover)
  return (
    <Stack gap={5}>
      <Card title={handoverTitle(directory, handover)} actions={<Badge tone={tone}>{label}</Badge>}>
        <Stack gap={4}>
          <KeyValue items={facts(directory, handover)} />
          {handover.kind === 'handover' && handover.partial && (
            <Banner tone="info" title="You see a part of it">
              It also concerns workspaces you don’t work in. What moves there is not shown.
            </Banner>
          )}
          {handover.reasons.length > 0 && (
            <Banner tone="warning" title="Somebody should look at this">
              <ul class="ho-notes">
                {handover.reasons.map((reason) => (
                  <li key={reason.message}>{reason.message}</li>
                ))}
              </ul>
            </Banner>
          )}
          <HandoverActions replica={replica} session={session} handover={handover} />
        </Stack>
      </Card>
      {handover.kind === 'handover' ? (
        <Moved directory={directory} handover={handover} />
      ) : (
        <Kept replica={replica} session={session} handover={handover} />
      )}
      {former && handover.state === 'done' && maySeeUses(directory, former) && (
        <FormerAddresses replica={replica} session={session} {...former} hrefOf={hrefOf} />
      )}
      <WhatStays />
      {actions && <Inline justify="end">{actions}</Inline>}
    </Stack>
  )
}

/** The address that stopped being somebody's by this, and whose it was. */
function formerAddressOf(directory: Directory, handover: Handover): { userId: string; only: string } | null {
  if (handover.kind === 'switch') return { userId: handover.userId, only: handover.oldEmail }
  const { from, to } = handover.plan
  const gone = handover.merge && from ? directory.user(from)?.email : undefined
  return gone ? { userId: to, only: gone } : null
}

function facts(directory: Directory, handover: Handover): { label: string; value: ComponentChildren }[] {
  const until = handover.state === 'done' ? undoUntil(handover) : null
  const erasing = handover.kind === 'handover' ? erasingInWords(handover, Date.now()) : null
  const when = (iso: string) => <RelativeTime at={Date.parse(iso)} />
  return [
    ...(handover.kind === 'switch'
      ? [
          { label: 'Old address', value: handover.oldEmail },
          { label: 'New address', value: handover.newEmail },
        ]
      : []),
    ...(handover.kind === 'handover' && handover.merge
      ? [
          {
            label: 'Stays',
            value: directory.user(handover.plan.to)?.email ?? directory.nameOf(handover.plan.to),
          },
          {
            label: 'Became a part of it',
            value: handover.plan.from && directory.user(handover.plan.from)?.email,
          },
          { label: 'Role', value: roleName(handover.merge.role) },
        ]
      : []),
    { label: 'Started by', value: directory.nameOf(handover.startedBy) },
    { label: isPlannedSwitch(handover) ? 'Planned' : 'Started', value: when(handover.startedAt) },
    ...(isPlannedSwitch(handover)
      ? [{ label: 'Starts by itself', value: new Date(handover.startAt).toLocaleString() }]
      : []),
    ...(handover.kind === 'switch' && handover.sameAccount
      ? [{ label: 'Account', value: 'The same one, under its new address: nothing had to be accepted.' }]
      : []),
    ...(handover.kind === 'switch' && handover.notBefore && handover.state === 'waiting'
      ? [{ label: 'Can be accepted from', value: new Date(handover.notBefore).toLocaleString() }]
      : []),
    ...(handover.doneAt ? [{ label: 'Done', value: when(handover.doneAt) }] : []),
    ...(handover.endedBy
      ? [
          {
            label: handover.state === 'undone' ? 'Undone by' : 'Called off by',
            value: directory.nameOf(handover.endedBy),
          },
        ]
      : []),
    ...(handover.kind === 'handover' &&
    handover.plan.afterwards !== 'stay' &&
    handover.plan.from &&
    !handover.merge
      ? [
          {
            label: 'Afterwards',
            value: `${directory.nameOf(handover.plan.from)} ${handover.plan.afterwards === 'block' ? 'is blocked' : 'leaves'}`,
          },
        ]
      : []),
    ...(erasing ? [{ label: 'Erasing personal data', value: erasing }] : []),
    ...(until ? [{ label: 'Can be undone until', value: dateInWords(Date.parse(until), Date.now()) }] : []),
  ]
}

function Moved({ directory, handover }: { directory: Directory; handover: ItemHandover }) {
  const { report, plan } = handover
  const { moved, left } = splitCounts(plan, plan.shown ?? [])
  const counts = report?.moved ?? (plan.shown && moved)
  const unassigned = report ? (report.unassigned ?? []) : left
  const before = new Map(report?.differences.map(({ folderId, shown }) => [folderId, shown]))
  const label = report
    ? `What moved to ${directory.nameOf(plan.to)}`
    : `What will move to ${directory.nameOf(plan.to)}`
  return (
    <>
      <Card title={label} {...(counts && { subtitle: `${itemsInWords(total(counts))} in all` })}>
        <Stack gap={4}>
          {counts && total(counts) > 0 && (
            <CountTree label={label} nodes={countNodes(directory, counts, before)} openLevels={2} />
          )}
          {report && report.differences.length > 0 && (
            <Banner tone="info" title="The numbers differ from the preview">
              Items came or went between the preview and the moment it ran. What the list shows is what moved.
            </Banner>
          )}
          {report && report.stayed.length > 0 && (
            <Banner
              tone="info"
              title={`${itemsInWords(report.stayed.length)} stayed where they were given since`}
            >
              <ul class="ho-notes">
                {report.stayed.map((item) => (
                  <li key={item.recordId}>
                    {item.title} is looked after by {directory.nameOf(item.portfolioId)}
                  </li>
                ))}
              </ul>
            </Banner>
          )}
        </Stack>
      </Card>
      <LeftCard
        directory={directory}
        label={report ? 'What nobody looks after since' : 'What nobody will look after'}
        left={unassigned}
        before={before}
      />
    </>
  )
}

/** Everything; before it is done counted now, afterwards as it was when it happened. */
function Kept({ replica, session, handover }: { replica: Replica; session: Session; handover: Switch }) {
  const directory = replica.directory.value
  const done = handover.state === 'done' || handover.state === 'undone'
  const portfolioIds = done ? [] : directory.portfoliosHeldBy(handover.userId).map((p) => p.id)
  const counted = useMemo(() => countItems(replica, session, portfolioIds), [portfolioIds.join()]).value
  const counts = done ? handover.kept : shownCounts(counted)
  const label = 'What stays with them'
  return (
    <Card
      title={label}
      subtitle="Everything, with role, workspaces and levels. No seat is added or reserved."
    >
      {counts && total(counts) > 0 && (
        <CountTree label={label} nodes={countNodes(directory, counts)} openLevels={1} />
      )}
    </Card>
  )
}
