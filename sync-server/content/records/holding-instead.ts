import type { CreatedRecord, RecordNow } from '../../../shared/domain/model/record.ts'
import { parseEditKey } from '../../../shared/domain/model/record.ts'
import type { ContentChange } from '../stored/change-content.ts'

/** Whose a record is, and whether it lies in the bin, says nothing of what it holds. */
const STAYS = ['portfolio', 'deleted']

/** The change that has records hold something else, as if they had been created so. */
export const holdingInstead =
  (
    ids: readonly string[],
    instead: ReadonlyMap<string, Pick<RecordNow, 'title' | 'values'>>,
  ): ContentChange =>
  (records, edits) => {
    const theirs = new Set(ids)
    for (const id of ids) {
      const holds = instead.get(id)
      if (holds) records.set(id, { ...(records.get(id) as CreatedRecord), ...holds })
    }
    for (const key of [...edits.keys()]) {
      const edit = parseEditKey(key)
      if (edit && theirs.has(edit.recordId) && !STAYS.includes(edit.field)) edits.delete(key)
    }
  }
