import type { NameOf } from '../../shared/domain/decide/command.ts'
import type { Rows } from '../../shared/domain/decide/change.ts'
import { toUser } from '../store/rows/user.ts'
import type { Tx } from '../store/store.ts'
import type { PersonalValues } from '../personal/personal-values.ts'
import { withoutTokens } from '../personal/token.ts'
import type { ChangedRow } from './apply.ts'

/**
 * Names for the words of a history entry: of rows as they are, and of those the command is about to make. Of people, what
 * stands for the name: the words stay for good, the name can be erased.
 */
export async function namesFor(
  tx: Tx,
  organizationId: string,
  ids: string[],
  changed: ChangedRow[],
  values: PersonalValues,
): Promise<NameOf> {
  const names = new Map<string, string>()
  for (const { table, key, before, after } of changed) {
    // What it is called before the change, if it was there.
    const row = before ?? after
    if (table === 'user') names.set(key, nameIn(row as Rows['user'], values))
    if (table === 'workspace' || table === 'folder')
      names.set(key, withoutTokens((row as Rows['folder']).name))
  }
  const unnamed = (kind: string) => ids.filter((id) => id.startsWith(kind) && !names.has(id))
  const [users, workspaces, folders] = [unnamed('usr_'), unnamed('wsp_'), unnamed('fld_')]
  if (users.length > 0) {
    const people = await tx
      .selectFrom('users')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('user_id', 'in', users)
      .execute()
    for (const row of people) names.set(row.user_id, nameIn(toUser(row), values))
  }
  if (workspaces.length > 0) {
    const found = await tx
      .selectFrom('workspaces')
      .select(['workspace_id', 'name'])
      .where('organization_id', '=', organizationId)
      .where('workspace_id', 'in', workspaces)
      .execute()
    for (const row of found) names.set(row.workspace_id, withoutTokens(row.name))
  }
  if (folders.length > 0) {
    const found = await tx
      .selectFrom('folders')
      .select(['folder_id', 'name'])
      .where('organization_id', '=', organizationId)
      .where('folder_id', 'in', folders)
      .execute()
    for (const row of found) names.set(row.folder_id, withoutTokens(row.name))
  }
  return (id) => names.get(id) ?? SUBSTITUTES[id.slice(0, 4)] ?? 'something'
}

const SUBSTITUTES: Record<string, string> = {
  usr_: 'somebody',
  wsp_: 'a workspace',
  fld_: 'a folder',
  rec_: 'a record',
  pfo_: 'items',
  inv_: 'an invitation',
  hov_: 'a handover',
}

const nameIn = ({ id, name, email, state }: Rows['user'], values: PersonalValues): string =>
  state === 'erased' ? name : name ? values.token(id, 'name', name) : values.token(id, 'email', email)
