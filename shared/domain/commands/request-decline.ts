import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { isOpenRequest } from '../model/request.ts'

/** Says no to a request, with a word about why (ROLE-15). */
export const requestDecline = defineCommand({
  type: 'request.decline',
  args: z.strictObject({ requestId: idSchema('request'), word: z.string().trim().max(500) }),
  *decide({ requestId, word }, { actor, now }) {
    const request = yield* ask('request', { id: requestId })
    if (!request || !isOpenRequest(request, now))
      return refuse('not-waiting', 'This was answered or taken back already, or has lapsed.')
    if (!request.to.includes(actor.user.id)) return refuse('not-asked', 'You were not asked for this.')
    return accept(
      [
        put('request', { ...request, state: 'declined', answeredBy: actor.user.id, answeredAt: now, word }),
        { effect: 'mail', mail: 'request-answered', userId: request.by, requestId },
      ],
      { cause: requestId },
    )
  },
  words: () => 'Say no to a request',
})
