import type { HistoryKind } from '../../shared/domain/model/history-kind.ts'

/** Kinds of changes, as the history's filter names them. */
export const KINDS: readonly { id: HistoryKind; label: string }[] = [
  { id: 'people', label: 'People' },
  { id: 'handovers', label: 'Handovers' },
  { id: 'workspaces', label: 'Workspaces and folders' },
  { id: 'records', label: 'Records' },
  { id: 'billing', label: 'Organization and billing' },
]
