import type { Asked } from '../../shared/domain/model/request.ts'
import { asAsked } from '../../shared/domain/request/record-request.ts'
import { isAsked } from '../../shared/flows/ask-somebody.tsx'
import { asking } from '../../shared/flows/prepare-request.tsx'
import type { Replica } from '../../shared/replica/replica.ts'
import type { MenuItem } from '../../shared/ui/menu.tsx'
import { link } from '../link.ts'
import { useRouter } from '../router-context.ts'
import { type Toasts, useToasts } from '../toasts.tsx'

/** Says that those who may were asked, with the way back (ROLE-15). */
export function sayAsked(replica: Replica, toasts: Toasts, requestIds: readonly string[]): void {
  const takeBack = () => {
    for (const requestId of requestIds) void replica.dispatch('request.withdraw', { requestId })
  }
  const offline = replica.connection.value !== 'online'
  toasts.show({
    text: offline
      ? 'Those who may are asked as soon as you are online. The answer comes under Requests.'
      : 'You asked somebody who may. The answer comes under Requests.',
    tone: offline ? 'neutral' : 'success',
    action: { label: 'Undo', onAction: takeBack },
  })
}

/** Asks those who may for a change, and says so. */
export async function askSomebody(replica: Replica, toasts: Toasts, command: Asked): Promise<void> {
  const request = asking(replica, command)
  const { decision } = await replica.dispatch(request.type, request.args)
  if (decision.status === 'refused') toasts.show({ text: decision.message, tone: 'danger' })
  else sayAsked(replica, toasts, [request.args.requestId])
}

/** For a menu's item that is refused for lack of right: asks those who may in one click. */
export function useAskItem(replica: Replica): (command: Asked) => MenuItem['ask'] {
  const toasts = useToasts()
  const router = useRouter()
  return (command) =>
    isAsked(replica, asAsked(command))
      ? { label: 'You asked: see Requests', onSelect: () => router.go(link.requests) }
      : { label: 'Ask somebody who may', onSelect: () => void askSomebody(replica, toasts, command) }
}
