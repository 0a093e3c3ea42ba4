import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { UNDO_DAYS } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'
import { daysAfter } from '../model/time.ts'
import { can } from '../policy/can.ts'
import { isOwnerLevel } from '../policy/column.ts'
import { mayTakeOwner } from '../policy/inviting.ts'

/** Puts somebody out of one workspace; what they looked after there becomes unassigned. As what they were here is kept for 30 days (LIFE-8). */
export const membershipRemove = defineCommand({
  type: 'membership.remove',
  args: z.strictObject({ userId: idSchema('user'), workspaceId: idSchema('workspace') }),
  *decide({ userId, workspaceId }, { actor, now }) {
    const user = yield* standingOf(userId)
    if (!user?.memberships.some((m) => m.workspaceId === workspaceId))
      return refuse('not-in-workspace', 'This person is not in the workspace.')
    const isOwner = user.memberships.some((m) => m.workspaceId === workspaceId && isOwnerLevel(m.level))
    const refusal =
      can(actor, 'put in or out of a workspace', { workspaceId, user }) ??
      (isOwner ? mayTakeOwner(actor, workspaceId, user) : null)
    if (refusal) return refusal
    const held = (yield* ask('portfoliosHeldBy', { userId })).filter((p) => p.workspaceId === workspaceId)
    const changes: Change[] = held.map((portfolio) =>
      put('portfolio', {
        ...portfolio,
        holdings: [...portfolio.holdings, { holder: null, handoverId: null, since: now }],
      }),
    )
    const was = user.memberships.find((m) => m.workspaceId === workspaceId)
    const earlier = (user.user.putOut ?? []).filter(
      (place) => place.workspaceId !== workspaceId && now < daysAfter(place.at, UNDO_DAYS),
    )
    const place = {
      workspaceId,
      level: was?.level ?? 'agent',
      restrictions: was?.restrictions ?? [],
      at: now,
    }
    return accept([
      ...changes,
      put('user', { ...user.user, putOut: [...earlier, place] }),
      { remove: 'membership', key: `${workspaceId}/${userId}` },
    ])
  },
  words: ({ userId, workspaceId }, nameOf) => `Put ${nameOf(userId)} out of ${nameOf(workspaceId)}`,
})
