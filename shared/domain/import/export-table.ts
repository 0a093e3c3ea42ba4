import type { Field } from '../model/folder.ts'
import type { RecordNow } from '../model/record.ts'

export interface ExportedTable {
  header: string[]
  rows: string[][]
  /** Columns, from 0, whose cells are numbers and need no guard against formulas (CSV-2). */
  numericColumns: number[]
}

/**
 * Records as a table to write to a CSV file (REC-4): title, who looks after it, then the fields in the folder's order. Archived
 * fields and what is in the bin are left out. `ownerOf` gives the name shown for a portfolio, `personOf` for a user id.
 */
export function exportTable(request: {
  fields: readonly Field[]
  records: Iterable<RecordNow>
  ownerOf: (portfolioId: string) => string
  personOf: (userId: string) => string
}): ExportedTable {
  const fields = request.fields.filter((field) => !field.archived)
  const rows: string[][] = []
  for (const record of request.records) {
    if (record.deleted !== null) continue
    const cells = fields.map(({ id, type }) => {
      const value = Object.hasOwn(record.values, id) ? record.values[id] : null
      if (value === null || value === undefined) return ''
      return type === 'person' ? request.personOf(String(value)) : String(value)
    })
    rows.push([record.title, request.ownerOf(record.portfolio), ...cells])
  }
  const numericColumns = fields.flatMap(({ type }, i) =>
    type === 'number' || type === 'money' ? [i + 2] : [],
  )
  return { header: ['Name', 'Looked after by', ...fields.map((field) => field.name)], rows, numericColumns }
}
