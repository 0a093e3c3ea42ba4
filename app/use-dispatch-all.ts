import type { Replica } from '../shared/replica/replica.ts'
import { asking, usePreparing } from '../shared/flows/prepare-request.tsx'
import { useToasts } from './toasts.tsx'

export interface Wanted {
  type: string
  args: unknown
}

/** What of several changes was done, by place in the list; and the reasons of those that were refused here. */
export interface DispatchedAll {
  done: number[]
  refused: { index: number; message: string }[]
}

/**
 * Sends several changes as one and says so once: how many were done, and why others were not. `undo` makes the changes that
 * take them back, from the places in the list of those that were done. In a form that is prepared for somebody else those who
 * may are asked for each (ROLE-15).
 */
export function useDispatchAll(replica: Replica) {
  const toasts = useToasts()
  const preparing = usePreparing()
  return async (
    commands: readonly Wanted[],
    words: (count: number) => string,
    undo?: (done: number[]) => Wanted[],
  ): Promise<DispatchedAll> => {
    const requests = preparing && commands.map((command) => asking(replica, command))
    const dispatched = await replica.dispatchAll(requests ?? commands)
    const result: DispatchedAll = { done: [], refused: [] }
    for (const [index, { decision }] of dispatched.entries())
      if (decision.status === 'refused') result.refused.push({ index, message: decision.message })
      else result.done.push(index)
    const { done, refused } = result
    const offline = replica.connection.value !== 'online'
    const asked = requests?.filter((_, index) => done.includes(index)).map(({ args }) => args.requestId) ?? []
    if (asked.length > 0) preparing?.onAsked(asked)
    if (done.length > 0 && !preparing)
      toasts.show({
        text: offline
          ? `${words(done.length)} It is on this device and will be sent when you are online.`
          : words(done.length),
        tone: offline ? 'neutral' : 'success',
        ...(undo && {
          action: { label: 'Undo', onAction: () => void replica.dispatchAll(undo(done)) },
        }),
      })
    const [first] = refused
    if (first)
      toasts.show({
        text: refused.length === 1 ? first.message : `${refused.length} were left out. ${first.message}`,
        tone: 'danger',
      })
    return result
  }
}
