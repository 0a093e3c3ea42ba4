import { Button } from '../../shared/ui/button.tsx'

export type StepButtonsProps = {
  onBack?: () => void
  onNext: () => void
  next: string
  busy: boolean
  reason?: string | undefined
}

/** Back and on, at the end of each step. */
export function StepButtons({ onBack, onNext, next, busy, reason }: StepButtonsProps) {
  return (
    <div class="imp-buttons">
      {onBack && <Button onClick={onBack}>Back</Button>}
      <Button variant="primary" busy={busy} reason={reason} onClick={onNext}>
        {next}
      </Button>
    </div>
  )
}
