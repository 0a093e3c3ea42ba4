import type { Handover } from '../../shared/domain/model/handover.ts'
import { itemsInWords, total } from '../../shared/flows/count-nodes.ts'
import { handoverState, handoverTitle } from '../../shared/flows/handover-words.ts'
import type { Directory } from '../../shared/replica/directory.ts'
import { EmptyState } from '../../shared/ui/empty-state.tsx'
import { Stack } from '../../shared/ui/layout.tsx'
import { LinkButton } from '../../shared/ui/link-button.tsx'
import { PageHeader } from '../../shared/ui/page-header.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Badge } from '../../shared/ui/status-badge.tsx'
import type { Column } from '../../shared/ui/table-columns.ts'
import { Table } from '../../shared/ui/table.tsx'
import { link } from '../link.ts'
import type { ScreenProps } from '../screen-props.ts'
import { useTitle } from '../use-title.ts'

/** All handovers and changes of address, those that want somebody's look first (HAND-6, HAND-16). */
export function HandoversScreen({ replica }: ScreenProps) {
  useTitle('Handovers')
  const directory = replica.directory.value
  const wanting = (handover: Handover) => handover.state === 'needs-look' || handover.state === 'asked'
  const handovers = [...directory.handovers].sort((a, b) => Number(wanting(b)) - Number(wanting(a)))
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
      {handovers.length === 0 ? (
        <EmptyState title="Nothing was handed over yet" action={start}>
          When somebody gets a new address, or leaves, everything they look after moves in one step. You see
          what moves before it does, and can undo it for 30 days.
        </EmptyState>
      ) : (
        <Table
          caption="Handovers"
          columns={columns(directory)}
          rows={handovers}
          rowKey={(handover) => handover.id}
          rowHref={(handover) => link.handover(handover.id)}
        />
      )}
    </Stack>
  )
}

function columns(directory: Directory): Column<Handover>[] {
  return [
    { id: 'what', header: 'What', primary: true, cell: (handover) => handoverTitle(directory, handover) },
    {
      id: 'items',
      header: 'Items',
      cell: (handover) => {
        const counts =
          handover.kind === 'switch' ? handover.kept : (handover.report?.moved ?? handover.plan.shown ?? [])
        return counts.length === 0 ? '' : itemsInWords(total(counts))
      },
    },
    {
      id: 'when',
      header: 'When',
      cell: (handover) => <RelativeTime at={Date.parse(handover.doneAt ?? handover.startedAt)} />,
    },
    {
      id: 'state',
      header: 'State',
      cell: (handover) => {
        const { label, tone } = handoverState(handover)
        return <Badge tone={tone}>{label}</Badge>
      },
    },
  ]
}
