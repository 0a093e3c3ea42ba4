import { randomBytes } from 'node:crypto'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import { SUBSCRIPTION_ENDED } from '../../../shared/domain/billing/subscription.ts'
import { recordCreate } from '../../../shared/domain/commands/record-create.ts'
import { recordEdit } from '../../../shared/domain/commands/record-edit.ts'
import { NOT_KEPT } from '../../../shared/domain/content/keep-notice.ts'
import { makeId } from '../../../shared/domain/model/id.ts'
import type { Notice } from '../../../shared/domain/model/notice.ts'
import { createdRecordSchema, fieldValueSchema } from '../../../shared/domain/model/record.ts'
import type { Asked } from '../../../shared/domain/model/request.ts'
import { isAskable } from '../../../shared/domain/request/askable.ts'
import { asAsked } from '../../../shared/domain/request/record-request.ts'
import type { SetBack } from '../guard/apply-update.ts'

/** One update can have thousands of refused values; nobody reads as many notices. */
const MOST = 20

/** What the actor is told until they confirm it (SYNC-3): a plain sentence for each value that was set back. */
export function noticesOf(setBack: SetBack[], userId: string, folder: Folder, at: string): Notice[] {
  const ended = setBack.filter(isEnded)
  const others = setBack.filter((one) => !isEnded(one))
  const single = others.length > MOST ? others.slice(0, MOST - 1) : others
  // What a device brings after the end can be a week's work, and is nowhere else: all of it is kept, by records.
  const byRecord = Map.groupBy(ended, ({ recordId, field }) => `${recordId} ${field === null}`)
  const notices = [...byRecord.values(), ...single.map((one) => [one])].map(noticeOf)
  const more = others.length - single.length
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

  /** Of changes of one record. */
  function noticeOf(together: SetBack[]): Notice {
    const [{ recordId, field, title, reason }] = together as [SetBack]
    const isOne = together.length === 1
    const what = isOne
      ? whatOf(field, title, folder)
      : `${together.length} changes of ${itemOf(title, folder)}`
    const message = `${what} ${isOne ? 'was' : 'were'}${NOT_KEPT}${reason.message}`
    const about = { folderId: folder.id, recordId, ...(isOne && field !== null && { field }) }
    const command = wantedOf(together, folder)
    return { ...notice(reason.code, message, about), ...(command && { command }) }
  }

  function notice(code: string, message: string, about: Notice['about']): Notice {
    return { id: makeId('notice', randomBytes(16)), userId, code, message, about, createdAt: at }
  }
}

const isEnded = ({ reason }: SetBack): boolean => reason.code === SUBSCRIPTION_ENDED

/**
 * What was wanted as a command: for asking somebody who may (ROLE-15), or, where nobody could write then, for sending it again.
 * Null: it would not help.
 */
function wantedOf(together: SetBack[], { id: folderId }: Folder): Asked | null {
  const [first] = together as [SetBack]
  const { recordId, field, reason, wanted } = first
  if (field === null) {
    const record = createdRecordSchema.safeParse(wanted)
    return isEnded(first) && record.success
      ? { type: recordCreate.type, args: { folderId, recordId, record: record.data } }
      : null
  }
  if (!isEnded(first) && !isAskable(reason)) return null
  const changes = together.flatMap((one) => {
    const value = fieldValueSchema.safeParse(one.wanted)
    return value.success ? [[one.field, value.data] as const] : []
  })
  if (changes.length === 0) return null
  const edit = { type: recordEdit.type, args: { folderId, recordId, changes: Object.fromEntries(changes) } }
  return isEnded(first) ? edit : asAsked(edit)
}

const itemOf = (title: string | null, folder: Folder): string =>
  title ? `“${title.slice(0, 100)}”` : `an item in “${folder.name}”`

function whatOf(field: string | null, title: string | null, folder: Folder): string {
  const item = itemOf(title, folder)
  if (field === null) return title ? item : 'An item you added'
  if (field === 'title') return `Your new title of ${item}`
  if (field === 'portfolio') return `Your choice of who looks after ${item}`
  if (field === 'deleted') return `Your deleting or restoring of ${item}`
  const name = folder.fields.find(({ id }) => id === field)?.name
  return name ? `Your change of ${name} in ${item}` : `Your change of ${item}`
}
