import { z } from 'zod'
import type { Field, Folder } from './folder.ts'
import { idSchema } from './id.ts'

/** Value of one field: JSON. Text, email, phone, choice: string; number, money: number; date: YYYY-MM-DD; person: user id. */
export const fieldValueSchema = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()])
export type FieldValue = z.infer<typeof fieldValueSchema>

/** So long a deleted record can be taken out of the bin again (REC-5). */
export const BIN_DAYS = 30

/** A record as created: one JSON value under `records[id]`, written once (DESIGN §3). */
export const createdRecordSchema = z.strictObject({
  title: z.string().max(500),
  portfolio: idSchema('portfolio'),
  createdAt: z.iso.datetime(),
  values: z.record(z.string().regex(/^[A-Za-z0-9_-]{1,40}$/), fieldValueSchema),
})
export type CreatedRecord = z.infer<typeof createdRecordSchema>

/** A record with its edits applied. `deleted` is the moment it went to the bin, or null. */
export interface RecordNow {
  id: string
  title: string
  portfolio: string
  createdAt: string
  deleted: string | null
  values: Record<string, FieldValue>
}

/** Key of a field edit in the map `edits`. */
export const editKey = (recordId: string, field: string): string => `${recordId}/${field}`

/** Splits an edit's key; null when it is none. */
export function parseEditKey(key: string): { recordId: string; field: string } | null {
  const slash = key.indexOf('/')
  if (slash < 1) return null
  return { recordId: key.slice(0, slash), field: key.slice(slash + 1) }
}

/** The record with one more edit; `undefined` as value means the edit is gone and the created value counts again. */
export function withEdit(
  record: RecordNow,
  created: CreatedRecord,
  field: string,
  value: unknown,
): RecordNow {
  if (field === 'title') return { ...record, title: typeof value === 'string' ? value : created.title }
  if (field === 'portfolio')
    return { ...record, portfolio: typeof value === 'string' ? value : created.portfolio }
  if (field === 'deleted') return { ...record, deleted: typeof value === 'string' ? value : null }
  const next = value === undefined ? (created.values[field] ?? null) : (value as FieldValue)
  return { ...record, values: { ...record.values, [field]: next } }
}

/** The value of one field of a record, of its own three too. */
export function valueNow(record: RecordNow, field: string): FieldValue {
  if (field === 'title' || field === 'portfolio' || field === 'deleted') return record[field]
  return record.values[field] ?? null
}

export const recordAsCreated = (id: string, created: CreatedRecord): RecordNow => ({
  id,
  title: created.title,
  portfolio: created.portfolio,
  createdAt: created.createdAt,
  deleted: null,
  values: created.values,
})

/** REC-1: open unless the folder's stage field says won or lost; without a stage every record is open. */
export function isOpen(folder: Pick<Folder, 'stage'>, values: Record<string, FieldValue>): boolean {
  if (!folder.stage) return true
  const stage = values[folder.stage.fieldId]
  return !(
    typeof stage === 'string' &&
    (folder.stage.won.includes(stage) || folder.stage.lost.includes(stage))
  )
}

/** Is `value` what a field of this type may hold? Null empties every field. */
export function fitsField(field: Field, value: unknown): boolean {
  if (value === null) return true
  switch (field.type) {
    case 'number':
    case 'money':
      return typeof value === 'number' && Number.isFinite(value)
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    case 'choice':
      return typeof value === 'string' && (field.choices ?? []).includes(value)
    case 'person':
      return idSchema('user').safeParse(value).success
    case 'text':
    case 'email':
    case 'phone':
      return typeof value === 'string' && value.length <= 10_000
  }
}
