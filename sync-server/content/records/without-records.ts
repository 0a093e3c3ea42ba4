import { parseEditKey } from '../../../shared/domain/model/record.ts'
import type { ContentChange } from '../stored/change-content.ts'

/** Takes records out of a document, with all that was ever edited in them. */
export const withoutRecords =
  (ids: ReadonlySet<string>): ContentChange =>
  (records, edits) => {
    for (const key of [...edits.keys()]) if (ids.has(parseEditKey(key)?.recordId ?? '')) edits.delete(key)
    for (const id of ids) records.delete(id)
  }
