import type { ComponentChildren } from 'preact'
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks'
import { classNames } from './class-names.ts'
import { AskingHelpsContext } from './form-purpose.ts'
import { keepPlaced, placeNear } from './place-near.ts'
import './menu.css'

export type MenuItem = {
  id: string
  label: string
  icon?: ComponentChildren
  /** One of the two. */
  onSelect?: () => void
  href?: string
  danger?: boolean
  /** It is where one is, or the value that holds. */
  current?: boolean
  /** Why it can't be used, and who may; shown under the label (ROLE-11). */
  reason?: string | undefined
  /** Where there is a reason: asks somebody who may, or prepares it for them. Its words stand under the reason. */
  ask?: { label: string; onSelect: () => void } | undefined
  /** Draws a line above it. */
  separated?: boolean
}

export type MenuProps = {
  /** What the menu is about: "More about Anna Berg". */
  label: string
  items: readonly MenuItem[]
  /** What the button looks like; three dots when left out. Words, an icon, an Avatar: not a button of its own. */
  trigger?: ComponentChildren
  side?: 'above' | 'below'
  align?: 'start' | 'end'
}

/** A button with a menu. Arrows, Home, End and first letters move; Escape, Tab and a click elsewhere close. */
export function Menu({ label, items: given, trigger, side = 'below', align = 'end' }: MenuProps) {
  const id = useId()
  const helps = useContext(AskingHelpsContext)
  const items = helps ? given : given.map((item) => ({ ...item, ask: undefined }))
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const startAt = useRef<'first' | 'last'>('first')

  useEffect(() => {
    if (!open || !button.current || !menu.current) return
    const [anchor, floating] = [button.current, menu.current]
    const entries = entriesOf(floating)
    entries[startAt.current === 'first' ? 0 : entries.length - 1]?.focus()
    return keepPlaced(() => placeNear(anchor, floating, { side, align }))
  }, [open, side, align])

  const show = (at: 'first' | 'last') => {
    startAt.current = at
    menu.current?.showPopover()
  }
  const close = () => {
    menu.current?.hidePopover()
    button.current?.focus()
  }
  const choose = (item: MenuItem, event: MouseEvent) => {
    if (item.reason && !item.ask) return event.preventDefault()
    close()
    if (item.reason) item.ask?.onSelect()
    else item.onSelect?.()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class={classNames('ho-menu__trigger', !trigger && 'ho-menu__trigger--dots')}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        popovertarget={id}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          show(event.key === 'ArrowDown' ? 'first' : 'last')
        }}
      >
        {trigger ?? <span class="ho-menu__dots" aria-hidden="true" />}
      </button>
      <div
        ref={menu}
        id={id}
        class="ho-menu"
        role="menu"
        aria-label={label}
        popover="auto"
        onToggle={(event) => {
          const nowOpen = event.newState === 'open'
          if (!nowOpen) startAt.current = 'first'
          setOpen(nowOpen)
        }}
        onKeyDown={(event) => onMenuKey(event, close)}
      >
        {open &&
          items.map((item) => {
            const shared = {
              class: classNames(
                'ho-menu__item',
                item.danger && 'ho-menu__item--danger',
                item.separated && 'ho-menu__item--separated',
                item.reason && item.ask && 'ho-menu__item--asks',
              ),
              role: 'menuitem' as const,
              tabIndex: -1,
              'aria-disabled': item.reason && !item.ask ? true : undefined,
              'aria-current': item.current ? ('true' as const) : undefined,
              onClick: (event: MouseEvent) => choose(item, event),
            }
            const inside = (
              <>
                {item.icon && <span class="ho-menu__icon">{item.icon}</span>}
                <span class="ho-menu__text">
                  {item.label}
                  {item.reason && <span class="ho-menu__reason">{item.reason}</span>}
                  {item.reason && item.ask && <span class="ho-menu__ask">{item.ask.label}</span>}
                </span>
              </>
            )
            return item.href !== undefined && !item.reason ? (
              <a key={item.id} href={item.href} {...shared}>
                {inside}
              </a>
            ) : (
              <button key={item.id} type="button" {...shared}>
                {inside}
              </button>
            )
          })}
      </div>
    </>
  )
}

function entriesOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')]
}

function onMenuKey(event: KeyboardEvent, close: () => void) {
  const entries = entriesOf(event.currentTarget as Element)
  const at = entries.indexOf(document.activeElement as HTMLElement)
  const goTo = (index: number) => entries[(index + entries.length) % entries.length]?.focus()
  if (event.key === 'ArrowDown') goTo(at + 1)
  else if (event.key === 'ArrowUp') goTo(at - 1)
  else if (event.key === 'Home') goTo(0)
  else if (event.key === 'End') goTo(entries.length - 1)
  else if (event.key === 'Escape' || event.key === 'Tab') close()
  else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
    const letter = event.key.toLowerCase()
    const after = [...entries.slice(at + 1), ...entries.slice(0, at + 1)]
    after.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(letter))?.focus()
  } else return
  if (event.key === 'Tab') return // it goes on from the button
  event.preventDefault()
  event.stopPropagation() // Escape closes the menu, not the dialog it is in
}
