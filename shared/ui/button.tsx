import { Lock } from 'lucide-preact'
import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact'
import { useContext } from 'preact/hooks'
import { classNames } from './class-names.ts'
import { AskingHelpsContext, FormPurposeContext } from './form-purpose.ts'
import { useTooltip } from './use-tooltip.tsx'
import './button.css'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

type Passed = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'onClick' | 'disabled' | 'icon' | 'ref' | 'size' | 'class' | 'type'
>

export type ButtonProps = Passed & {
  children: ComponentChildren
  /** One primary per view; secondary (the default) has an outline, quiet none; danger is for what takes something away. */
  variant?: ButtonVariant
  size?: 'm' | 's'
  icon?: ComponentChildren
  onClick?: (event: MouseEvent) => void
  type?: 'button' | 'submit' | 'reset'
  /** Why it can't be used now, and who may. It stays focusable, says so, and does nothing (ROLE-11). */
  reason?: string | undefined
  /** Where there is a reason: opens the form all the same, to prepare it for somebody who may. */
  ask?: (() => void) | undefined
  /** Work is under way: shows a spinner, ignores clicks. */
  busy?: boolean
  /** Off for a moment, or for a reason that is said elsewhere: ignores clicks and submitting, without a tooltip. */
  waiting?: boolean
  /** Fills its line. */
  wide?: boolean
  buttonRef?: Ref<HTMLButtonElement>
}

export function Button(props: ButtonProps) {
  const {
    children,
    variant = 'secondary',
    size = 'm',
    icon,
    onClick,
    type = 'button',
    reason,
    ask,
    busy,
    waiting,
    wide,
    buttonRef,
    ...rest
  } = props
  const purpose = useContext(FormPurposeContext)
  const asks = useContext(AskingHelpsContext) && reason !== undefined && ask !== undefined
  const { anchor, tip, show } = useTooltip(asks ? `${reason} Press to prepare it, and ask them.` : reason)
  const off = (Boolean(reason) && !asks) || Boolean(busy) || Boolean(waiting)
  const click = (event: MouseEvent) => {
    if (!off && asks) return ask()
    if (!off) return onClick?.(event)
    event.preventDefault() // also keeps a submit button from submitting
    event.stopPropagation()
    show(event.currentTarget as Element)
  }
  return (
    <>
      <button
        {...rest}
        {...(reason ? anchor : {})}
        ref={buttonRef}
        type={type}
        class={classNames(
          'ho-button',
          `ho-button--${variant}`,
          size === 's' && 'ho-button--s',
          wide && 'ho-button--wide',
          asks && 'ho-button--asks',
        )}
        aria-disabled={off || undefined}
        aria-busy={busy || undefined}
        onClick={click}
      >
        {busy ? <span class="ho-button__spinner" aria-hidden="true" /> : asks ? <Lock /> : icon}
        <span class="ho-button__text">{type === 'submit' && purpose ? purpose.submit : children}</span>
      </button>
      {tip}
    </>
  )
}
