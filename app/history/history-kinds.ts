/** Kinds of changes that the history is filtered by. */
export const KINDS = [
  { id: 'people', label: 'People' },
  { id: 'handovers', label: 'Handovers' },
  { id: 'workspaces', label: 'Workspaces and folders' },
  { id: 'records', label: 'Records' },
] as const

/** The kind of an action: `user.invite` → `people`. */
export function kindOf(action: string): (typeof KINDS)[number]['id'] {
  const [noun] = action.split('.')
  if (noun === 'handover' || noun === 'switch' || noun === 'erasing') return 'handovers'
  if (noun === 'record' || noun === 'task' || noun === 'note') return 'records'
  if (noun === 'workspace' || noun === 'folder' || noun === 'portfolio' || noun === 'organization')
    return 'workspaces'
  return 'people'
}
