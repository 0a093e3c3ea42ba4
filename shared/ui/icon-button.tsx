import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact'
import { classNames } from './class-names.ts'
import { useTooltip } from './use-tooltip.tsx'
import './button.css'

type Passed = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'onClick' | 'disabled' | 'icon' | 'ref' | 'size' | 'class' | 'type' | 'label'
>

export type IconButtonProps = Passed & {
  /** What it does, in words: its name for screen readers and its tooltip. */
  label: string
  icon: ComponentChildren
  size?: 'm' | 's'
  onClick?: (event: MouseEvent) => void
  /** For a button that stays pressed. */
  pressed?: boolean
  /** Why it can't be used now, and who may (ROLE-11). */
  reason?: string | undefined
  buttonRef?: Ref<HTMLButtonElement>
}

export function IconButton({
  label,
  icon,
  size = 'm',
  onClick,
  pressed,
  reason,
  buttonRef,
  ...rest
}: IconButtonProps) {
  const { anchor, tip, show } = useTooltip(reason ?? label, { describes: Boolean(reason) })
  const click = (event: MouseEvent) => {
    if (!reason) return onClick?.(event)
    event.preventDefault()
    event.stopPropagation()
    show(event.currentTarget as Element)
  }
  return (
    <>
      <button
        {...rest}
        {...anchor}
        ref={buttonRef}
        type="button"
        class={classNames('ho-button', 'ho-icon-button', 'ho-button--quiet', size === 's' && 'ho-button--s')}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={reason ? true : undefined}
        onClick={click}
      >
        {icon}
      </button>
      {tip}
    </>
  )
}
