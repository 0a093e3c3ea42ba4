/** Kinds of changes that the history is filtered by. */
export const HISTORY_KINDS = ['people', 'handovers', 'workspaces', 'records', 'billing'] as const
export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** The nouns with which a kind's actions begin: `handover.start`. What begins with none of them is about people. */
export const NOUNS: Record<Exclude<HistoryKind, 'people'>, readonly string[]> = {
  handovers: ['handover', 'switch', 'erasing'],
  workspaces: ['workspace', 'folder', 'portfolio', 'employees'],
  records: ['record', 'task', 'note', 'export'],
  billing: ['billing', 'organization'],
}
