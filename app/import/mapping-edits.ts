import type { Column, Mapping } from '../../shared/domain/import/mapping.ts'
import type { Field } from '../../shared/domain/model/folder.ts'
import { freeFieldId } from '../records/free-field-id.ts'

/** A mapping with one column changed. */
export const withColumn = (mapping: Mapping, index: number, part: Partial<Column>): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((column, i) => (i === index ? { ...column, ...part } : column)),
})

/** A mapping in which a column makes a field of its own, named like the column. */
export function withNewField(
  mapping: Mapping,
  index: number,
  name: string,
  fields: readonly Field[],
): Mapping {
  const taken = new Set([
    ...fields.map((field) => field.id),
    ...mapping.columns.flatMap(({ target }) => (target.kind === 'new' ? [target.field.id] : [])),
  ])
  const field: Field = {
    id: freeFieldId(name, `column-${index + 1}`, taken),
    name: name.slice(0, 120).trim(),
    type: 'text',
  }
  return withColumn(mapping, index, { target: { kind: 'new', field } })
}
