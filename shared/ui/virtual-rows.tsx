import type { ComponentChildren } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { classNames } from './class-names.ts'
import { OPENER, openFromRow } from './row-click.ts'
import { useVirtualizer } from './use-virtualizer.ts'
import './virtual-rows.css'

export type VirtualRowsProps = {
  label: string
  count: number
  keyOf: (index: number) => string
  /** What the keys are read from; the same as long as they are. */
  rows: unknown
  /** The gridcells of one row. */
  renderRow: (index: number) => ComponentChildren
  /** A row of columnheaders. */
  header?: ComponentChildren
  /** CSS grid tracks of header and rows while it is wide. */
  tracks?: string
  rowHeight: number
  /** The most it may be high, as a CSS length. */
  height: string
  isSelected?: (index: number) => boolean
  onToggle?: (index: number) => void
  /** Whether rows open: Enter and a click go to the `.ho-table__open` inside. */
  opens: boolean
  /** First and last row in the page, for an owner that loads them in pieces. */
  onVisible?: (first: number, last: number) => void
  busy?: boolean
}

/**
 * The scrolling part of VirtualList and VirtualTable: an ARIA grid of which only the visible rows exist. The grid itself keeps the
 * focus and names the active row (aria-activedescendant): a focused row would vanish on scrolling away, and the focus with it.
 */
export function VirtualRows(props: VirtualRowsProps) {
  const {
    label,
    count,
    keyOf,
    rows,
    renderRow,
    header,
    tracks,
    rowHeight,
    height,
    isSelected,
    onToggle,
    opens,
    onVisible,
    busy,
  } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const [covered, setCovered] = useState(0)
  const [active, setActive] = useActiveRow(count, keyOf)
  const virtualizer = useVirtualizer({ count, scroller, rowHeight, keyOf, rows, keep: active, covered })
  const items = virtualizer.getVirtualItems()
  const cells = useRenderedCells(renderRow)

  // Watched, not read after each render: reading would lay the page out once more per frame of scrolling.
  useLayoutEffect(() => {
    if (!head.current) return setCovered(0)
    const watcher = new ResizeObserver(([entry]) => setCovered(entry?.borderBoxSize[0]?.blockSize ?? 0))
    watcher.observe(head.current)
    return () => watcher.disconnect()
  }, [Boolean(header)])
  const first = virtualizer.range?.startIndex ?? 0
  const last = virtualizer.range?.endIndex ?? 0
  useEffect(() => onVisible?.(first, last), [first, last, onVisible])

  const moveTo = (index: number) => {
    const target = Math.max(0, Math.min(count - 1, index))
    setActive(target)
    virtualizer.scrollToIndex(target)
  }
  const rowElement = (index: number) => document.getElementById(`${id}-row-${index}`)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || count === 0) return
    const at = active ?? -1
    const page = Math.max(1, last - first - 1)
    if (event.key === 'ArrowDown') moveTo(at + 1)
    else if (event.key === 'ArrowUp') moveTo(at - 1)
    else if (event.key === 'PageDown') moveTo(at + page)
    else if (event.key === 'PageUp') moveTo(at - page)
    else if (event.key === 'Home') moveTo(0)
    else if (event.key === 'End') moveTo(count - 1)
    else if (event.key === ' ' && onToggle && active !== null) onToggle(active)
    else if (event.key === 'Enter' && opens && active !== null)
      rowElement(active)?.querySelector<HTMLElement>(`.${OPENER}`)?.click()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={scroller}
      class="ho-virtual"
      role="grid"
      aria-label={label}
      aria-rowcount={count + (header ? 1 : 0)}
      aria-multiselectable={onToggle ? true : undefined}
      aria-busy={busy || undefined}
      aria-activedescendant={active === null ? undefined : `${id}-row-${active}`}
      tabIndex={0}
      style={{ maxBlockSize: height, '--virtual-tracks': tracks }}
      onKeyDown={onKeyDown}
      onFocus={(event) =>
        event.target === event.currentTarget && active === null && count > 0 && setActive(first)
      }
    >
      {header && (
        <div ref={head} class="ho-virtual__head" role="rowgroup">
          <div class="ho-virtual__grid" role="row" aria-rowindex={1}>
            {header}
          </div>
        </div>
      )}
      <div class="ho-virtual__body" role="rowgroup" style={{ blockSize: `${virtualizer.getTotalSize()}px` }}>
        {items.map((item) => (
          <div
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            id={`${id}-row-${item.index}`}
            role="row"
            aria-rowindex={item.index + (header ? 2 : 1)}
            aria-selected={isSelected?.(item.index)}
            class={classNames(
              'ho-virtual__row ho-virtual__grid',
              item.index === active && 'ho-virtual__row--active',
              isSelected?.(item.index) && 'ho-virtual__row--chosen',
              opens && 'ho-virtual__row--opens',
            )}
            style={{ transform: `translateY(${item.start}px)`, minBlockSize: `${rowHeight}px` }}
            onClick={(event) => {
              setActive(item.index)
              if (opens) openFromRow(event)
            }}
          >
            {cells(item.index)}
          </div>
        ))}
      </div>
    </div>
  )
}

/**
 * Gives the same nodes again while the owner has not rendered: scrolling renders this component many times a second, and Preact
 * passes over what is identical.
 */
function useRenderedCells(
  renderRow: (index: number) => ComponentChildren,
): (index: number) => ComponentChildren {
  const known = useRef<{ by: typeof renderRow; nodes: Map<number, ComponentChildren> }>({
    by: renderRow,
    nodes: new Map(),
  })
  const before = known.current.by === renderRow ? known.current.nodes : new Map<number, ComponentChildren>()
  const nodes = new Map<number, ComponentChildren>() // only what is rendered now is kept
  known.current = { by: renderRow, nodes }
  return (index) => {
    const node = before.has(index) ? before.get(index) : renderRow(index)
    nodes.set(index, node)
    return node
  }
}

/** The active row, which follows its key when rows are added, removed or sorted; null until the keyboard or a click chose one. */
function useActiveRow(
  count: number,
  keyOf: (index: number) => string,
): [number | null, (index: number) => void] {
  const [chosen, setChosen] = useState<{ index: number; key: string } | null>(null)
  const set = (index: number) => setChosen({ index, key: keyOf(index) })
  if (chosen === null || count === 0) return [null, set]
  if (chosen.index < count && keyOf(chosen.index) === chosen.key) return [chosen.index, set]
  for (let index = 0; index < count; index += 1) if (keyOf(index) === chosen.key) return [index, set]
  return [Math.min(chosen.index, count - 1), set]
}
