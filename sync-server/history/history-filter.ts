import type { HistoryKind } from '../../shared/domain/model/history-kind.ts'

export interface HistoryFilter {
  /** `next` of the page before; null for the newest. */
  before: string | null
  /** Somebody whom an entry is about, or who did it. */
  user?: string | undefined
  /** A handover that an entry is about or was caused by. */
  handover?: string | undefined
  /** The entries of one record alone. */
  record?: string | undefined
  /** ISO: from this moment on, and up to before that one. */
  from?: string | undefined
  until?: string | undefined
  /** Any of these; all where there is none. */
  kinds?: readonly HistoryKind[] | undefined
  /** Entries on a page. */
  limit?: number | undefined
}

export const pageSize = ({ limit }: HistoryFilter): number => limit ?? 50

export const wants = ({ kinds }: HistoryFilter, kind: HistoryKind): boolean =>
  !kinds || kinds.length === 0 || kinds.includes(kind)

/** Where the page before ended. */
export function endOf({ before }: HistoryFilter): { at: string; id: string } | null {
  const [at, id = ''] = before?.split('~') ?? []
  return at === undefined ? null : { at, id }
}
