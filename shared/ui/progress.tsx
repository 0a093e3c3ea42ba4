import { useId } from 'preact/hooks'
import './progress.css'

export type ProgressProps = {
  /** What is under way: "Changing addresses". */
  label: string
  /** Left out while the end is not known. */
  value?: number
  max?: number
  /** Instead of "31 of 40". */
  text?: string
  tone?: 'accent' | 'danger' | 'success'
}

export function Progress({ label, value, max = 100, text, tone = 'accent' }: ProgressProps) {
  const id = useId()
  const known = value !== undefined
  const share = known && max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  const words = text ?? (known ? `${value.toLocaleString('en')} of ${max.toLocaleString('en')}` : undefined)
  return (
    <div class={`ho-progress ho-progress--${tone}`}>
      <div class="ho-progress__line">
        <span id={id}>{label}</span>
        {words && <span class="ho-progress__words">{words}</span>}
      </div>
      <div
        class="ho-progress__track"
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={known ? 0 : undefined}
        aria-valuemax={known ? max : undefined}
        aria-valuenow={known ? value : undefined}
        aria-valuetext={words}
      >
        <div
          class={known ? 'ho-progress__bar' : 'ho-progress__bar ho-progress__bar--unknown'}
          style={known ? { inlineSize: `${share * 100}%` } : undefined}
        />
      </div>
    </div>
  )
}
