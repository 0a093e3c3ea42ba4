import type { Field, Folder } from '../../shared/domain/model/folder.ts'
import type { CreatedRecord, FieldValue } from '../../shared/domain/model/record.ts'
import { valueNow } from '../../shared/domain/model/record.ts'
import { wordsFor } from '../../shared/domain/decide/decide.ts'
import type { QuarantinedChange } from '../../shared/protocol/quarantine.ts'
import type { Directory } from '../../shared/replica/directory.ts'
import { valueWords } from '../records/value-words.ts'

/** A change in plain words: what, and its value before and after, where it is one value. */
export interface ChangeInWords {
  id: string
  what: string
  before: string
  after: string
}

/** What somebody's device had not sent, as an Admin reads it. */
export function unsentInWords(
  { id, type, args, record }: QuarantinedChange,
  directory: Directory,
): ChangeInWords {
  const given = (args ?? {}) as {
    folderId?: string
    record?: CreatedRecord
    changes?: Record<string, FieldValue>
  }
  const folder = directory.folder(given.folderId ?? '')
  const place = folder?.name ?? 'a folder that is gone'
  if (type === 'record.create' && given.record)
    return { id, what: `New in ${place}`, before: '', after: given.record.title }
  if (type !== 'record.edit' || !given.changes)
    return { id, what: wordsFor({ id, type, args }, directory.nameOf), before: '', after: '' }
  const [field = '', value = null] = Object.entries(given.changes)[0] ?? []
  const title = record ? `“${record.title}”` : 'an item that is not there'
  const inWords = (one: FieldValue) => fieldInWords(folder, field, one, directory)
  return {
    id,
    what: `${nameOfField(folder, field)} of ${title} in ${place}`,
    before: record ? inWords(valueNow(record, field)) : '',
    after: inWords(value),
  }
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
