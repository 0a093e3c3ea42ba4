import { Check } from 'lucide-preact'
import './stepper.css'

export type Step<T extends string> = { id: T; label: string }

export type StepperProps<T extends string> = {
  /** What the steps lead to: "Hand over Anna's items". */
  label: string
  steps: readonly Step<T>[]
  current: T
  /** With it, steps already done can be gone back to. */
  onSelect?: (id: T) => void
}

/** Where one is in a wizard. When narrow it says "Step 2 of 4" and shows the current name alone. */
export function Stepper<T extends string>({ label, steps, current, onSelect }: StepperProps<T>) {
  const at = steps.findIndex((step) => step.id === current)
  return (
    <nav class="ho-stepper" aria-label={label}>
      <p class="ho-stepper__short" aria-hidden="true">
        Step {at + 1} of {steps.length}
      </p>
      <ol class="ho-stepper__list" role="list">
        {steps.map((step, index) => {
          const state = index < at ? 'done' : index === at ? 'current' : 'ahead'
          const inside = (
            <>
              <span class="ho-stepper__mark" aria-hidden="true">
                {state === 'done' ? <Check /> : index + 1}
              </span>
              <span class="ho-stepper__label">{step.label}</span>
              {state === 'done' && <span class="ho-visually-hidden"> (done)</span>}
            </>
          )
          return (
            <li
              key={step.id}
              class={`ho-stepper__step ho-stepper__step--${state}`}
              aria-current={state === 'current' ? 'step' : undefined}
            >
              {state === 'done' && onSelect ? (
                <button type="button" class="ho-stepper__button" onClick={() => onSelect(step.id)}>
                  {inside}
                </button>
              ) : (
                <span class="ho-stepper__button">{inside}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
