import type { ComponentChildren } from 'preact'
import { ArrowLeft } from 'lucide-preact'
import './page-header.css'

export type PageHeaderProps = {
  title: ComponentChildren
  subtitle?: ComponentChildren
  /** Buttons, the primary one last. */
  actions?: ComponentChildren
  /** The page above this one. */
  back?: { href: string; label: string }
}

/** The head of a page. Its h1 takes the focus after navigation: `document.querySelector('h1')?.focus()`. */
export function PageHeader({ title, subtitle, actions, back }: PageHeaderProps) {
  return (
    <div class="ho-page-header">
      {back && (
        <a class="ho-page-header__back" href={back.href}>
          <ArrowLeft />
          {back.label}
        </a>
      )}
      <div class="ho-page-header__line">
        <div class="ho-page-header__text">
          <h1 tabIndex={-1}>{title}</h1>
          {subtitle && <div class="ho-page-header__subtitle">{subtitle}</div>}
        </div>
        {actions && <div class="ho-page-header__actions">{actions}</div>}
      </div>
    </div>
  )
}
