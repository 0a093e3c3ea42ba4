import type { Dispatched, Replica } from '../shared/replica/replica.ts'
import type { Asked } from '../shared/domain/model/request.ts'
import { isAskable } from '../shared/domain/request/askable.ts'
import { type Toasts, useToasts } from './toasts.tsx'

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
      const { decision } = dispatched
      toasts.show({
        text: decision.message,
        tone: 'danger',
        ...(isAskable(decision) && { action: askSomebody(replica, toasts, { type, args }) }),
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

/** On a toast that refuses for lack of right: asks those who may (ROLE-15). */
const askSomebody = (replica: Replica, toasts: Toasts, command: Asked) => ({
  label: 'Ask somebody who may',
  onAction: () =>
    void replica
      .dispatch('request.make', { requestId: replica.newId('request'), command })
      .then(({ decision }) =>
        toasts.show(
          decision.status === 'refused'
            ? { text: decision.message, tone: 'danger' }
            : { text: 'Asked. The answer comes under Requests.', tone: 'success' },
        ),
      ),
})
