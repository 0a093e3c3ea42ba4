import { z } from 'zod'
import { fieldIdSchema, fieldSchema, type Field } from '../model/folder.ts'

/** What becomes of one column. */
export const columnSchema = z.strictObject({
  target: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('ignore') }),
    z.strictObject({ kind: z.literal('new'), field: fieldSchema }),
    z.strictObject({ kind: z.literal('existing'), fieldId: fieldIdSchema }),
  ]),
  /** How numbers and dates are written in this column. */
  decimal: z.enum(['point', 'comma']),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
})
export type Column = z.infer<typeof columnSchema>

const columnIndex = z.int().min(0)

/** Columns of a file → title, owner and fields of records (REC-4). Indexes count columns from 0. */
export const mappingSchema = z.strictObject({
  /** One for each column of the file, in its order. */
  columns: z.array(columnSchema).min(1),
  /** Tells the rows apart, so that a second import of the file creates nothing; null: the whole row does. */
  keyColumn: columnIndex.nullable(),
  ownerColumn: columnIndex.nullable(),
  titleColumn: columnIndex,
})
export type Mapping = z.infer<typeof mappingSchema>

/** The fields the mapping makes, in the order of the columns. */
export const newFields = (mapping: Mapping): Field[] =>
  mapping.columns.flatMap(({ target }) => (target.kind === 'new' ? [target.field] : []))

/** The field a column fills, or null. */
export function fieldOf(column: Column, fields: readonly Field[]): Field | null {
  const { target } = column
  if (target.kind === 'new') return target.field
  if (target.kind === 'ignore') return null
  return fields.find((field) => field.id === target.fieldId) ?? null
}

/** Why a mapping does not fit a file and a folder's fields, in a sentence; null: it fits. */
export function mappingProblem(
  mapping: Mapping,
  header: readonly string[],
  fields: readonly Field[],
): string | null {
  if (mapping.columns.length !== header.length)
    return `The file has ${header.length} columns, and ${mapping.columns.length} were chosen for.`
  const { keyColumn, ownerColumn, titleColumn } = mapping
  for (const column of [keyColumn, ownerColumn, titleColumn])
    if (column !== null && column >= header.length) return `The file has no column ${column + 1}.`
  const taken = new Map<string, number>()
  for (const [i, column] of mapping.columns.entries()) {
    const { target } = column
    if (target.kind === 'ignore') continue
    const field = fieldOf(column, fields)
    if (!field || field.archived) return `The field for “${header[i]}” is not in this folder any more.`
    const known = fields.find((one) => one.id === field.id)
    if (target.kind === 'new' && known) return `A field like “${field.name}” is already in this folder.`
    const before = taken.get(field.id)
    if (before !== undefined) return `“${header[before]}” and “${header[i]}” both go to “${field.name}”.`
    taken.set(field.id, i)
  }
  return null
}
