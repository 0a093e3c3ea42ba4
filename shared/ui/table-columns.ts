import type { ComponentChildren } from 'preact'

/** A column of Table and VirtualTable. */
export type Column<R> = {
  id: string
  header: string
  cell: (row: R) => ComponentChildren
  sortable?: boolean
  /** Numbers stand at the end. */
  align?: 'start' | 'end'
  /** A CSS grid track for VirtualTable, a width for Table: `'8rem'`, `'2fr'` (VirtualTable only). */
  width?: string
  /** The cell that names the row: it carries the link, and heads the card when narrow. Exactly one. */
  primary?: boolean
  /** Left out when narrow. */
  hideNarrow?: boolean
  /** The header is for screen readers only: for a column of buttons. */
  hideHeader?: boolean
}

export type Sort = { column: string; direction: 'ascending' | 'descending' }

export type Selection<R> = {
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
  /** How a row is called: "Anna Berg". */
  rowLabel: (row: R) => string
}

/** What a click on a header asks for: ascending first, then the other way round. */
export function nextSort(sort: Sort | undefined, column: string): Sort {
  const turned = sort?.column === column && sort.direction === 'ascending'
  return { column, direction: turned ? 'descending' : 'ascending' }
}

/** The set with one key added or taken out; the given set stays as it is. */
export function toggled(selected: ReadonlySet<string>, key: string, on: boolean): ReadonlySet<string> {
  const next = new Set(selected)
  if (on) next.add(key)
  else next.delete(key)
  return next
}
