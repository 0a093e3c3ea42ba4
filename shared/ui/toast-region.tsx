import { useEffect, useRef, useState } from 'preact/hooks'
import { CircleAlert, CircleCheck, X } from 'lucide-preact'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import './toast-region.css'

export type Toast = {
  id: string
  text: string
  tone?: 'neutral' | 'success' | 'danger'
  /** Usually "Undo". It dismisses the toast as well. */
  action?: { label: string; onAction: () => void }
  /** How long it stays; 8 when left out, and danger stays until it is dismissed. */
  seconds?: number
}

export type ToastRegionProps = {
  /** Oldest first; the owner keeps the list. */
  toasts: readonly Toast[]
  onDismiss: (id: string) => void
}

/** Short messages at the bottom of the window. All stay while one of them is hovered or has the focus. */
export function ToastRegion({ toasts, onDismiss }: ToastRegionProps) {
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  return (
    <section
      class="ho-toasts"
      aria-label="Messages"
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocusCapture={() => setFocused(true)}
      onBlurCapture={(event) => setFocused(event.currentTarget.contains(event.relatedTarget as Node | null))}
    >
      <ul class="ho-toasts__list" role="list" aria-live="polite" aria-relevant="additions">
        {toasts.map((toast) => (
          <ToastItem
            key={toast.id}
            toast={toast}
            held={hovered || focused}
            onDismiss={() => onDismiss(toast.id)}
          />
        ))}
      </ul>
    </section>
  )
}

function ToastItem({ toast, held, onDismiss }: { toast: Toast; held: boolean; onDismiss: () => void }) {
  const { tone = 'neutral', action, text } = toast
  const seconds = toast.seconds ?? (tone === 'danger' ? Infinity : 8)
  const dismiss = useRef(onDismiss)
  dismiss.current = onDismiss
  useEffect(() => {
    if (held || seconds === Infinity) return
    const timer = setTimeout(() => dismiss.current(), seconds * 1000) // starts afresh after a hold: one who read gets time to act
    return () => clearTimeout(timer)
  }, [held, seconds])
  const Icon = tone === 'danger' ? CircleAlert : CircleCheck
  return (
    <li class={`ho-toast ho-toast--${tone}`}>
      {tone !== 'neutral' && <Icon class="ho-toast__icon" />}
      <span class="ho-toast__text">{text}</span>
      {action && (
        <Button
          variant="quiet"
          size="s"
          onClick={() => {
            action.onAction()
            onDismiss()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" icon={<X />} size="s" onClick={onDismiss} />
    </li>
  )
}
