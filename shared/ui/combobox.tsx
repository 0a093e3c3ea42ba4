import type { ComponentChildren } from 'preact'
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
import { Check, ChevronDown, X } from 'lucide-preact'
import { Avatar } from './avatar.tsx'
import { classNames } from './class-names.ts'
import { matchOptions, type ComboboxOption } from './combobox-match.ts'
import { Field, type FieldProps } from './field.tsx'
import { keepPlaced, placeNear } from './place-near.ts'
import './combobox.css'

export type ComboboxProps = FieldProps & {
  options: readonly ComboboxOption[]
  /** The id of what is chosen. */
  value: string | null
  onChange: (id: string | null) => void
  /** What is being typed, for an owner that loads options from elsewhere. */
  onQuery?: (query: string) => void
  placeholder?: string
  /** Options are still on their way. */
  loading?: boolean
  /** Said when nothing matches; the query is given to offer a next step ("invite bob@…"). */
  empty?: (query: string) => ComponentChildren
  /** People get round signs, workspaces square ones. */
  kind?: 'person' | 'workspace' | 'plain'
}

/** More than this is not read by anybody; typing narrows it. */
const SHOWN = 50

/** Choosing one of many by typing: the ARIA combobox with a list, the focus staying in the input. */
export function Combobox(props: ComboboxProps) {
  const { options, value, onChange, onQuery, placeholder, loading, empty, kind = 'person', ...field } = props
  const id = useId()
  const chosen = options.find((option) => option.id === value)
  const [query, setQuery] = useState<string | null>(null) // null: not typing, the chosen label is shown
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const frame = useRef<HTMLSpanElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const popup = useRef<HTMLDivElement>(null)
  const { shown, total } = useMemo(() => matchOptions(options, query ?? '', SHOWN), [options, query])
  const activeOption = open ? shown[Math.min(active, shown.length - 1)] : undefined

  useEffect(() => {
    if (!open || !frame.current || !popup.current) return
    const [anchor, floating] = [frame.current, popup.current]
    floating.showPopover()
    const stop = keepPlaced(() =>
      placeNear(anchor, floating, { side: 'below', align: 'start', matchWidth: true }),
    )
    return () => {
      stop()
      if (floating.isConnected) floating.hidePopover()
    }
  }, [open, shown.length === 0])

  useEffect(() => {
    if (activeOption)
      document.getElementById(`${id}-${activeOption.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [activeOption?.id])

  const show = () => {
    if (field.reason || open) return
    setActive(query ? 0 : Math.max(0, shown.indexOf(chosen as ComboboxOption)))
    setOpen(true)
  }
  const close = () => {
    setOpen(false)
    setQuery(null)
  }
  const choose = (option: ComboboxOption) => {
    if (option.reason) return
    onChange(option.id)
    close()
  }
  const type = (text: string) => {
    setQuery(text)
    onQuery?.(text)
    setActive(0)
    setOpen(true)
  }
  const clear = () => {
    onChange(null)
    setQuery(null)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (field.reason) return
    const last = shown.length - 1
    const arrow = event.key === 'ArrowDown' || event.key === 'ArrowUp'
    if (arrow && !open) show()
    else if (event.key === 'ArrowDown') setActive(active >= last ? 0 : active + 1)
    else if (event.key === 'ArrowUp') setActive(active <= 0 ? last : active - 1)
    else if (open && event.key === 'PageDown') setActive(Math.min(last, active + 8))
    else if (open && event.key === 'PageUp') setActive(Math.max(0, active - 8))
    else if (open && event.key === 'Enter' && activeOption) choose(activeOption)
    else if (open && event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation() // Escape closes the list, not the dialog around it
  }

  return (
    <Field {...field}>
      {(control) => (
        <span ref={frame} class="ho-combobox">
          {chosen && query === null && kind !== 'plain' && (
            <span class="ho-combobox__chosen">
              <Avatar
                name={chosen.label}
                colourBy={chosen.id}
                size="s"
                shape={kind === 'person' ? 'round' : 'square'}
              />
            </span>
          )}
          <input
            {...control}
            ref={input}
            class={classNames(
              'ho-input',
              'ho-combobox__input',
              chosen && query === null && kind !== 'plain' && 'ho-combobox__input--chosen',
            )}
            type="text"
            dir="auto"
            role="combobox"
            autoComplete="off"
            spellcheck={false}
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={activeOption ? `${id}-${activeOption.id}` : undefined}
            aria-disabled={field.reason ? true : undefined}
            readOnly={Boolean(field.reason)}
            placeholder={placeholder ?? 'Type a name or an address'}
            value={query ?? chosen?.label ?? ''}
            onInput={(event) => type(event.currentTarget.value)}
            onClick={show}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={close}
            onKeyDown={onKeyDown}
          />
          {chosen && !field.required && !field.reason ? (
            <button
              type="button"
              class="ho-combobox__end"
              aria-label={`Clear ${field.label}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={clear}
            >
              <X />
            </button>
          ) : (
            <span class="ho-combobox__end ho-combobox__end--arrow">
              <ChevronDown />
            </span>
          )}
          <div
            ref={popup}
            class="ho-combobox__popup"
            popover="manual"
            onMouseDown={(event) => event.preventDefault()} // the focus stays in the input
          >
            <ul id={`${id}-list`} class="ho-combobox__list" role="listbox" aria-label={field.label}>
              {open &&
                shown.map((option, index) => (
                  <li
                    key={option.id}
                    id={`${id}-${option.id}`}
                    role="option"
                    class={classNames(
                      'ho-combobox__option',
                      option === activeOption && 'ho-combobox__option--active',
                    )}
                    aria-selected={option.id === value}
                    aria-disabled={option.reason ? true : undefined}
                    onClick={() => choose(option)}
                    onPointerMove={() => setActive(index)}
                  >
                    {kind !== 'plain' && (
                      <Avatar
                        name={option.label}
                        colourBy={option.id}
                        shape={kind === 'person' ? 'round' : 'square'}
                        faded={Boolean(option.reason)}
                      />
                    )}
                    <span class="ho-combobox__text">
                      <span class="ho-combobox__label">
                        <bdi>{option.label}</bdi>
                      </span>
                      {(option.reason ?? option.detail) && (
                        <span class="ho-combobox__detail">{option.reason ?? <bdi>{option.detail}</bdi>}</span>
                      )}
                    </span>
                    {option.id === value && <Check class="ho-combobox__check" />}
                  </li>
                ))}
            </ul>
            <div class="ho-combobox__note" role="status">
              {open && noteFor({ loading, total, shown: shown.length, query: query ?? '', empty })}
            </div>
          </div>
        </span>
      )}
    </Field>
  )
}

type Note = {
  loading: boolean | undefined
  total: number
  shown: number
  query: string
  empty: ComboboxProps['empty']
}

function noteFor({ loading, total, shown, query, empty }: Note): ComponentChildren {
  if (loading) return 'Looking…'
  if (total === 0)
    return (
      empty?.(query) ?? (query ? `Nothing found for “${query}”.` : 'There is nothing to choose from yet.')
    )
  if (total > shown) return `${(total - shown).toLocaleString('en')} more: type to narrow the list.`
  return <span class="ho-visually-hidden">{total === 1 ? '1 found' : `${total} found`}</span>
}
