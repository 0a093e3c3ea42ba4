import type { ComponentChildren } from 'preact'
import { BrandMark } from '../../shared/ui/brand-mark.tsx'
import { usePanel } from './panel-state.ts'

/** A panel outside of any organization: signing in, choosing, being locked out. */
export function PlainPage({ children }: { children: ComponentChildren }) {
  const { place } = usePanel()
  return (
    <main class="panel panel--plain">
      {/* Beside Gmail the frame around the panel says the name already. */}
      {place.kind !== 'frame' && (
        <div class="panel__brand">
          <BrandMark name="Handover" />
        </div>
      )}
      {children}
    </main>
  )
}
