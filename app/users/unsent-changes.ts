import type { Field, Folder } from '../../shared/domain/model/folder.ts'
import type { CreatedRecord, FieldValue } from '../../shared/domain/model/record.ts'
import { valueNow } from '../../shared/domain/model/record.ts'
import type { DeviceDecision } from '../../shared/domain/decide/decision.ts'
import { wordsFor } from '../../shared/domain/decide/decide.ts'
import type { QuarantinedChange } from '../../shared/protocol/quarantine.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { whatChanges } from '../history/what-changes.ts'
import { valueWords } from '../../shared/flows/value-words.ts'

/** A change in plain words: what, and the values it changes before and after. All of them: what is accepted is what was read. */
export interface ChangeInWords {
  id: string
  what: string
  before: string
  after: string
}

/**
 * What somebody's device had not sent, as an Admin reads it. `rehearse`: decides a command in the Admin's name, so far as this
 * device can.
 */
export function unsentInWords(
  { id, type, args, record }: QuarantinedChange,
  directory: Directory,
  rehearse: (type: string, args: unknown) => DeviceDecision,
): ChangeInWords {
  const given = (args ?? {}) as {
    folderId?: string
    record?: CreatedRecord
    changes?: Record<string, FieldValue>
  }
  const folder = directory.folder(given.folderId ?? '')
  const place = folder?.name ?? 'a folder that is gone'
  if (type === 'record.create' && given.record)
    return { id, what: `New in ${place}`, before: '', after: createdInWords(folder, given.record, directory) }
  if (type !== 'record.edit' || !given.changes) {
    const decision = rehearse(type, args)
    const found = decision.status === 'accepted' ? whatChanges(directory, decision.changes) : []
    const side = (of: 'before' | 'after') => found.map((one) => `${one.label}: ${one[of]}`).join(' · ')
    const what = wordsFor({ id, type, args }, directory.nameOf)
    return { id, what, before: side('before'), after: side('after') }
  }
  const title = record ? `“${record.title}”` : 'an item that is not there'
  const changes = Object.entries(given.changes)
  // One value says by itself which it is; of several each is named.
  const inWords = (valueOf: (field: string, value: FieldValue) => FieldValue) =>
    changes
      .map(([field, value]) => {
        const words = fieldInWords(folder, field, valueOf(field, value), directory)
        return changes.length > 1 ? `${nameOfField(folder, field)}: ${words || 'nothing'}` : words
      })
      .join(' · ')
  return {
    id,
    what: `${changes.map(([field]) => nameOfField(folder, field)).join(', ')} of ${title} in ${place}`,
    before: record ? inWords((field) => valueNow(record, field)) : '',
    after: inWords((_field, value) => value),
  }
}

/** The title, whose it becomes, and each value. */
function createdInWords(
  folder: Folder | null,
  { title, portfolio, values }: CreatedRecord,
  directory: Directory,
): string {
  const fields = Object.entries({ portfolio, ...values }).filter(([, value]) => value !== null)
  const words = fields.map(
    ([field, value]) => `${nameOfField(folder, field)}: ${fieldInWords(folder, field, value, directory)}`,
  )
  return [title, ...words].join(' · ')
}

const OWN_FIELDS: Record<string, string> = {
  title: 'Name',
  portfolio: 'Who looks after',
  deleted: 'Bin',
}

const fieldOf = (folder: Folder | null, id: string): Field | undefined =>
  folder?.fields.find((field) => field.id === id)

const nameOfField = (folder: Folder | null, id: string): string =>
  OWN_FIELDS[id] ?? fieldOf(folder, id)?.name ?? 'A field'

function fieldInWords(folder: Folder | null, id: string, value: FieldValue, directory: Directory): string {
  if (id === 'deleted') return value === null ? 'not in the bin' : 'in the bin'
  if (id === 'portfolio') return typeof value === 'string' ? directory.nameOf(value) : ''
  const field = fieldOf(folder, id)
  const currency = directory.about?.currency ?? null
  return field ? valueWords(field, value, { currency, nameOf: directory.nameOf }) : String(value ?? '')
}
