import type { Field } from '../model/folder.ts'
import { fieldOf, mappingProblem, type Mapping } from './mapping.ts'
import { ownerKey } from './owner-key.ts'
import { ownerMatcher, type Colleague, type OwnerChoice } from './owners.ts'
import { parseValue, tooLong } from './parse-value.ts'
import { idByKey, idsByContent, isBlankRow } from './record-id.ts'
import { cleaned, quoted, type Table, type TableRow } from './table.ts'

/** As `createdRecordSchema` allows. */
const MAX_TITLE = 500

export interface ImportRequest {
  folderId: string
  table: Table
  mapping: Mapping
  /** The folder's fields as they are. */
  fields: readonly Field[]
  owners: {
    /** By `ownerKey(value)`. A value without a choice is looked after by nobody, under its own name. */
    byKey: ReadonlyMap<string, OwnerChoice>
    /** For rows without an owner value, and for all of them when there is no owner column. */
    otherwise: OwnerChoice
  }
  /** For fields of type person. */
  colleagues: readonly Colleague[]
  /** Does the folder have, or did it ever have, this record? Those in the bin count: they were deleted on purpose. */
  exists: (recordId: string) => boolean
}

export interface RecordToCreate {
  recordId: string
  /** The row's line in the file. */
  line: number
  title: string
  owner: OwnerChoice
  /** By field id; empty cells are left out. */
  values: Record<string, string | number>
}

export interface FailedRow extends TableRow {
  /** From 0; null: the reason is not about one column. */
  column: number | null
  /** Names the column and says what is wrong, e.g. `freight: “12,5x” is not a number`. */
  reason: string
}

export interface ImportPlan {
  status: 'planned'
  create: RecordToCreate[]
  /** Rows whose record is there from before: they are left alone, with all later edits. */
  already: number
  /** Rows without anything in them. */
  blank: number
  failed: FailedRow[]
}

export type ImportRefusal = { status: 'refused'; code: 'bad-mapping'; message: string }

/**
 * Rows → records to create (REC-4). Planned again when those exist, it creates nothing. What is wrong with one row fails that
 * row and no other.
 */
export function planRows(request: ImportRequest): ImportPlan | ImportRefusal {
  const { table, mapping, fields } = request
  const problem = mappingProblem(mapping, table.header, fields)
  if (problem) return { status: 'refused', code: 'bad-mapping', message: problem }
  const plan: ImportPlan = { status: 'planned', create: [], already: 0, blank: 0, failed: [] }
  const identify = identifier(request)
  const recordOf = rowReader(request)
  for (const row of table.rows) {
    if (isBlankRow(row)) {
      plan.blank++
      continue
    }
    const identity = identify(row)
    if ('reason' in identity) plan.failed.push({ ...row, ...identity })
    else if (request.exists(identity.recordId)) plan.already++
    else {
      const record = recordOf(row)
      if ('reason' in record) plan.failed.push({ ...row, ...record })
      else plan.create.push({ ...identity, line: row.line, ...record })
    }
  }
  return plan
}

type Failure = { column: number; reason: string }

function identifier({ folderId, table, mapping }: ImportRequest) {
  const { keyColumn } = mapping
  if (keyColumn === null) {
    const idOf = idsByContent(folderId, table.header)
    return (row: TableRow): { recordId: string } | Failure => ({ recordId: idOf(row) })
  }
  const name = table.header[keyColumn] ?? ''
  const lines = new Map<string, number>()
  return (row: TableRow): { recordId: string } | Failure => {
    const key = cleaned(row.cells[keyColumn])
    if (key === '') return { column: keyColumn, reason: `${name}: is empty, and tells the rows apart` }
    const first = lines.get(key)
    if (first !== undefined)
      return { column: keyColumn, reason: `${name}: ${quoted(key)} is already in line ${first}` }
    lines.set(key, row.line)
    return { recordId: idByKey(folderId, key) }
  }
}

function rowReader({ table, mapping, fields, owners, colleagues }: ImportRequest) {
  const match = ownerMatcher(colleagues)
  const { keyColumn, ownerColumn, titleColumn } = mapping
  const readers = mapping.columns.flatMap((column, i) => {
    const field = fieldOf(column, fields)
    return field ? [{ i, column, field }] : []
  })
  return (row: TableRow): Pick<RecordToCreate, 'title' | 'owner' | 'values'> | Failure => {
    const cell = (i: number) => cleaned(row.cells[i])
    const failure = (column: number, reason: string): Failure => ({
      column,
      reason: `${table.header[column]}: ${reason}`,
    })
    const title = cell(titleColumn) || (keyColumn === null ? '' : cell(keyColumn)) || 'No name'
    if (title.length > MAX_TITLE) return failure(titleColumn, tooLong(title.length, MAX_TITLE))
    const values: [string, string | number][] = []
    for (const { i, column, field } of readers) {
      const text = cell(i)
      if (text === '') continue
      const parsed = parseValue(text, field, column, match)
      if (!parsed.ok) return failure(i, parsed.reason)
      values.push([field.id, parsed.value])
    }
    const value = ownerColumn === null ? '' : cell(ownerColumn)
    const owner = value === '' ? owners.otherwise : (owners.byKey.get(ownerKey(value)) ?? nobody(value))
    return { title, owner, values: Object.fromEntries(values) }
  }
}

const nobody = (value: string): OwnerChoice => ({ kind: 'nobody', label: value.slice(0, 200) })
