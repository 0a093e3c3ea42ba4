import type { ComponentChildren } from 'preact'
import { RowOpener } from './row-opener.tsx'
import { isWindow, type RowSource } from './row-source.ts'
import { Skeleton } from './skeleton.tsx'
import { VirtualRows } from './virtual-rows.tsx'
import './table-cells.css'

export type VirtualListProps<R> = {
  /** What is listed; read out, not shown. */
  label: string
  rows: RowSource<R>
  rowKey: (row: R) => string
  renderItem: (row: R) => ComponentChildren
  href?: (row: R) => string
  onOpen?: (row: R) => void
  /** Height of an item before it is measured, in CSS pixels. */
  rowHeight?: number
  /** The most the list may be high, as a CSS length. */
  height?: string
  empty?: ComponentChildren
}

/** A long list of one column; the keys are those of VirtualTable. */
export function VirtualList<R>({
  label,
  rows,
  rowKey,
  renderItem,
  href,
  onOpen,
  rowHeight = 56,
  height = '70dvh',
  empty,
}: VirtualListProps<R>) {
  const count = isWindow(rows) ? rows.count : rows.length
  const rowAt = (index: number) => (isWindow(rows) ? rows.at(index) : rows[index])
  if (count === 0 && empty !== undefined) return <>{empty}</>
  return (
    <VirtualRows
      label={label}
      count={count}
      rows={rows}
      keyOf={(index) => {
        const row = rowAt(index)
        return row === undefined ? `row ${index}` : rowKey(row)
      }}
      rowHeight={rowHeight}
      height={height}
      opens={Boolean(href ?? onOpen)}
      onVisible={isWindow(rows) ? rows.onVisible : undefined}
      renderRow={(index) => {
        const row = rowAt(index)
        return (
          <div role="gridcell" class="ho-virtual__cell">
            {row === undefined ? (
              <Skeleton withAvatar lines={2} />
            ) : (
              <RowOpener href={href?.(row)} onOpen={onOpen && (() => onOpen(row))} tabIndex={-1}>
                {renderItem(row)}
              </RowOpener>
            )}
          </div>
        )
      }}
    />
  )
}
