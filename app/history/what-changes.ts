import { type Change, isRowChange, rowKey } from '../../shared/domain/decide/change.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { type Difference, differences } from './differences.ts'

/** What a change that is not made yet would make of what this device has: all of it, for whoever is to say yes. */
export function whatChanges(directory: Directory, changes: readonly Change[]): Difference[] {
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const change of changes.filter(isRowChange)) {
    const table = 'put' in change ? change.put : change.remove
    const key = 'put' in change ? rowKey(change.put, change.row as never) : change.key
    const rows: ReadonlyMap<string, unknown> = directory.data.tables[table]
    before[`${table}/${key}`] = rows.get(key)
    if ('put' in change) after[`${table}/${key}`] = change.row
  }
  return differences(before, after, directory, Number.POSITIVE_INFINITY)
}
