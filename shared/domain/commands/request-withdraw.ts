import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { isOpenRequest } from '../model/request.ts'

/** Takes back what one asked for oneself (ROLE-15). */
export const requestWithdraw = defineCommand({
  type: 'request.withdraw',
  args: z.strictObject({ requestId: idSchema('request') }),
  *decide({ requestId }, { actor, now }) {
    const request = yield* ask('request', { id: requestId })
    if (!request || request.by !== actor.user.id || !isOpenRequest(request, now))
      return refuse('not-waiting', 'This was answered or taken back already, or has lapsed.')
    return accept([put('request', { ...request, to: request.to, state: 'withdrawn' })], { cause: requestId })
  },
  words: () => 'Take back a request',
})
