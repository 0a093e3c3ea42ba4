import type { Dispatched, Replica } from '../shared/replica/replica.ts'
import { isAskable } from '../shared/domain/request/askable.ts'
import { asking, usePreparing } from '../shared/flows/prepare-request.tsx'
import { askSomebody } from './requests/use-ask.ts'
import { useToasts } from './toasts.tsx'

/**
 * Sends a change and says what became of it: `done` when this device is sure of it, that it waits when offline, the
 * reason when it is refused. Resolves with null when it was refused here; a later refusal by the server is told by the frame.
 * In a form that is prepared for somebody else (ROLE-15) it asks them instead, and resolves with null, too.
 */
export function useDispatch(replica: Replica) {
  const toasts = useToasts()
  const preparing = usePreparing()
  return async (
    type: string,
    args: unknown,
    done?: string,
    action?: { label: string; onAction: () => void },
  ): Promise<Dispatched | null> => {
    if (preparing) {
      const request = asking(replica, { type, args })
      const { decision } = await replica.dispatch(request.type, request.args)
      if (decision.status === 'refused') toasts.show({ text: decision.message, tone: 'danger' })
      else preparing.onAsked([request.args.requestId])
      return null
    }
    const dispatched = await replica.dispatch(type, args)
    if (dispatched.decision.status === 'refused') {
      const { decision } = dispatched
      toasts.show({
        text: decision.message,
        tone: 'danger',
        ...(isAskable(decision) && {
          action: {
            label: 'Ask somebody who may',
            onAction: () => void askSomebody(replica, toasts, { type, args }),
          },
        }),
      })
      return null
    }
    if (done) {
      const offline = replica.connection.value !== 'online'
      toasts.show({
        text: offline ? `${done} It is on this device and will be sent when you are online.` : done,
        tone: offline ? 'neutral' : 'success',
        ...(action && { action }),
      })
    }
    return dispatched
  }
}
