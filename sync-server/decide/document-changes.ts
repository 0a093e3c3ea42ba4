import { entriesOf, type Entry, type Surroundings } from '../../shared/domain/documents/project.ts'
import type { ChangedRow } from './apply.ts'
import { canonicalJson } from './canonical.ts'
import type { DocumentChange } from './ports.ts'

/** Where the rows stand in the documents on one side of a change. */
export const entriesOn = (side: 'before' | 'after', rows: ChangedRow[], around: Surroundings): Entry[] =>
  rows.flatMap((row) => {
    const value = row[side]
    return value === null ? [] : entriesOf(row.table, value, around)
  })

/** Only what differs: values that are new or others, and entries that are gone (`undefined`). */
export function documentChanges(before: Entry[], after: Entry[]): DocumentChange[] {
  const nameOf = ({ document, key }: Entry) => `${document}\n${key}`
  const old = new Map(before.map((entry) => [nameOf(entry), entry]))
  const changes: DocumentChange[] = []
  for (const entry of after) {
    const was = old.get(nameOf(entry))
    old.delete(nameOf(entry))
    if (!was || canonicalJson(was.value) !== canonicalJson(entry.value)) changes.push(entry)
  }
  for (const { document, key } of old.values()) changes.push({ document, key, value: undefined })
  return changes
}
