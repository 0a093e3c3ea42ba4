import { z } from 'zod'
import { type Standing, standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, type Refusal, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Handover } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/** Calls off what has not happened yet. Whoever's address would change may always object (HAND-22). */
export const handoverCallOff = defineCommand({
  type: 'handover.call-off',
  args: z.strictObject({ handoverId: idSchema('handover') }),
  *decide({ handoverId }, { actor }) {
    const handover = yield* ask('handover', { id: handoverId })
    if (!handover || !['asked', 'waiting', 'needs-look'].includes(handover.state))
      return refuse(
        'not-waiting',
        'There is nothing left to call off: it has happened, or was called off already.',
      )
    const refusal = yield* mayCallOff(actor, handover)
    if (refusal) return refusal
    const changes: Change[] = [put('handover', { ...handover, state: 'called-off', endedBy: actor.user.id })]
    if (handover.kind === 'switch' && handover.invitationId) {
      const invitation = yield* ask('invitation', { id: handover.invitationId })
      if (invitation?.state === 'pending')
        changes.push(put('invitation', { ...invitation, state: 'revoked' }))
    }
    return accept(changes, { cause: handoverId })
  },
  words: () => 'Call off what was planned',
})

function* mayCallOff(actor: Standing, handover: Handover): Asking<Refusal | null> {
  if (handover.kind === 'switch') {
    if (handover.userId === actor.user.id) return null
    const user = yield* standingOf(handover.userId)
    return user ? can(actor, 'switch account', { user }) : null
  }
  for (const { portfolioId } of handover.plan.moves) {
    const portfolio = yield* ask('portfolio', { id: portfolioId })
    const where = portfolio ? { workspaceId: portfolio.workspaceId } : {}
    const refusal = can(actor, 'undo a handover', { ...where, startedBy: handover.startedBy })
    if (refusal) return refusal
  }
  return null
}
