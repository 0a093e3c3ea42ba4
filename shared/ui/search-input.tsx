import type { Ref } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { Search, X } from 'lucide-preact'
import { useAutoFocus } from './use-auto-focus.ts'
import './field.css'
import './search-input.css'

export type SearchInputProps = {
  /** What is searched: "Search people". Also the placeholder. */
  label: string
  value: string
  onInput: (value: string) => void
  /** How many were found; read out as it changes. */
  found?: number | undefined
  autoFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
}

export function SearchInput({ label, value, onInput, found, autoFocus, inputRef }: SearchInputProps) {
  const id = useId()
  const ref = useAutoFocus(autoFocus, inputRef)
  const frame = useRef<HTMLSpanElement>(null)
  const clear = () => {
    onInput('')
    frame.current?.querySelector('input')?.focus()
  }
  return (
    <span ref={frame} class="ho-search" role="search">
      <Search class="ho-search__icon" />
      <input
        ref={ref}
        id={id}
        class="ho-input ho-search__input"
        type="search"
        dir="auto"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellcheck={false}
        autoFocus={autoFocus}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !value) return
          event.preventDefault()
          event.stopPropagation()
          clear()
        }}
      />
      {value && (
        <button type="button" class="ho-search__clear" aria-label="Clear the search" onClick={clear}>
          <X />
        </button>
      )}
      <span class="ho-visually-hidden" role="status">
        {value && found !== undefined ? `${found.toLocaleString('en')} found` : ''}
      </span>
    </span>
  )
}
