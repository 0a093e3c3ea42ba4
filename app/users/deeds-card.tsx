import { Download, Pencil, Trash2 } from 'lucide-preact'
import { type ComponentChildren, Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { MassChange } from '../../shared/protocol/http.ts'
import { whyNot } from '../../shared/flows/people/may.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Session } from '../../shared/replica/session.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { fieldName } from '../history/edit-words.ts'
import { counted } from '../records/use-bin.ts'
import { useToasts } from '../toasts.tsx'
import { type Deeds, putBack, useDeeds } from './use-deeds.ts'

type Props = { replica: Replica; session: Session; person: Person }

/** Of somebody who was blocked: what they took along, deleted and changed in masses in the last 30 days, with undo (LIFE-9). */
export function DeedsCard(props: Props) {
  const { replica, person } = props
  const directory = replica.directory.value
  const standing = directory.standing(person.id)
  const mayNot =
    !standing ||
    whyNot(directory, 'block, deactivate, restore', { user: standing }) ||
    whyNot(directory, 'see all history', {})
  return mayNot ? null : <Shown {...props} />
}

function Shown({ replica, session, person }: Props) {
  const name = personName(person)
  const found = useDeeds(replica, session, person.id)
  return (
    <Card
      title={`What ${name} did in the last 30 days`}
      subtitle="Files that were saved, records deleted, and many changed at once. What one works at by hand is in the history below."
    >
      {found.state === 'known' ? (
        <Known replica={replica} name={name} deeds={found.deeds} />
      ) : (
        <NotKnown found={found} />
      )}
    </Card>
  )
}

function NotKnown({ found }: { found: Exclude<Deeds, { state: 'known' }> }) {
  if (found.state === 'loading') return <Skeleton lines={3} />
  if (found.state === 'failed')
    return (
      <Banner tone="danger" announce>
        {found.message}
      </Banner>
    )
  return <EmptyState compact title="This is looked up on the server. Come back when you are online." />
}

function Known(props: { replica: Replica; name: string; deeds: (Deeds & { state: 'known' })['deeds'] }) {
  const { replica, name, deeds } = props
  const directory = replica.directory.value
  const { exports, changes, more } = deeds
  if (exports.length + changes.length === 0)
    return (
      <EmptyState compact title={`${name} saved no files, deleted nothing, and changed nothing in masses`} />
    )
  return (
    <Stack>
      <ul role="list">
        {changes.map((change) => (
          <Fragment key={`${change.at} ${change.folderId} ${change.field}`}>
            <ChangeLine replica={replica} directory={directory} change={change} />
          </Fragment>
        ))}
        {exports.map(({ id, at, words }) => (
          <Line key={id} icon={<Download />} at={at} words={words}>
            <span class="user-muted">A file that was saved can’t be taken back.</span>
          </Line>
        ))}
      </ul>
      {more && <p class="user-muted">There is more than stands here: see the history.</p>}
    </Stack>
  )
}

function Line(props: { icon: ComponentChildren; at: string; words: string; children: ComponentChildren }) {
  const { icon, at, words, children } = props
  return (
    <li class="user-place">
      <span class="user-place__text">
        <span class="user-place__name user-deed">
          {icon}
          {words}
        </span>
        <span class="user-place__note">
          <RelativeTime at={Date.parse(at)} />
        </span>
      </span>
      {children}
    </li>
  )
}

function ChangeLine(props: { replica: Replica; directory: Directory; change: MassChange }) {
  const { replica, directory, change } = props
  const { at, folderId, field, records, changedSince } = change
  const toasts = useToasts()
  const [busy, setBusy] = useState(false)
  const deletes = field === 'deleted'
  const folder = directory.nameOf(folderId)
  const all = counted(records.length + changedSince)
  const words = deletes
    ? `${all} of ${folder} moved to the bin`
    : `${upperFirst(fieldName(directory, folderId, field))} changed in ${all} of ${folder}`
  const undo = async () => {
    setBusy(true)
    await putBack(replica, change)
    setBusy(false)
    toasts.show({
      text: deletes
        ? `${counted(records.length)} restored from the bin.`
        : `${counted(records.length)} ${records.length === 1 ? 'is' : 'are'} as before.`,
      tone: 'success',
    })
  }
  return (
    <Line icon={deletes ? <Trash2 /> : <Pencil />} at={at} words={words}>
      <span class="user-deed__undo">
        {changedSince > 0 && (
          <span class="user-place__note">
            {counted(changedSince)} changed by others since: {changedSince === 1 ? 'it stays' : 'they stay'}
          </span>
        )}
        {records.length > 0 && (
          <Button size="s" busy={busy} onClick={() => void undo()} aria-label={`Undo: ${words}`}>
            {deletes ? 'Restore' : 'Undo'}
          </Button>
        )}
      </span>
    </Line>
  )
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
