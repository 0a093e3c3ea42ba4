import { type ReadonlySignal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Toast, ToastRegion } from '../shared/ui/toast-region.tsx'

export interface Toasts {
  readonly list: ReadonlySignal<readonly Toast[]>
  /** `show({ text: 'Invitation sent', tone: 'success', action: { label: 'Undo', onAction } })` */
  show(toast: Omit<Toast, 'id'>): void
  dismiss(id: string): void
  /** When the screen locks: what a toast names is the organization's, too (SYNC-7). */
  clear(): void
}

export function createToasts(): Toasts {
  const list = signal<readonly Toast[]>([])
  let count = 0
  const dismiss = (id: string) => {
    list.value = list.value.filter((toast) => toast.id !== id)
  }
  return {
    list,
    dismiss,
    clear() {
      list.value = []
    },
    show(toast) {
      count += 1
      // More than four cover the page; the oldest gives way.
      list.value = [...list.value.slice(-3), { ...toast, id: `toast-${count}` }]
    },
  }
}

export const ToastsContext = createContext<Toasts | null>(null)

export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext)
  if (!toasts) throw new Error('useToasts outside of the app')
  return toasts
}

export function ShownToasts({ toasts }: { toasts: Toasts }) {
  return <ToastRegion toasts={toasts.list.value} onDismiss={toasts.dismiss} />
}
