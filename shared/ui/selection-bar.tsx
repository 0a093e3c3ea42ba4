import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import './selection-bar.css'

export type SelectionBarProps = {
  /** "Chosen people" */
  label: string
  chosen: number
  total: number
  onChooseAll: () => void
  onNone: () => void
  /** Buttons: what can be done with them. */
  children: ComponentChildren
}

/** Says how many rows of a list are chosen, and what can be done with them; stays in sight while the list scrolls. */
export function SelectionBar({ label, chosen, total, onChooseAll, onNone, children }: SelectionBarProps) {
  return (
    <div class="ho-selection" role="region" aria-label={label}>
      <IconButton label="Choose none" icon={<X />} onClick={onNone} />
      <span role="status" class="ho-selection__count">
        {chosen.toLocaleString('en')} chosen
      </span>
      {chosen < total && (
        <Button size="s" variant="quiet" onClick={onChooseAll}>
          Choose all {total.toLocaleString('en')}
        </Button>
      )}
      <span class="ho-selection__actions">{children}</span>
    </div>
  )
}
