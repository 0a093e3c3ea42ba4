import type { HistoryEntry } from '../../shared/protocol/http.ts'

/** An entry whose actor has no name yet. */
export type Unnamed = Omit<HistoryEntry, 'actorName'>
