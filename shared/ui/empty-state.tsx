import type { ComponentChildren } from 'preact'
import './empty-state.css'

export type EmptyStateProps = {
  icon?: ComponentChildren
  title: string
  children?: ComponentChildren
  /** What to do about it. */
  action?: ComponentChildren
  /** Takes less room: inside a card or a table. */
  compact?: boolean
}

/** What stands where a list would be: one sentence, and the next step. */
export function EmptyState({ icon, title, children, action, compact }: EmptyStateProps) {
  return (
    <div class={compact ? 'ho-empty ho-empty--compact' : 'ho-empty'}>
      {icon && <span class="ho-empty__icon">{icon}</span>}
      <p class="ho-empty__title">{title}</p>
      {children && <div class="ho-empty__text">{children}</div>}
      {action && <div class="ho-empty__action">{action}</div>}
    </div>
  )
}
