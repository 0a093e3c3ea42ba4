import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './card.css'

export type CardProps = {
  title?: string
  subtitle?: ComponentChildren
  actions?: ComponentChildren
  children?: ComponentChildren
  /** No padding around the content: for tables and lists that reach the edge. */
  flush?: boolean
}

/** A part of a page with a heading of its own (h2). */
export function Card({ title, subtitle, actions, children, flush }: CardProps) {
  const id = useId()
  return (
    <section class="ho-card" aria-labelledby={title ? id : undefined}>
      {(title || actions) && (
        <header class="ho-card__header">
          <div class="ho-card__titles">
            {title && (
              <h2 id={id} class="ho-card__title">
                {title}
              </h2>
            )}
            {subtitle && <div class="ho-card__subtitle">{subtitle}</div>}
          </div>
          {actions && <div class="ho-card__actions">{actions}</div>}
        </header>
      )}
      {children !== undefined && (
        <div class={flush ? 'ho-card__body ho-card__body--flush' : 'ho-card__body'}>{children}</div>
      )}
    </section>
  )
}
