import type { Switch } from '../../shared/domain/model/handover.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'

/** Changes of address that were started together (HAND-20). */
export interface Batch {
  id: string
  changes: readonly Switch[]
  /** ISO. */
  startedAt: string
}

/** All that this device sees, newest first. */
export function batchesOf(directory: Directory): Batch[] {
  const changes = directory.handovers.filter(
    (handover): handover is Switch & { batchId: string } =>
      handover.kind === 'switch' && handover.batchId !== undefined,
  )
  return [...Map.groupBy(changes, ({ batchId }) => batchId)].map(([id, of]) => ({
    id,
    changes: of.toSorted((a, b) => directory.nameOf(a.userId).localeCompare(directory.nameOf(b.userId))),
    startedAt: of[0]?.startedAt ?? '',
  }))
}

export const counted = (count: number): string =>
  count === 1 ? '1 address' : `${count.toLocaleString('en')} addresses`
