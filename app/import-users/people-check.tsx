import { useState } from 'preact/hooks'
import { peopleMappingProblem } from '../../shared/domain/import/people-columns.ts'
import type { PlannedPerson } from '../../shared/domain/import/plan-people.ts'
import { seatLine } from '../../shared/flows/billing/seat-words.ts'
import { LEVEL_NAMES, roleName } from '../../shared/flows/people/words.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { Table } from '../../shared/ui/table.tsx'
import { FailedRows } from '../import/failed-rows.tsx'
import type { FileRead } from '../import/reader-messages.ts'
import type { PeopleImport } from './use-people-import.ts'

/** Mails that go out within a day are limited, so that nobody's server counts as a sender of spam. */
const MAILS_A_DAY = 500
const FIRST = 8

/** What the import would do, before it does anything. */
export function PeopleCheck(props: {
  replica: Replica
  table: FileRead
  state: PeopleImport
  onRun: (later: boolean) => void
}) {
  const { replica, table, state, onRun } = props
  const { plan, mapping } = state
  const [chosen, setChosen] = useState<'now' | 'later' | null>(null)
  if (!mapping) return null
  const problem = peopleMappingProblem(mapping)
  if (problem) return <Banner tone="warning">{problem}</Banner>
  if (!plan) return <Skeleton lines={4} />
  const directory = replica.directory.value
  const failed = [...table.unreadable, ...plan.failed]
  const count = plan.create.length
  const tooMany = count > MAILS_A_DAY
  const mails = tooMany ? 'later' : (chosen ?? 'now')
  const offline = replica.connection.value !== 'online'
  return (
    <Card title="Check" subtitle="Nothing was done yet.">
      <Stack gap={5}>
        <p role="status">
          <strong>{counted(count)}</strong> {count === 1 ? 'comes' : 'come'} in
          {plan.already > 0 &&
            `, ${plan.already.toLocaleString('en')} ${plan.already === 1 ? 'is' : 'are'} here already`}
          {failed.length > 0 &&
            `, ${failed.length.toLocaleString('en')} ${failed.length === 1 ? 'row stays' : 'rows stay'} out`}
          .
        </p>
        {count > 0 && (
          <>
            <p>{seatLine(directory.about, 'When they accept,')}</p>
            <FirstPeople directory={directory} people={plan.create.slice(0, FIRST)} />
            <RadioGroup<'now' | 'later'>
              label="The invitations"
              value={mails}
              onChange={setChosen}
              columns
              options={[
                {
                  value: 'now',
                  label: 'Send them now',
                  reason: tooMany
                    ? `At most ${MAILS_A_DAY} mails go out within a day. Add them now, and send from the list of pending people.`
                    : undefined,
                },
                {
                  value: 'later',
                  label: 'Only add them',
                  description: 'They are pending without a mail; you send it from the list when you like.',
                },
              ]}
            />
          </>
        )}
        {failed.length > 0 && (
          <Card
            title="Rows that stay out"
            subtitle="The others come in; these can be saved and mended after."
          >
            <FailedRows rows={failed} first={5} />
          </Card>
        )}
        <Inline justify="end">
          <Button
            variant="primary"
            reason={
              count === 0
                ? 'There is nobody to import.'
                : offline
                  ? 'Users are imported online: the server decides about each of them.'
                  : undefined
            }
            onClick={() => onRun(mails === 'later')}
          >
            Import {counted(count)}
          </Button>
        </Inline>
      </Stack>
    </Card>
  )
}

function FirstPeople({ directory, people }: { directory: Directory; people: readonly PlannedPerson[] }) {
  return (
    <Table
      caption="The first people of the file"
      rows={people}
      rowKey={({ line }) => String(line)}
      columns={[
        { id: 'email', header: 'Email address', primary: true, cell: ({ email }) => <bdi>{email}</bdi> },
        { id: 'name', header: 'Name', cell: ({ name }) => (name ? <bdi>{name}</bdi> : '–') },
        { id: 'role', header: 'Role', cell: ({ role }) => roleName(role) },
        {
          id: 'places',
          header: 'Workspaces',
          cell: ({ places }) =>
            places
              .map(({ workspaceId, level }) => `${directory.nameOf(workspaceId)} (${LEVEL_NAMES[level]})`)
              .join(', ') || '–',
        },
      ]}
    />
  )
}

const counted = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en')} people`)
