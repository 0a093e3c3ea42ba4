import type { ComponentChildren } from 'preact'
import type { ButtonVariant } from './button.tsx'
import { classNames } from './class-names.ts'
import './button.css'

export type LinkButtonProps = {
  href: string
  children: ComponentChildren
  variant?: ButtonVariant
  size?: 'm' | 's'
  icon?: ComponentChildren
  /** Opens a new tab. */
  external?: boolean
  /** A file name to save under, when the link is a download. */
  download?: string
  wide?: boolean
  onClick?: (event: MouseEvent) => void
}

/** A link that looks like a button: for going somewhere. What changes something is a Button. */
export function LinkButton(props: LinkButtonProps) {
  const { href, children, variant = 'secondary', size = 'm', icon, external, download, wide, onClick } = props
  return (
    <a
      href={href}
      class={classNames(
        'ho-button',
        `ho-button--${variant}`,
        size === 's' && 'ho-button--s',
        wide && 'ho-button--wide',
      )}
      onClick={onClick}
      download={download}
      {...(external ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {icon}
      <span class="ho-button__text">{children}</span>
      {external && <span class="ho-visually-hidden"> (opens a new tab)</span>}
    </a>
  )
}
