import { progressOf } from '../../shared/domain/handover/many-addresses.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { Card } from '../../shared/ui/card.tsx'
import { RelativeTime } from '../../shared/ui/relative-time.tsx'
import { Table } from '../../shared/ui/table.tsx'
import { link } from '../link.ts'
import { type Batch, batchesOf, counted } from './batches.ts'

/** What was started or planned before, with how far it is; nothing where there was nothing. */
export function BatchList({ directory }: { directory: Directory }) {
  const batches = batchesOf(directory)
  if (batches.length === 0) return null
  return (
    <Card title="Started and planned" flush>
      <Table
        caption="Changes of many addresses"
        rows={batches}
        rowKey={({ id }) => id}
        rowHref={({ id }) => link.addressBatch(id)}
        columns={[
          { id: 'what', header: 'What', primary: true, cell: ({ changes }) => counted(changes.length) },
          { id: 'state', header: 'Accepted', cell: (batch) => stateInWords(batch) },
          {
            id: 'when',
            header: 'Started',
            cell: ({ startedAt }) => <RelativeTime at={Date.parse(startedAt)} />,
          },
        ]}
      />
    </Card>
  )
}

/** "12 of 40, 3 planned" */
export function stateInWords({ changes }: Batch): string {
  const { all, accepted, planned, needsLook, left } = progressOf(changes)
  return [
    `${accepted.toLocaleString('en')} of ${all.toLocaleString('en')}`,
    planned > 0 && `${planned.toLocaleString('en')} planned`,
    needsLook > 0 && `${needsLook.toLocaleString('en')} need your look`,
    left > 0 && `${left.toLocaleString('en')} called off or undone`,
  ]
    .filter(Boolean)
    .join(', ')
}
