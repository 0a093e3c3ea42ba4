import { ChevronRight } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

export interface Choice {
  id: string
  /** An icon or an Avatar. */
  icon: ComponentChildren
  label: string
  note?: ComponentChildren
  onChoose: () => void
}

/** A few ways to go on, one under the other. */
export function ChoiceList({ choices }: { choices: readonly Choice[] }) {
  return (
    <ul class="panel__choices" role="list">
      {choices.map(({ id, icon, label, note, onChoose }) => (
        <li key={id}>
          <button type="button" class="panel__choice" onClick={onChoose}>
            <span class="panel__choice-icon">{icon}</span>
            <span class="panel__choice-text">
              {label}
              {note && <span class="panel__choice-note">{note}</span>}
            </span>
            <ChevronRight class="panel__choice-arrow" aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}
