import type { Dispatched, Replica } from '../shared/replica/replica.ts'
import { useToasts } from './toasts.tsx'

/**
 * Sends a change and says what became of it: `done` when this device is sure of it, that it waits when offline, the
 * reason when it is refused. Resolves with null when it was refused here; a later refusal by the server is told by the frame.
 */
export function useDispatch(replica: Replica) {
  const toasts = useToasts()
  return async (
    type: string,
    args: unknown,
    done?: string,
    action?: { label: string; onAction: () => void },
  ): Promise<Dispatched | null> => {
    const dispatched = await replica.dispatch(type, args)
    if (dispatched.decision.status === 'refused') {
      toasts.show({ text: dispatched.decision.message, tone: 'danger' })
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
