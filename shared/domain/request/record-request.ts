import { recordEdit } from '../commands/record-edit.ts'
import type { Standing } from '../decide/actor.ts'
import { type Asking, ask } from '../decide/question.ts'
import { holderOf } from '../model/portfolio.ts'
import { type FieldValue, type RecordNow, valueNow } from '../model/record.ts'
import type { Asked } from '../model/request.ts'
import { mayReadContent, seesItemsOfOthers, worksIn } from '../policy/reading.ts'

export interface AskedEdit {
  folderId: string
  recordId: string
  /** By field; `title`, `portfolio` and `deleted` too. */
  changes: Record<string, FieldValue>
}

/** By field: what stood there when somebody looked. */
export type Shown = Record<string, FieldValue>

/** In a request for the bin: the moment it is confirmed counts, not one that the asker could choose (REC-5). */
export const WHEN_CONFIRMED = '2000-01-01T00:00:00.000Z'

/** The change of a record that is asked for; null: it is about something else. */
export function askedEdit({ type, args }: Asked): AskedEdit | null {
  if (type !== recordEdit.type) return null
  const parsed = recordEdit.args.safeParse(args)
  return parsed.success ? parsed.data : null
}

/** Is what is asked for about a record? Also where this version does not understand it any more. */
export const isOfRecord = ({ type }: Asked): boolean => type === recordEdit.type

/** A change as it is asked for: for the bin without a moment, so that asking twice for the same is seen. */
export function asAsked({ type, args }: Asked): Asked {
  const edit = askedEdit({ type, args })
  return edit
    ? { type, args: { ...edit, changes: withMoment(edit.changes, WHEN_CONFIRMED) } }
    : { type, args }
}

/** The change as it is made at that moment (ISO). */
export function asConfirmed(command: Asked, now: string): Asked {
  const edit = askedEdit(command)
  return edit ? { ...command, args: { ...edit, changes: withMoment(edit.changes, now) } } : command
}

const withMoment = (changes: AskedEdit['changes'], moment: string): AskedEdit['changes'] =>
  typeof changes.deleted === 'string' ? { ...changes, deleted: moment } : changes

/**
 * Does the asker see the record? Asked also of those who see all of the organization's people: records are another thing, and
 * whoever has none of them is told the same of one that is there as of one that is not (ROLE-10).
 */
export function* seesRecord(asker: Standing, { folderId, recordId }: AskedEdit): Asking<boolean> {
  const folder = yield* ask('folder', { id: folderId })
  if (!folder || !worksIn(asker, folder.workspaceId)) return false
  const record = yield* ask('record', { folderId, recordId })
  if (!record) return false
  if (seesItemsOfOthers(asker, folder.workspaceId)) return true
  const portfolio = yield* ask('portfolio', { id: record.portfolio })
  return portfolio !== null && holderOf(portfolio) === asker.user.id
}

/** Does whoever is asked read the folder as it is? A copy of their own may lack what the change quotes (ROLE-10). */
export function* readsFolderOf(asked: Standing, command: Asked): Asking<boolean> {
  const edit = askedEdit(command)
  const folder = edit && (yield* ask('folder', { id: edit.folderId }))
  return folder !== null && mayReadContent(asked, folder.workspaceId)
}

/** What whoever is to say yes has to have seen: which record it is and whose, and what stands where it would change. */
export const shownOf = (record: RecordNow, { changes }: Pick<AskedEdit, 'changes'>): Shown =>
  Object.fromEntries(
    ['title', 'portfolio', 'deleted', ...Object.keys(changes)].map((field) => [
      field,
      valueNow(record, field),
    ]),
  )

/** Is the record still as it was shown? One that is gone is left to the decision. */
export function* isAsShown(edit: AskedEdit, shown: Shown): Asking<boolean> {
  const record = yield* ask('record', { folderId: edit.folderId, recordId: edit.recordId })
  if (!record) return true
  const now = shownOf(record, edit)
  return Object.keys(now).every((field) => Object.hasOwn(shown, field) && shown[field] === now[field])
}
