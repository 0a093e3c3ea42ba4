import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { mayInvite } from '../policy/inviting.ts'

/**
 * Takes back an invitation to join (INV-3): the pending user goes, and what waited for them is looked after by nobody,
 * under their name. A switch is taken back by `handover.call-off`.
 */
export const invitationRevoke = defineCommand({
  type: 'invitation.revoke',
  args: z.strictObject({ userId: idSchema('user') }),
  *decide({ userId }, { actor, now }) {
    const target = yield* standingOf(userId)
    if (target?.user.state !== 'pending')
      return refuse('no-invitation', 'There is no open invitation any more: it was accepted or taken back.')
    const refusal = yield* mayInvite(actor, target.user.role, target.memberships)
    if (refusal) return refusal
    const waiting = yield* ask('openHandoversOf', { userId })
    if (waiting.length > 0)
      return refuse(
        'handover-waits',
        'A handover waits for this person. Call it off first, then take the invitation back.',
      )
    const invitation = yield* ask('pendingInvitation', { userId })
    const portfolios = [
      ...(yield* ask('portfoliosHeldBy', { userId })),
      ...(yield* ask('homesOf', { userId })),
    ]
    // Everybody in the workspace reads the label, and not everybody may see addresses.
    const label = target.user.name || 'somebody who was invited'
    const changes: Change[] = [...new Map(portfolios.map((p) => [p.id, p])).values()].map((portfolio) =>
      put('portfolio', {
        ...portfolio,
        homeOf: portfolio.homeOf === userId ? null : portfolio.homeOf,
        origin: portfolio.origin === userId ? null : portfolio.origin,
        label: portfolio.origin === userId ? label : portfolio.label,
        holdings: [...portfolio.holdings, { holder: null, handoverId: null, since: now }],
      }),
    )
    if (invitation) changes.push({ remove: 'invitation', key: invitation.id })
    for (const m of target.memberships)
      changes.push({ remove: 'membership', key: `${m.workspaceId}/${userId}` })
    changes.push({ remove: 'user', key: userId })
    return accept(changes)
  },
  words: ({ userId }, nameOf) => `Take back the invitation of ${nameOf(userId)}`,
})
