import type { Directory } from '../../shared/replica/directory/directory.ts'
import { type AddressEntry, canBeInvited } from '../../shared/flows/people/check-addresses.ts'
import { personName } from '../../shared/flows/people/person-name.ts'
import { Badge, type Tone } from '../../shared/ui/status-badge.tsx'
import { link } from '../link.ts'

/** Several addresses, each with what is wrong with it, or that it can be invited (INV-8, INV-9, INV-10, INV-12). */
export function AddressEntries(props: { directory: Directory; entries: readonly AddressEntry[] }) {
  const { entries } = props
  const good = entries.filter((entry) => canBeInvited(entry, false)).length
  const left = entries.length - good
  return (
    <div class="invite__entries">
      <p role="status" class="invite__count">
        {good === 1 ? '1 person' : `${good} people`} can be invited
        {left > 0 && `; ${left} ${left === 1 ? 'stays' : 'stay'} here to put right`}.
      </p>
      <ul role="list">
        {entries.map((entry, index) => (
          <li key={index} class="invite__entry">
            <span class="invite__entry-text">
              {entry.name && <bdi>{entry.name}</bdi>}
              <bdi class={entry.name ? 'invite__entry-email' : undefined}>{entry.email || entry.typed}</bdi>
            </span>
            <EntryState entry={entry} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function EntryState({ entry }: { entry: AddressEntry }) {
  const { label, tone, personId } = stateOf(entry)
  return (
    <span class="invite__entry-state">
      <Badge tone={tone}>{label}</Badge>
      {personId && <a href={link.user(personId)}>Open</a>}
    </span>
  )
}

function stateOf({ check, isTwice }: AddressEntry): { label: string; tone: Tone; personId?: string } {
  if (isTwice) return { label: 'twice in this list', tone: 'neutral' }
  if (check.is === 'known') return { ...knownAs(check.person.state), personId: check.person.id }
  if (check.is === 'former')
    return { label: `was ${personName(check.person)} before`, tone: 'warning', personId: check.person.id }
  if (check.is !== 'new') return { label: 'not an address', tone: 'danger' }
  if (check.twin)
    return { label: `looks like ${personName(check.twin)}`, tone: 'warning', personId: check.twin.id }
  if (check.shared) return { label: 'read by several? Any of them can accept', tone: 'warning' }
  return { label: 'new', tone: 'success' }
}

function knownAs(state: string): { label: string; tone: Tone } {
  if (state === 'pending') return { label: 'invited already', tone: 'neutral' }
  if (state === 'deactivated') return { label: 'left: restore them', tone: 'warning' }
  return { label: 'here already', tone: 'neutral' }
}
