import { randomBytes } from 'node:crypto'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { SUBSCRIPTION_ENDED } from '../../shared/domain/billing/subscription.ts'
import { recordCreate } from '../../shared/domain/commands/record-create.ts'
import { recordEdit } from '../../shared/domain/commands/record-edit.ts'
import { makeId } from '../../shared/domain/model/id.ts'
import type { Notice } from '../../shared/domain/model/notice.ts'
import { createdRecordSchema, fieldValueSchema } from '../../shared/domain/model/record.ts'
import type { Asked } from '../../shared/domain/model/request.ts'
import { isAskable } from '../../shared/domain/request/askable.ts'
import { asAsked } from '../../shared/domain/request/record-request.ts'
import type { SetBack } from './guard/apply-update.ts'

/** One update can have thousands of refused values; nobody reads as many notices. */
const MOST = 20

/** What the actor is told until they confirm it (SYNC-3): a plain sentence for each value that was set back. */
export function noticesOf(setBack: SetBack[], userId: string, folder: Folder, at: string): Notice[] {
  const single = setBack.length > MOST ? setBack.slice(0, MOST - 1) : setBack
  const notices = single.map((one): Notice => {
    const { recordId, field, title, reason } = one
    const message = `${whatOf(field, title, folder)} was not kept. ${reason.message}`
    const about = { folderId: folder.id, recordId, ...(field === null ? {} : { field }) }
    const command = wantedOf(one, folder)
    return { ...notice(reason.code, message, about), ...(command && { command }) }
  })
  const more = setBack.length - single.length
  if (more > 0)
    notices.push(
      notice(
        'more-set-back',
        `${more} more changes in “${folder.name}” were not kept, for reasons like these.`,
        {
          folderId: folder.id,
        },
      ),
    )
  return notices

  function notice(code: string, message: string, about: Notice['about']): Notice {
    return { id: makeId('notice', randomBytes(16)), userId, code, message, about, createdAt: at }
  }
}

/**
 * What was wanted as a command: for asking somebody who may (ROLE-15), or, where nobody could write then, for sending it again.
 * Null: it would not help.
 */
function wantedOf({ recordId, field, reason, wanted }: SetBack, { id: folderId }: Folder): Asked | null {
  const isClosed = reason.code === SUBSCRIPTION_ENDED
  if (field === null) {
    const record = createdRecordSchema.safeParse(wanted)
    return isClosed && record.success
      ? { type: recordCreate.type, args: { folderId, recordId, record: record.data } }
      : null
  }
  const value = fieldValueSchema.safeParse(wanted)
  if (!value.success || !(isClosed || isAskable(reason))) return null
  const edit = { type: recordEdit.type, args: { folderId, recordId, changes: { [field]: value.data } } }
  return isClosed ? edit : asAsked(edit)
}

function whatOf(field: string | null, title: string | null, folder: Folder): string {
  const item = title ? `“${title.slice(0, 100)}”` : `an item in “${folder.name}”`
  if (field === null) return title ? item : 'An item you added'
  if (field === 'title') return `Your new title of ${item}`
  if (field === 'portfolio') return `Your choice of who looks after ${item}`
  if (field === 'deleted') return `Your deleting or restoring of ${item}`
  const name = folder.fields.find(({ id }) => id === field)?.name
  return name ? `Your change of ${name} in ${item}` : `Your change of ${item}`
}
