import { Check } from 'lucide-preact'
import { toggled } from './table-columns.ts'
import './filter-chips.css'

export type FilterChip = { id: string; label: string; count?: number | undefined }

export type FilterChipsProps = {
  /** What they filter by: "Role". */
  label: string
  chips: readonly FilterChip[]
  selected: ReadonlySet<string>
  onChange: (selected: ReadonlySet<string>) => void
  /** One at most: pressing another replaces it. */
  single?: boolean
}

/** Filters that are on or off; none on means everything is shown. */
export function FilterChips({ label, chips, selected, onChange, single }: FilterChipsProps) {
  const press = (id: string) => {
    const on = !selected.has(id)
    onChange(single ? new Set(on ? [id] : []) : toggled(selected, id, on))
  }
  return (
    <div class="ho-chips" role="group" aria-label={label}>
      {chips.map(({ id, label: text, count }) => (
        <button
          key={id}
          type="button"
          class="ho-chips__chip"
          aria-pressed={selected.has(id)}
          onClick={() => press(id)}
        >
          {selected.has(id) && <Check />}
          {text}
          {count !== undefined && <span class="ho-chips__count">{count.toLocaleString('en')}</span>}
        </button>
      ))}
    </div>
  )
}
