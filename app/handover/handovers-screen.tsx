import type { Handover } from '../../shared/domain/model/handover.ts'
import { itemsInWords, total } from '../../shared/flows/count-nodes.ts'
import { handoverState, handoverTitle } from '../../shared/flows/handover-words.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Badge } from '../../shared/ui/status-badge.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { Table } from '../../shared/ui/table.tsx'
import { stateInWords } from '../addresses/batch-list.tsx'
import { type Batch, batchesOf } from '../addresses/batches.ts'
import { link } from '../link.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'

/** All handovers and changes of address, those that want somebody's look first (HAND-6, HAND-16). */
export function HandoversScreen({ replica }: ScreenProps) {
  useTitle('Handovers')
  const directory = replica.directory.value
  const wanting = (handover: Handover) => handover.state === 'needs-look' || handover.state === 'asked'
  const batches = batchesOf(directory).filter(({ changes }) => changes.length > 1)
  const gathered = new Set(batches.flatMap(({ changes }) => changes.map(({ id }) => id)))
  // Many changes of address that belong together are one line, those of them that want a look lines of their own.
  const single = directory.handovers.filter((one) => !gathered.has(one.id) || wanting(one))
  const rows: Row[] = [
    ...single.map((handover) => ({ handover, batch: null })),
    ...batches.map((batch) => ({ handover: null, batch })),
  ].sort(
    (a, b) =>
      Number(b.handover !== null && wanting(b.handover)) -
        Number(a.handover !== null && wanting(a.handover)) || (startOf(a) < startOf(b) ? 1 : -1),
  )
  const start = (
    <LinkButton variant="primary" href={link.newHandover()}>
      Hand over
    </LinkButton>
  )
  return (
    <Stack gap={3}>
      <PageHeader
        title="Handovers"
        subtitle="Who passed on what to whom, and changes of address"
        actions={start}
      />
      {rows.length === 0 ? (
        <EmptyState title="Nothing was handed over yet" action={start}>
          When somebody gets a new address, or leaves, everything they look after moves in one step. You see
          what moves before it does, and can undo it for 30 days.
        </EmptyState>
      ) : (
        <Table
          caption="Handovers"
          columns={columns(directory)}
          rows={rows}
          rowKey={({ handover, batch }) => (handover ?? batch).id}
          rowHref={({ handover, batch }) =>
            handover ? link.handover(handover.id) : link.addressBatch(batch.id)
          }
        />
      )}
    </Stack>
  )
}

type Row = { handover: Handover; batch: null } | { handover: null; batch: Batch }

const startOf = ({ handover, batch }: Row): string => (handover ?? batch).startedAt

function columns(directory: Directory): Column<Row>[] {
  return [
    {
      id: 'what',
      header: 'What',
      primary: true,
      cell: ({ handover, batch }) =>
        handover
          ? handoverTitle(directory, handover)
          : `${batch.changes.length.toLocaleString('en')} new addresses`,
    },
    {
      id: 'items',
      header: 'Items',
      cell: ({ handover }) => {
        if (!handover) return ''
        const counts =
          handover.kind === 'switch' ? handover.kept : (handover.report?.moved ?? handover.plan.shown ?? [])
        return counts.length === 0 ? '' : itemsInWords(total(counts))
      },
    },
    {
      id: 'when',
      header: 'When',
      cell: (row) => <RelativeTime at={Date.parse(row.handover?.doneAt ?? startOf(row))} />,
    },
    {
      id: 'state',
      header: 'State',
      cell: ({ handover, batch }) => {
        if (!handover) return `Accepted: ${stateInWords(batch)}`
        const { label, tone } = handoverState(handover)
        return <Badge tone={tone}>{label}</Badge>
      },
    },
  ]
}
