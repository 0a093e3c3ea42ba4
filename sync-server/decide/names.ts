import type { NameOf } from '../../shared/domain/decide/command.ts'
import type { Rows } from '../../shared/domain/decide/change.ts'
import type { Tx } from '../store/store.ts'
import type { ChangedRow } from './apply.ts'

/** Names for the words of a history entry: of rows as they are, and of those the command is about to make. */
export async function namesFor(
  tx: Tx,
  organizationId: string,
  ids: string[],
  changed: ChangedRow[],
): Promise<NameOf> {
  const names = new Map<string, string>()
  for (const { table, key, before, after } of changed) {
    const row = after ?? before
    if (table === 'user') names.set(key, personName(row as Rows['user']))
    if (table === 'workspace' || table === 'folder') names.set(key, (row as Rows['folder']).name)
  }
  if (ids.length > 0) {
    const people = await tx
      .selectFrom('users')
      .select(['user_id', 'name', 'email'])
      .where('organization_id', '=', organizationId)
      .where('user_id', 'in', ids)
      .execute()
    for (const row of people) names.set(row.user_id, personName(row))
    const workspaces = await tx
      .selectFrom('workspaces')
      .select(['workspace_id', 'name'])
      .where('organization_id', '=', organizationId)
      .where('workspace_id', 'in', ids)
      .execute()
    for (const row of workspaces) names.set(row.workspace_id, row.name)
    const folders = await tx
      .selectFrom('folders')
      .select(['folder_id', 'name'])
      .where('organization_id', '=', organizationId)
      .where('folder_id', 'in', ids)
      .execute()
    for (const row of folders) names.set(row.folder_id, row.name)
  }
  return (id) => names.get(id) ?? SUBSTITUTES[id.slice(0, 4)] ?? 'something'
}

const SUBSTITUTES: Record<string, string> = {
  usr_: 'somebody',
  wsp_: 'a workspace',
  fld_: 'a folder',
  pfo_: 'items',
  inv_: 'an invitation',
  hov_: 'a handover',
}

const personName = ({ name, email }: { name: string; email: string }): string => name || email
