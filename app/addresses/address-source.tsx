import { useState } from 'preact/hooks'
import { readCsv } from '../../shared/csv/read.ts'
import {
  type AddressChange,
  canChange,
  changesByDomain,
} from '../../shared/domain/handover/many-addresses.ts'
import {
  type AddressColumns,
  guessAddressColumns,
  pairsOf,
} from '../../shared/domain/import/address-pairs.ts'
import type { Table } from '../../shared/domain/import/table.ts'
import { emailDomain, typedDomain } from '../../shared/domain/model/email.ts'
import type { User } from '../../shared/domain/model/user.ts'
import { Banner } from '../../shared/ui/banner.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { FileDrop } from '../../shared/ui/file-drop.tsx'
import { Inline, Stack } from '../../shared/ui/layout.tsx'
import { RadioGroup } from '../../shared/ui/radio-group.tsx'
import { Select } from '../../shared/ui/select.tsx'
import { TextInput } from '../../shared/ui/text-input.tsx'
import { FailedRows } from '../import/failed-rows.tsx'

/** Much more than this is no list of people's addresses. */
const MAX_BYTES = 5_000_000

export interface AddressSourceProps {
  users: readonly User[]
  onChanges: (changes: AddressChange[]) => void
}

/** Whose addresses become which ones: all of a domain, or those of a file. */
export function AddressSource({ users, onChanges }: AddressSourceProps) {
  const [by, setBy] = useState<'domain' | 'file'>('domain')
  return (
    <Stack gap={4}>
      <RadioGroup<'domain' | 'file'>
        label="Which addresses?"
        columns
        value={by}
        onChange={(next) => {
          setBy(next)
          onChanges([])
        }}
        options={[
          {
            value: 'domain',
            label: 'Everybody at a domain',
            description: 'The part before the @ stays, and can be changed for each person.',
          },
          {
            value: 'file',
            label: 'From a CSV file',
            description: 'One column with the old addresses, one with the new ones.',
          },
        ]}
      />
      {by === 'domain' ? (
        <ByDomain users={users} onChanges={onChanges} />
      ) : (
        <ByFile users={users} onChanges={onChanges} />
      )}
    </Stack>
  )
}

const DOMAIN = /^@?([^@\s.]+(\.[^@\s.]+)+)$/

function ByDomain({ users, onChanges }: AddressSourceProps) {
  const counts = Map.groupBy(users.filter(canChange), ({ emailKey }) => emailDomain(emailKey))
  const domains = [...counts].sort(([, a], [, b]) => b.length - a.length)
  const [from, setFrom] = useState(domains[0]?.[0] ?? '')
  const [to, setTo] = useState('')
  const domain = DOMAIN.exec(to.trim())?.[1]
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (domain) onChanges(changesByDomain(users, from, domain))
      }}
    >
      <Inline gap={3} align="end">
        <Select
          label="From"
          value={from}
          onChange={setFrom}
          options={domains.map(([name, people]) => ({
            value: name,
            label: `@${typedDomain(people[0]?.email ?? `@${name}`)} (${people.length.toLocaleString('en')})`,
          }))}
        />
        <TextInput
          label="To"
          placeholder="@new.example"
          autoComplete="off"
          spellcheck={false}
          value={to}
          onInput={setTo}
          error={to.trim() !== '' && !domain && to.includes('.') ? 'A domain, as in new.example' : undefined}
        />
        <Button type="submit" reason={domain ? undefined : 'Type the new domain first.'}>
          Show the new addresses
        </Button>
      </Inline>
    </form>
  )
}

function ByFile({ users, onChanges }: AddressSourceProps) {
  const [file, setFile] = useState<File | null>(null)
  const [table, setTable] = useState<(Table & { notes: readonly string[] }) | null>(null)
  const [columns, setColumns] = useState<AddressColumns>({ old: null, new: null })
  const [problem, setProblem] = useState<string | null>(null)
  const [failed, setFailed] = useState<{ line: number; reason: string }[]>([])
  const use = (read: Table, next: AddressColumns, unreadable: { line: number; reason: string }[]) => {
    setColumns(next)
    if (next.old === null || next.new === null || next.old === next.new) return onChanges([])
    const pairs = pairsOf(read, next, users)
    setFailed([...unreadable, ...pairs.failed].sort((a, b) => a.line - b.line))
    onChanges(pairs.changes)
  }
  const take = async (chosen: File | null) => {
    setFile(chosen)
    setTable(null)
    setProblem(null)
    setFailed([])
    onChanges([])
    if (!chosen) return
    if (chosen.size > MAX_BYTES)
      return setProblem('This file is too large to be a list of addresses. Save only those two columns.')
    const read = readCsv(new Uint8Array(await chosen.arrayBuffer()))
    if (read.status === 'refused') return setProblem(read.message)
    setTable(read)
    use(read, guessAddressColumns(read), read.unreadable)
  }
  const column = (label: string, side: keyof AddressColumns) => (
    <Select
      label={label}
      value={columns[side] === null ? '' : String(columns[side])}
      placeholder="Choose a column"
      onChange={(value) => table && use(table, { ...columns, [side]: Number(value) }, [])}
      options={(table?.header ?? []).map((name, index) => ({ value: String(index), label: name }))}
    />
  )
  return (
    <Stack gap={4}>
      <FileDrop
        label="A CSV file with one person in each row"
        hint="The first row has the names of the columns. A person is found by an address they have or had."
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        files={file ? [file] : []}
        onFiles={([chosen]) => void take(chosen ?? null)}
        onRemove={() => void take(null)}
      />
      {problem && (
        <Banner tone="danger" announce>
          {problem}
        </Banner>
      )}
      {table?.notes.map((note) => (
        <Banner key={note} tone="warning">
          {note}
        </Banner>
      ))}
      {table && (
        <Inline gap={3}>
          {column('Old address', 'old')}
          {column('New address', 'new')}
        </Inline>
      )}
      {table && columns.old === columns.new && columns.old !== null && (
        <Banner tone="warning">The old and the new address can’t be in the same column.</Banner>
      )}
      {failed.length > 0 && (
        <Stack gap={2}>
          <p role="status">
            {failed.length === 1
              ? 'One row can’t be used.'
              : `${failed.length.toLocaleString('en')} rows can’t be used.`}{' '}
            The others are not affected.
          </p>
          <FailedRows rows={failed} first={5} />
        </Stack>
      )}
    </Stack>
  )
}
