import type { ComponentChildren } from 'preact'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-preact'
import { IconButton } from './icon-button.tsx'
import './banner.css'

export type BannerTone = 'info' | 'success' | 'warning' | 'danger'

export type BannerProps = {
  tone?: BannerTone
  title?: string
  children?: ComponentChildren
  /** A Button or LinkButton, or several. */
  action?: ComponentChildren
  onDismiss?: () => void
  /** Reads it out when it appears: for what comes in answer to something done. */
  announce?: boolean
}

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }
const words = { info: 'Note', success: 'Done', warning: 'Warning', danger: 'Problem' }

/** A message in the page that stays until its cause is gone. */
export function Banner({ tone = 'info', title, children, action, onDismiss, announce }: BannerProps) {
  const Icon = icons[tone]
  const role = announce ? (tone === 'danger' || tone === 'warning' ? 'alert' : 'status') : undefined
  return (
    <div class={`ho-banner ho-tone--${tone}`} role={role}>
      <Icon class="ho-banner__icon" aria-label={words[tone]} role="img" />
      <div class="ho-banner__main">
        <div class="ho-banner__text">
          {title && <p class="ho-banner__title">{title}</p>}
          {children && <div>{children}</div>}
        </div>
        {action && <div class="ho-banner__action">{action}</div>}
      </div>
      {onDismiss && <IconButton label="Dismiss" icon={<X />} size="s" onClick={onDismiss} />}
    </div>
  )
}
