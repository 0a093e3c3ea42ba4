import type { ComponentChildren } from 'preact'
import { PrepareRequest } from '../../shared/flows/prepare-request.tsx'
import type { Replica } from '../../shared/replica/replica.ts'
import { useToasts } from '../toasts.tsx'
import { sayAsked } from './use-ask.ts'

export interface AskFormProps {
  replica: Replica
  /** Why one may not do what the form does; absent: one may. */
  reason: string | undefined
  onClose: () => void
  children: ComponentChildren
}

/** Around a form that one may not send oneself: it is prepared for those who may, closed when they are asked, and said so. */
export function AskForm({ replica, reason, onClose, children }: AskFormProps) {
  const toasts = useToasts()
  const onAsked = (requestIds: readonly string[]) => {
    onClose()
    sayAsked(replica, toasts, requestIds)
  }
  return (
    <PrepareRequest reason={reason} onAsked={onAsked}>
      {children}
    </PrepareRequest>
  )
}
