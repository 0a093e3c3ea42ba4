import { useState } from 'preact/hooks'
import type { JudgedChange } from '../../shared/domain/handover/many-addresses.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Button } from '../../shared/ui/button.tsx'
import { EmailInput } from '../../shared/ui/email-input.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { Badge, type Tone } from '../../shared/ui/status-badge.tsx'
import { Table } from '../../shared/ui/table.tsx'
import { link } from '../link.ts'

/** So many rows with an input each are drawn at first. */
const FIRST = 50

const WORDS: Record<JudgedChange['verdict'], { label: string; tone: Tone }> = {
  ready: { label: 'Ready', tone: 'success' },
  'has-it': { label: 'Has it already', tone: 'neutral' },
  'other-user': { label: 'Already a user', tone: 'warning' },
  taken: { label: 'Taken', tone: 'warning' },
  twice: { label: 'Twice', tone: 'warning' },
  'under-way': { label: 'Under way', tone: 'info' },
  invalid: { label: 'No address', tone: 'warning' },
  refused: { label: 'Not by you', tone: 'neutral' },
}

export interface AddressTableProps {
  directory: Directory
  judged: readonly JudgedChange[]
  chosen: ReadonlySet<string>
  /** Who signs in with a Google account. */
  atProvider: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
  onEmail: (userId: string, email: string) => void
}

/** Each person with the new address, which can be corrected, and what is known of it before anything happens. */
export function AddressTable(props: AddressTableProps) {
  const { directory, judged, chosen, atProvider, onChoose, onEmail } = props
  const [all, setAll] = useState(false)
  const rows = all ? judged : judged.slice(0, FIRST)
  return (
    <Stack gap={3}>
      <Table
        caption="New addresses"
        rows={rows}
        rowKey={({ userId }) => userId}
        selection={{
          selected: chosen,
          onChange: onChoose,
          rowLabel: ({ userId }) => directory.nameOf(userId),
        }}
        columns={[
          {
            id: 'who',
            header: 'Person',
            primary: true,
            cell: ({ userId }) => (
              <Stack gap={1}>
                <bdi>{directory.nameOf(userId)}</bdi>
                <span class="addresses__old">
                  <bdi>{directory.user(userId)?.email}</bdi>
                </span>
              </Stack>
            ),
          },
          {
            id: 'email',
            header: 'New address',
            cell: ({ userId, email }) => (
              <EmailInput
                label={`New address of ${directory.nameOf(userId)}`}
                hideLabel
                value={email}
                onInput={(value) => onEmail(userId, value)}
              />
            ),
          },
          {
            id: 'verdict',
            header: 'Before it starts',
            cell: (change) => (
              <Verdict directory={directory} change={change} google={atProvider.has(change.userId)} />
            ),
          },
        ]}
      />
      {judged.length > rows.length && (
        <Button size="s" onClick={() => setAll(true)}>
          Show all {judged.length.toLocaleString('en')}
        </Button>
      )}
    </Stack>
  )
}

function Verdict({
  directory,
  change,
  google,
}: {
  directory: Directory
  change: JudgedChange
  google: boolean
}) {
  const { verdict, reason, other, userId } = change
  const { label, tone } = WORDS[verdict]
  const mayMerge = verdict === 'other-user' && other !== null
  return (
    <Stack gap={1}>
      <span>
        <Badge tone={tone}>{label}</Badge>
      </span>
      {reason && verdict !== 'has-it' && <span class="addresses__note">{reason}</span>}
      {mayMerge && (
        <a class="addresses__note" href={link.mergeUsers(userId)}>
          Same person as {directory.nameOf(other)}? Make the two one
        </a>
      )}
      {verdict === 'ready' && google && (
        <span class="addresses__note">
          Google account: if it was renamed at Google, the address comes along at the next sign-in, with
          nothing to accept.
        </span>
      )}
      {verdict === 'has-it' && (
        <span class="addresses__note">
          {google ? 'The same Google account, renamed: nothing to accept.' : 'Nothing to do.'}
        </span>
      )}
    </Stack>
  )
}
