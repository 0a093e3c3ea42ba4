import { recordEdit } from '../commands/record-edit.ts'
import { standingOf } from '../decide/actor.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Notice } from '../model/notice.ts'
import { seesRecord } from '../request/record-request.ts'

/** What stands between what was not kept and the reason, in every notice of something that was set back. */
export const NOT_KEPT = ' not kept. '
/** Of a second creation of a record that is there. */
export const WRITTEN_ONCE = 'written-once'

/**
 * The notice as its reader may read it now (ROLE-10): where it quotes a record that they do not see any more, only what they
 * wrote themselves, and the reason. The same object where all of it may stay.
 */
export function* readableNotice(notice: Notice): Asking<Notice> {
  const { folderId, recordId, field } = notice.about
  if (folderId === undefined || recordId === undefined) return notice
  const reader = yield* standingOf(notice.userId)
  if (reader && (yield* seesRecord(reader, { folderId, recordId, changes: {} }))) return notice
  // A record that they wanted to add is called as they called it; but if there was one, as that was called.
  const isOfEdit = field !== undefined || notice.command?.type === recordEdit.type
  const wasThere = notice.code === WRITTEN_ONCE || (yield* ask('record', { folderId, recordId })) !== null
  if (!isOfEdit && !wasThere) return notice
  const reason = notice.message.slice(notice.message.lastIndexOf(NOT_KEPT) + NOT_KEPT.length)
  return {
    ...notice,
    message: `Your change of something that you don’t see any more was${NOT_KEPT}${reason}`,
    about: {},
  }
}
