import { type Change, put } from '../decide/change.ts'
import { type Asking, ask } from '../decide/question.ts'

/** Somebody leaves: what they asked for is void, and so is what nobody else was asked. */
export function* voidRequests(userId: string): Asking<Change[]> {
  const requests = yield* ask('requestsOf', { userId })
  return requests
    .filter(({ state }) => state === 'open')
    .map((request) => {
      const to = request.to.filter((id) => id !== userId)
      const isVoid = request.by === userId || to.length === 0
      return put('request', { ...request, to, ...(isVoid && { state: 'void' as const }) })
    })
}
