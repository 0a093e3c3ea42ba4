import { Trash2, UserRound, X } from 'lucide-preact'
import { Button } from '../../shared/ui/button.tsx'
import { IconButton } from '../../shared/ui/icon-button.tsx'

export type SelectionBarProps = {
  chosen: number
  total: number
  onChooseAll: () => void
  onNone: () => void
  onAssign: () => void
  onBin: () => void
  /** Why not (ROLE-11). */
  assignReason?: string | undefined
  binReason?: string | undefined
  busy: boolean
}

/** What can be done with the chosen records. */
export function SelectionBar(props: SelectionBarProps) {
  const { chosen, total, onChooseAll, onNone, onAssign, onBin, assignReason, binReason, busy } = props
  return (
    <div class="rec-selection" role="region" aria-label="Chosen records">
      <IconButton label="Choose none" icon={<X />} onClick={onNone} />
      <span role="status" class="rec-selection__count">
        {chosen.toLocaleString('en')} chosen
      </span>
      {chosen < total && (
        <Button size="s" variant="quiet" onClick={onChooseAll}>
          Choose all {total.toLocaleString('en')}
        </Button>
      )}
      <span class="rec-selection__actions">
        <Button size="s" icon={<UserRound />} reason={assignReason} busy={busy} onClick={onAssign}>
          Give to…
        </Button>
        <Button size="s" icon={<Trash2 />} reason={binReason} busy={busy} onClick={onBin}>
          Move to the bin
        </Button>
      </span>
    </div>
  )
}
