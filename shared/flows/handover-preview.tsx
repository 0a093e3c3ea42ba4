import './flows.css'
import type { ComponentChildren } from 'preact'
import type { Afterwards, Plan } from '../domain/model/handover.ts'
import type { Directory } from '../replica/directory/directory.ts'
import { Banner } from '../ui/banner.tsx'
import { Card } from '../ui/card.tsx'
import { CountTree } from '../ui/count-tree.tsx'
import { Stack } from '../ui/layout.tsx'
import { Loading } from '../ui/loading.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { seatNotes } from './billing/seat-words.ts'
import { countNodes, itemsInWords, total } from './count-nodes.ts'
import { type CountedItems, shownCounts } from './counted-items.ts'
import { eraseDay } from './erase-choice.tsx'
import {
  accessInWords,
  leftByInWords,
  portfoliosOf,
  type Source,
  splitCounts,
  unassignedInWords,
} from './handover-draft.ts'
import { LeftCard } from './left-card.tsx'
import { WhatStays } from './what-stays.tsx'

export interface HandoverPreviewProps {
  directory: Directory
  source: Source
  to: string
  plan: Plan | null
  afterwards: Afterwards
  counted: CountedItems
  offline: boolean
}

/** What will move, counted, and what else will happen (HAND-6, HAND-23, HAND-24), before anything does. */
export function HandoverPreview(props: HandoverPreviewProps) {
  const { directory, to, counted, plan } = props
  const shown = shownCounts(counted)
  const { moved, left } = splitCounts(plan, shown ?? [])
  const counts = shown && moved
  const label = `What moves to ${directory.nameOf(to)}`
  return (
    <Stack gap={5}>
      <Card title={label} {...(counts && { subtitle: `${itemsInWords(total(counts))} in all` })}>
        <Stack gap={4}>
          {counted.state === 'counting' && <Loading>Counting…</Loading>}
          {counts && total(counts) > 0 && (
            <CountTree label={label} nodes={countNodes(directory, counts)} openLevels={2} />
          )}
          {counted.state === 'device' && (
            <Banner tone="info">
              Counted on this device. If the numbers differ when it runs, the report says so.
            </Banner>
          )}
          {counted.state === 'unknown' && (
            <Banner tone="info">
              The items are counted when you are online again; everything that is there moves.
            </Banner>
          )}
          <Notes {...props} />
          <WhatStays />
        </Stack>
      </Card>
      <LeftCard directory={directory} label="What nobody will look after" left={left} />
    </Stack>
  )
}

function Notes(props: HandoverPreviewProps) {
  const notes = notesOf(props)
  return notes.length === 0 ? null : (
    <ul class="ho-notes">
      {notes.map((note, index) => (
        <li key={index}>{note}</li>
      ))}
    </ul>
  )
}

function notesOf({
  directory,
  source,
  to,
  plan,
  afterwards,
  counted,
  offline,
}: HandoverPreviewProps): ComponentChildren[] {
  const receiver = directory.user(to)
  const name = directory.nameOf(to)
  const notes: ComponentChildren[] = []
  if (receiver?.state === 'pending') notes.push(`It happens as soon as ${name} accepts the invitation.`)
  if (offline)
    notes.push('You are offline: it is kept on this device, and happens when you are online again.')
  if (plan && plan.access.length > 0)
    notes.push(`${name} is let into ${accessInWords(directory, plan).join(', ')}.`)
  if (plan?.unassigned)
    notes.push(
      `Nobody looks after the items in ${unassignedInWords(directory, plan)} from then on${source === 'nobody' ? '' : `: they are listed there as left by ${directory.nameOf(source.userId)}`}.`,
    )
  if (source === 'nobody') {
    const origins = [...new Set(portfoliosOf(directory, source).map((p) => leftByInWords(directory, p)))]
    notes.push(
      `It comprises what is ${origins.slice(0, 6).join(', ')}${origins.length > 6 ? ` and ${origins.length - 6} more` : ''}.`,
    )
    return [...notes, ...seatNotes(directory, null, receiver, 'stay')]
  }
  const from = directory.nameOf(source.userId)
  if (afterwards === 'stay') notes.push(`${from} keeps their access and starts with nothing to look after.`)
  if (afterwards === 'block') notes.push(`${from} is signed out at once and cannot sign in.`)
  if (afterwards === 'deactivate') notes.push(`${from} is signed out at once, on every device.`)
  notes.push(...seatNotes(directory, directory.user(source.userId), receiver, afterwards))
  if (plan?.erase)
    notes.push(
      `${from}’s personal data are erased on ${eraseDay()}, unless somebody calls it off. The items stay.`,
    )
  notes.push(
    `What ${from} still adds from a device that is offline now reaches ${name}, too${plan?.unassigned ? `, and in ${unassignedInWords(directory, plan)} stays with nobody` : ''}.`,
  )
  if (counted.state === 'exact')
    for (const device of counted.devices.filter((d) => d.userId === source.userId))
      notes.push(
        <>
          {from}’s device {device.label} last synced <RelativeTime at={Date.parse(device.lastSeenAt)} />
          {afterwards === 'deactivate'
            ? ': what it has not sent yet waits for an Admin on their page, for 30 days.'
            : '.'}
        </>,
      )
  notes.push('It can be undone for 30 days.')
  return notes
}
