import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { type CommandDefinition, defineCommand, type NameOf } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { fieldValueSchema } from '../model/record.ts'
import { type Asked, askedSchema, isOpenRequest } from '../model/request.ts'
import { asConfirmed, askedEdit, isAsShown } from '../request/record-request.ts'
import { isSame } from '../request/strings-in.ts'
import type { DecideAs } from '../request/who-may.ts'

const args = z.strictObject({
  requestId: idSchema('request'),
  /** Who asked and for what, as it was shown, so that nobody says yes to something else. */
  by: idSchema('user'),
  command: askedSchema,
  /** Of a record: what stood where it would change, and whose and what it is (`shownOf`). */
  shown: z.record(z.string().max(40), fieldValueSchema).optional(),
})

/**
 * Says yes to a request (ROLE-15): the change is decided anew, in the name and with the rights of whoever confirms it now,
 * as if they had made it themself. To a record that is another than the one they were shown nobody has said yes.
 */
export const requestConfirm = (
  decideAs: DecideAs,
  wordsOf: (command: Asked, nameOf: NameOf) => string,
): CommandDefinition<z.infer<typeof args>> =>
  defineCommand({
    type: 'request.confirm',
    args,
    *decide({ requestId, by, command, shown = {} }, { actor, now }) {
      const request = yield* ask('request', { id: requestId })
      if (!request || !isOpenRequest(request, now))
        return refuse('not-waiting', 'This was answered or taken back already, or has lapsed.')
      if (!request.to.includes(actor.user.id))
        return refuse('not-asked', 'You were not asked for this. Make the change yourself if you may.')
      if (request.by !== by || !isSame(request.command, command))
        return refuse('not-as-shown', 'This is not what was asked for. Look at it again.')
      const asker = yield* standingOf(by)
      if (asker?.user.state !== 'active')
        return refuse('asker-left', 'Whoever asked for this has no access any more.')
      const decision = yield* decideAs(asConfirmed(command, now), actor.user.id, now)
      if (decision.status === 'refused') return decision
      const edit = askedEdit(command)
      // Not before it is known that they may: the answer tells what stands in the record.
      if (edit && !(yield* isAsShown(edit, shown)))
        return refuse('changed-meanwhile', 'The record was changed after you looked. Look at it again.')
      return accept(
        [
          ...decision.changes,
          put('request', { ...request, state: 'confirmed', answeredBy: actor.user.id, answeredAt: now }),
          { effect: 'mail', mail: 'request-answered', userId: by, requestId },
        ],
        { ...(decision.aliases && { aliases: decision.aliases }), cause: requestId },
      )
    },
    words: ({ by, command }, nameOf) => `${wordsOf(command, nameOf)}, as ${nameOf(by)} asked`,
  })
