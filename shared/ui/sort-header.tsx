import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-preact'
import { nextSort, type Column, type Sort } from './table-columns.ts'

/** What stands in a column's header: its name, or a button that sorts by it. */
export function SortHeader<R>({
  column,
  sort,
  onSort,
}: {
  column: Column<R>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  if (column.hideHeader) return <span class="ho-visually-hidden">{column.header}</span>
  if (!column.sortable || !onSort) return <>{column.header}</>
  const direction = sort?.column === column.id ? sort.direction : undefined
  const Arrow = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ChevronsUpDown
  return (
    <button type="button" class="ho-table__sort" onClick={() => onSort(nextSort(sort, column.id))}>
      {column.header}
      <Arrow class={direction ? 'ho-table__arrow ho-table__arrow--on' : 'ho-table__arrow'} />
    </button>
  )
}

/** For aria-sort: `undefined` where a column can't be sorted. */
export function ariaSort<R>(
  column: Column<R>,
  sort: Sort | undefined,
): 'ascending' | 'descending' | 'none' | undefined {
  if (!column.sortable) return undefined
  return sort?.column === column.id ? sort.direction : 'none'
}
