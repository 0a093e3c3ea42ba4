import type { FieldValue } from '../../shared/domain/model/record.ts'
import type { Asked } from '../../shared/domain/model/request.ts'
import type { RecordRow } from '../../shared/replica/replica.ts'

/** A change of one record as somebody else is asked for it (ROLE-15). */
export const editOf = (
  { folderId, id: recordId }: Pick<RecordRow, 'folderId' | 'id'>,
  changes: Record<string, FieldValue>,
): Asked => ({ type: 'record.edit', args: { folderId, recordId, changes } })
