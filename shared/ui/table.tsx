import type { ComponentChildren } from 'preact'
import { Checkbox } from './checkbox.tsx'
import { classNames } from './class-names.ts'
import { openFromRow } from './row-click.ts'
import { RowOpener } from './row-opener.tsx'
import { Skeleton } from './skeleton.tsx'
import { ariaSort, SortHeader } from './sort-header.tsx'
import { toggled, type Column, type Selection, type Sort } from './table-columns.ts'
import './table-cells.css'
import './table.css'

export type TableProps<R> = {
  /** What the table lists; read out, not shown. */
  caption: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  sort?: Sort | undefined
  /** The owner sorts `rows`; the table only asks. */
  onSort?: (sort: Sort) => void
  selection?: Selection<R>
  /** Makes the primary cell a link and the row a way to it. */
  rowHref?: (row: R) => string
  /** Instead of rowHref: makes the primary cell a button. */
  onOpen?: (row: R) => void
  /** Shows grey rows in place of rows that are not there yet. */
  loading?: boolean
  /** Shown instead of the table when there are no rows: an EmptyState. */
  empty?: ComponentChildren
}

/** A table for up to some hundred rows (VirtualTable for more). In a narrow place each row becomes a card. */
export function Table<R>(props: TableProps<R>) {
  const { caption, columns, rows, rowKey, sort, onSort, selection, loading, empty } = props
  if (!loading && rows.length === 0 && empty !== undefined) return <>{empty}</>
  const keys = rows.map(rowKey)
  const chosen = selection ? keys.filter((key) => selection.selected.has(key)).length : 0
  const chooseAll = (on: boolean) => {
    let next = selection?.selected ?? new Set<string>()
    for (const key of keys) next = toggled(next, key, on)
    selection?.onChange(next)
  }
  // The roles are written out because a table whose parts are no longer displayed as one loses them.
  return (
    <div class="ho-table-place">
      <table class="ho-table" role="table" aria-busy={loading || undefined}>
        <caption class="ho-visually-hidden">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {selection && (
              <th role="columnheader" scope="col" class="ho-table__choose">
                <Checkbox
                  label="Choose all shown"
                  hideLabel
                  checked={chosen > 0 && chosen === rows.length}
                  indeterminate={chosen > 0 && chosen < rows.length}
                  onChange={chooseAll}
                />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.id}
                role="columnheader"
                scope="col"
                class={classNames(
                  column.align === 'end' && 'ho-table__end',
                  !(column.sortable && onSort) && 'ho-table__unsorted',
                )}
                style={column.width ? { width: column.width } : undefined}
                aria-sort={onSort ? ariaSort(column, sort) : undefined}
              >
                <SortHeader column={column} sort={sort} onSort={onSort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <Row key={keys[index]} {...props} row={row} id={keys[index] ?? ''} />
          ))}
          {loading && rows.length === 0 && waitingRows(columns.length + (selection ? 1 : 0))}
        </tbody>
      </table>
    </div>
  )
}

function Row<R>({ row, id, columns, selection, rowHref, onOpen }: TableProps<R> & { row: R; id: string }) {
  const opens = Boolean(rowHref ?? onOpen)
  const selected = selection?.selected.has(id)
  return (
    <tr
      role="row"
      class={classNames(opens && 'ho-table__row--opens', selected && 'ho-table__row--chosen')}
      onClick={opens ? openFromRow : undefined}
    >
      {selection && (
        <td role="cell" class="ho-table__choose">
          <Checkbox
            label={`Choose ${selection.rowLabel(row)}`}
            hideLabel
            checked={Boolean(selected)}
            onChange={(on) => selection.onChange(toggled(selection.selected, id, on))}
          />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          role="cell"
          data-label={column.hideHeader ? undefined : column.header}
          class={classNames(
            column.align === 'end' && 'ho-table__end',
            column.primary && 'ho-table__primary',
            column.hideNarrow && 'ho-table__hide-narrow',
          )}
        >
          {column.primary ? (
            <RowOpener href={rowHref?.(row)} onOpen={onOpen && (() => onOpen(row))}>
              {column.cell(row)}
            </RowOpener>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  )
}

function waitingRows(cells: number) {
  return Array.from({ length: 5 }, (_, index) => (
    <tr key={index} role="row">
      <td role="cell" colSpan={cells}>
        <Skeleton lines={2} withAvatar />
      </td>
    </tr>
  ))
}
