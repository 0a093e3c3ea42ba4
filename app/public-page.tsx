import type { ComponentChildren } from 'preact'
import { BrandMark } from '../shared/ui/brand-mark.tsx'
import './public-page.css'

/** A page outside of any organization: signing in, starting, an invitation. */
export function PublicPage({ children, wide }: { children: ComponentChildren; wide?: boolean }) {
  return (
    <div class="public">
      <header class="public__header">
        <BrandMark name="Handover" />
      </header>
      <main class={wide ? 'public__main public__main--wide' : 'public__main'} id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
