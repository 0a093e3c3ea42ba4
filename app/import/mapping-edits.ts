import type { Column, Mapping } from '../../shared/domain/import/mapping.ts'
import { fieldIdSchema, type Field } from '../../shared/domain/model/folder.ts'

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
  const field: Field = { id: freeId(name, index, taken), name: name.slice(0, 120).trim(), type: 'text' }
  return withColumn(mapping, index, { target: { kind: 'new', field } })
}

function freeId(name: string, index: number, taken: ReadonlySet<string>): string {
  const ascii = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '')
    .slice(0, 32)
  const base = fieldIdSchema.safeParse(ascii).success ? ascii : `column-${index + 1}`
  let id = base
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`
  return id
}
