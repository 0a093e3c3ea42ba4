import type { ComponentChildren } from 'preact'
import { Checkbox } from './checkbox.tsx'
import { classNames } from './class-names.ts'
import { RowOpener } from './row-opener.tsx'
import { isWindow, type RowSource } from './row-source.ts'
import { Skeleton } from './skeleton.tsx'
import { ariaSort, SortHeader } from './sort-header.tsx'
import { toggled, type Column, type Selection, type Sort } from './table-columns.ts'
import { VirtualRows } from './virtual-rows.tsx'
import './table-cells.css'

export type VirtualTableProps<R> = {
  /** What the table lists; read out, not shown. */
  caption: string
  columns: readonly Column<R>[]
  rows: RowSource<R>
  rowKey: (row: R) => string
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  selection?: Selection<R>
  rowHref?: (row: R) => string
  onOpen?: (row: R) => void
  /** Height of a row before it is measured, in CSS pixels. */
  rowHeight?: number
  /** The most the table may be high, as a CSS length. */
  height?: string
  loading?: boolean
  /** Shown instead of the table when there are no rows. */
  empty?: ComponentChildren
}

/**
 * Table for many rows: 100,000 scroll smoothly. Arrows, Page up and down, Home and End move, Enter opens, Space chooses.
 * In a narrow place each row shows its cells one under the other.
 */
export function VirtualTable<R>(props: VirtualTableProps<R>) {
  const {
    caption,
    columns,
    rows,
    rowKey,
    sort,
    onSort,
    selection,
    rowHref,
    onOpen,
    rowHeight = 56,
    height = '70dvh',
    loading,
    empty,
  } = props
  const count = isWindow(rows) ? rows.count : rows.length
  const rowAt = (index: number) => (isWindow(rows) ? rows.at(index) : rows[index])
  const keyAt = (index: number) => {
    const row = rowAt(index)
    return row === undefined ? `row ${index}` : rowKey(row)
  }
  if (!loading && count === 0 && empty !== undefined) return <>{empty}</>
  const toggle = (index: number) => {
    const row = rowAt(index)
    if (row === undefined || !selection) return
    const key = rowKey(row)
    selection.onChange(toggled(selection.selected, key, !selection.selected.has(key)))
  }
  const tracks = [
    selection && 'auto',
    ...columns.map((column) => column.width ?? (column.primary ? 'minmax(0, 2fr)' : 'minmax(0, 1fr)')),
  ]
  const header = (
    <>
      {selection && (
        <div class="ho-virtual__choose" role="columnheader">
          {isWindow(rows) ? (
            <span class="ho-visually-hidden">Choose</span>
          ) : (
            <ChooseAll rows={rows} rowKey={rowKey} selection={selection} />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="columnheader"
          aria-sort={onSort ? ariaSort(column, sort) : undefined}
          class={classNames(
            'ho-virtual__header',
            column.align === 'end' && 'ho-virtual__end',
            !(column.sortable && onSort) && 'ho-virtual__unsorted',
          )}
        >
          <SortHeader column={column} sort={sort} onSort={onSort} />
        </div>
      ))}
    </>
  )
  return (
    <div class="ho-virtual-place">
      <VirtualRows
        label={caption}
        count={loading && count === 0 ? 6 : count}
        keyOf={keyAt}
        rows={rows}
        header={header}
        tracks={tracks.filter(Boolean).join(' ')}
        rowHeight={rowHeight}
        height={height}
        busy={loading}
        opens={Boolean(rowHref ?? onOpen)}
        isSelected={selection && ((index) => selection.selected.has(keyAt(index)))}
        onToggle={selection && toggle}
        onVisible={isWindow(rows) ? rows.onVisible : undefined}
        renderRow={(index) => {
          const row = rowAt(index)
          if (row === undefined) return waitingRow(tracks.filter(Boolean).length)
          return (
            <Cells
              row={row}
              columns={columns}
              selection={selection}
              id={rowKey(row)}
              rowHref={rowHref}
              onOpen={onOpen}
            />
          )
        }}
      />
    </div>
  )
}

type CellsProps<R> = Pick<VirtualTableProps<R>, 'columns' | 'selection' | 'rowHref' | 'onOpen'> & {
  row: R
  id: string
}

function Cells<R>({ row, id, columns, selection, rowHref, onOpen }: CellsProps<R>) {
  return (
    <>
      {selection && (
        <div class="ho-virtual__choose" role="gridcell">
          <Checkbox
            label={`Choose ${selection.rowLabel(row)}`}
            hideLabel
            tabIndex={-1}
            checked={selection.selected.has(id)}
            onChange={(on) => selection.onChange(toggled(selection.selected, id, on))}
          />
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          data-label={column.hideHeader ? undefined : column.header}
          class={classNames(
            'ho-virtual__cell',
            column.align === 'end' && 'ho-virtual__end',
            column.primary && 'ho-virtual__primary',
            column.hideNarrow && 'ho-virtual__hide-narrow',
          )}
        >
          {column.primary ? (
            <RowOpener href={rowHref?.(row)} onOpen={onOpen && (() => onOpen(row))} tabIndex={-1}>
              {column.cell(row)}
            </RowOpener>
          ) : (
            column.cell(row)
          )}
        </div>
      ))}
    </>
  )
}

type ChooseAllProps<R> = { rows: readonly R[]; rowKey: (row: R) => string; selection: Selection<R> }

function ChooseAll<R>({ rows, rowKey, selection: { selected, onChange } }: ChooseAllProps<R>) {
  const some = selected.size > 0
  const all = some && selected.size >= rows.length && rows.every((row) => selected.has(rowKey(row)))
  return (
    <Checkbox
      label="Choose all"
      hideLabel
      checked={all}
      indeterminate={some && !all}
      onChange={(on) => onChange(new Set(on ? rows.map(rowKey) : []))}
    />
  )
}

function waitingRow(columns: number) {
  return (
    <div role="gridcell" class="ho-virtual__cell" style={{ gridColumn: `span ${columns}` }}>
      <Skeleton withAvatar lines={2} />
    </div>
  )
}
