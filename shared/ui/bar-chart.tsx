import { useState } from 'preact/hooks'
import './bar-chart.css'
import { classNames } from './class-names.ts'

export type Bar = {
  id: string
  value: number
  /** Under the bar, where there is room: "3". */
  tick: string
  /** Read out and shown when the bar is chosen: "3 May: 14 seats". */
  words: string
  /** Not certain yet. */
  open?: boolean
}

export type BarChartProps = {
  /** What is shown: "Seats in May 2026". */
  label: string
  bars: readonly Bar[]
  /** A line across: a limit. */
  line?: { value: number; label: string } | undefined
}

/**
 * Bars in a row, read one at a time: arrow keys, Home and End move along them (Page Up and Down by seven), a pointer chooses
 * what it is over, and what is chosen stands in words above. The last one is chosen at first.
 */
export function BarChart({ label, bars, line }: BarChartProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const found = bars.findIndex((bar) => bar.id === chosen)
  const at = found < 0 ? bars.length - 1 : found
  const top = ceiling(Math.max(1, ...bars.map((bar) => bar.value), line?.value ?? 0))
  const moveTo = (index: number) => setChosen(bars[Math.min(bars.length - 1, Math.max(0, index))]?.id ?? null)
  const onKeyDown = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(event.currentTarget as Element).direction === 'rtl'
    const steps: Record<string, number> = {
      ArrowRight: rtl ? -1 : 1,
      ArrowLeft: rtl ? 1 : -1,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: 7,
      PageDown: -7,
      Home: -bars.length,
      End: bars.length,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    moveTo(at + step)
  }
  const every = Math.max(1, Math.ceil(bars.length / 10))
  return (
    <div class="ho-chart">
      <p class="ho-chart__words" aria-hidden="true">
        {bars[at]?.words}
      </p>
      <div
        class="ho-chart__plot"
        role="slider"
        tabIndex={0}
        aria-label={line ? `${label}, ${line.label}` : label}
        aria-valuemin={1}
        aria-valuemax={bars.length}
        aria-valuenow={at + 1}
        aria-valuetext={bars[at]?.words}
        onKeyDown={onKeyDown}
      >
        <span class="ho-chart__top" aria-hidden="true">
          {top.toLocaleString('en')}
        </span>
        <div class="ho-chart__area">
          {line && (
            <span
              class="ho-chart__line"
              aria-hidden="true"
              style={{ insetBlockEnd: `${(100 * line.value) / top}%` }}
            >
              <span class="ho-chart__line-label">{line.label}</span>
            </span>
          )}
          {bars.map((bar, index) => (
            <span
              key={bar.id}
              class="ho-chart__place"
              onPointerEnter={() => setChosen(bar.id)}
              onClick={() => setChosen(bar.id)}
            >
              <span
                class={classNames(
                  'ho-chart__bar',
                  bar.open && 'ho-chart__bar--open',
                  index === at && 'ho-chart__bar--chosen',
                )}
                style={{ blockSize: `${(100 * bar.value) / top}%` }}
              />
            </span>
          ))}
        </div>
      </div>
      <div class="ho-chart__ticks" aria-hidden="true">
        {bars.map((bar, index) => (
          <span key={bar.id} class="ho-chart__tick">
            {index % every === 0 ? bar.tick : ''}
          </span>
        ))}
      </div>
    </div>
  )
}

/** A round number at or above: 1, 2, 5, 10, 20, 25, 50 … */
function ceiling(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 2.5, 5, 10].find((factor) => Number.isInteger(factor * unit) && factor * unit >= value)
  return (step ?? 10) * unit
}
