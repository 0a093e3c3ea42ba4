import type { Standing } from '../decide/actor.ts'
import type { Folder } from '../model/folder.ts'
import type { CreatedRecord, RecordNow } from '../model/record.ts'
import { isContact, readsOwnCopy, seesContacts, seesItemsOfOthers } from '../policy/reading.ts'

/** A record as it stands in somebody's own copy: its values now as if it had been created so, and when it was binned. */
export interface OwnRecord {
  created: CreatedRecord
  /** ISO; null: not in the bin. */
  deleted: string | null
}

/**
 * What of a record may reach the device of somebody who does not read the workspace's content as it is (ROLE-10): theirs
 * alone, or without contact details, or both. Null: nothing of it. `holder` is who looks after it now.
 */
export function inOwnCopy(
  { title, portfolio, createdAt, deleted, values }: RecordNow,
  holder: string | null,
  reader: Standing,
  { workspaceId, fields }: Folder,
): OwnRecord | null {
  if (!readsOwnCopy(reader, workspaceId)) return null
  if (!seesItemsOfOthers(reader, workspaceId) && holder !== reader.user.id) return null
  const hidden = new Set(
    seesContacts(reader, workspaceId) ? [] : fields.filter(isContact).map(({ id }) => id),
  )
  // An import may have put a value under an id that is no field of this folder: nobody says what it is.
  const known = new Set(fields.map(({ id }) => id))
  const seen = Object.entries(values).filter(([id]) => known.has(id) && !hidden.has(id))
  return { created: { title, portfolio, createdAt, values: Object.fromEntries(seen) }, deleted }
}
