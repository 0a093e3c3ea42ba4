import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import './tabs.css'

export type Tab<T extends string> = {
  id: T
  label: string
  /** Shown beside the label; undefined while it is not known. */
  count?: number | undefined
}

export type TabsProps<T extends string> = {
  /** What the tabs choose between: "Users by status". */
  label: string
  tabs: readonly Tab<T>[]
  selected: T
  onSelect: (id: T) => void
  /** The content of the selected tab. */
  children?: ComponentChildren
}

/** Arrow keys move between tabs and choose at once, so the content must be cheap to show. */
export function Tabs<T extends string>({ label, tabs, selected, onSelect, children }: TabsProps<T>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const moveTo = (index: number) => {
    const tab = tabs[(index + tabs.length) % tabs.length]
    if (!tab) return
    onSelect(tab.id)
    list.current?.querySelector<HTMLElement>(`[id="${id}-tab-${tab.id}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === selected)
    const forward =
      getComputedStyle(event.currentTarget as Element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') moveTo(at + (event.key === forward ? 1 : -1))
    else if (event.key === 'Home') moveTo(0)
    else if (event.key === 'End') moveTo(tabs.length - 1)
    else return
    event.preventDefault()
  }
  return (
    <>
      <div ref={list} class="ho-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}-tab-${tab.id}`}
            type="button"
            class="ho-tabs__tab"
            role="tab"
            aria-selected={tab.id === selected}
            aria-controls={children !== undefined && tab.id === selected ? `${id}-panel` : undefined}
            tabIndex={tab.id === selected ? 0 : -1}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <span class="ho-tabs__count">{tab.count.toLocaleString('en')}</span>}
          </button>
        ))}
      </div>
      {children !== undefined && (
        <div
          id={`${id}-panel`}
          class="ho-tabs__panel"
          role="tabpanel"
          aria-labelledby={`${id}-tab-${selected}`}
        >
          {children}
        </div>
      )}
    </>
  )
}
