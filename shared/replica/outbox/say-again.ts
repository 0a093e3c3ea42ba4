import { recordCreate } from '../../domain/commands/record-create.ts'
import { recordEdit } from '../../domain/commands/record-edit.ts'
import { parseDocumentName } from '../../domain/documents/document-name.ts'
import { type ContentParts, writeEdit } from '../content-documents.ts'
import type { RefusedEditRow } from '../database.ts'
import { recordIdOf } from '../documents/intent.ts'
import type { AboutRecord } from '../records/own-records.ts'
import { documentAt, OWN_SHARD, type Place } from '../documents/place.ts'
import { findAgain } from '../documents/same-record.ts'
import { NOT_AMONG_YOURS, NOT_HERE_YET } from './refused-edits.ts'
import type { TakeOff, Unsaid } from './send-again.ts'

/**
 * Writes an edit that was refused once more as it was meant, and takes it off the list. Resolves with what of it can't be said
 * now, which stays there.
 */
export async function sayAgain(
  parts: ContentParts,
  edit: RefusedEditRow,
  off: TakeOff,
): Promise<Unsaid | null> {
  const { document, intents, words, code } = edit
  const place = parseDocumentName(document)
  const folder = place?.kind === 'content' ? parts.directory().folder(place.folderId) : null
  // Nobody would ever send it: it would wait without a word.
  if (place?.kind !== 'content' || !folder)
    return { intents, code, message: 'You don’t work in its folder now, so it can’t be sent.' }
  const { folderId, shard } = place
  if (parts.own.isOwn(folderId)) return sayAsCommands(parts, { folderId, shard }, edit, off)
  await writeEdit(parts, { folderId, shard }, intents.map(recordIdOf), () => ({ intents, words }), off)
  return null
}

/**
 * An edit that was meant for the folder's document while this user still had that, where a record had another id. Resolves
 * with what is about records that are not among theirs, or about which that can't be said; it stays in the list.
 */
async function sayAsCommands(
  { db, pages, userId, own: records }: ContentParts,
  { folderId, shard }: Place,
  edit: RefusedEditRow,
  off: TakeOff,
): Promise<Unsaid | null> {
  const own = { folderId, shard: OWN_SHARD + shard }
  const { known = {}, intents } = edit
  const here = await pages.locate(folderId, intents.map(recordIdOf))
  const again = await findAgain(pages, own, known)
  const idOf = (id: string) => (here.has(id) ? id : again.get(id))
  const made = new Set(intents.flatMap((one) => ('create' in one ? [one.create] : [])))
  const left = intents.filter((one) => 'edit' in one && !made.has(one.edit) && idOf(one.edit) === undefined)
  if (left.length > 0 && !(await db.documents.get(documentAt(own, userId)))?.whole)
    return { intents: [...intents], ...NOT_HERE_YET }
  const unsaid = left.length > 0 ? { intents: left, ...NOT_AMONG_YOURS } : null
  const titles = new Map<string, string>()
  const commands = intents.flatMap((intent): AboutRecord[] => {
    const recordId = idOf(recordIdOf(intent)) ?? recordIdOf(intent)
    if (left.includes(intent)) return []
    if ('edit' in intent) {
      const changes = { [intent.field]: intent.value }
      return [{ type: recordEdit.type, args: { folderId, recordId, changes } }]
    }
    titles.set(recordId, intent.record.title)
    // It had arrived, and only the answer had not.
    if (again.has(intent.create)) return []
    return [{ type: recordCreate.type, args: { folderId, recordId, record: intent.record } }]
  })
  for (const { id, title } of await pages.read(folderId, own.shard, [...again.values()]))
    titles.set(id, title)
  await records.send(folderId, commands, titles, { tables: off.tables, write: () => off.take(unsaid) })
  return unsaid
}
