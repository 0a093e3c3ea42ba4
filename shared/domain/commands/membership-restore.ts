import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { type Change, create, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { UNDO_DAYS } from '../model/handover.ts'
import { idSchema } from '../model/id.ts'
import { holderOf, homePortfolio } from '../model/portfolio.ts'
import { daysAfter } from '../model/time.ts'
import { mayPutIn } from '../policy/inviting.ts'

/**
 * Takes back being put out of a workspace, within 30 days: the same level and restrictions, and what nobody else was given
 * meanwhile (LIFE-8). `portfolioId` becomes their home where the one they had is somebody else's by now.
 */
export const membershipRestore = defineCommand({
  type: 'membership.restore',
  args: z.strictObject({
    userId: idSchema('user'),
    workspaceId: idSchema('workspace'),
    portfolioId: idSchema('portfolio'),
  }),
  *decide({ userId, workspaceId, portfolioId }, { actor, now }) {
    const user = yield* standingOf(userId)
    const before = user?.user.putOut?.find((place) => place.workspaceId === workspaceId)
    const isIn = user?.memberships.some((m) => m.workspaceId === workspaceId)
    if (!user || !before || isIn)
      return refuse('not-put-out', 'This person was not put out of the workspace, or is back already.')
    if (user.user.state === 'deactivated' || user.user.state === 'erased')
      return refuse('no-user', 'This person is not here any more. Restore them first.')
    const workspace = yield* ask('workspace', { id: workspaceId })
    if (!workspace || workspace.archivedAt) return refuse('no-workspace', 'This workspace is gone.')
    const { level, restrictions, at } = before
    const refusal = yield* mayPutIn(actor, workspaceId, level, user)
    if (refusal) return refusal
    if (now >= daysAfter(at, UNDO_DAYS))
      return refuse('undo-ended', `It could be taken back for ${UNDO_DAYS} days. Put them in again instead.`)
    const changes: Change[] = [
      create('membership', { userId: user.user.id, workspaceId, level, restrictions }),
      put('user', {
        ...user.user,
        putOut: (user.user.putOut ?? []).filter((place) => place.workspaceId !== workspaceId),
      }),
    ]
    const home = (yield* ask('homesOf', { userId })).find((p) => p.workspaceId === workspaceId)
    if (!home) changes.push(create('portfolio', homePortfolio(portfolioId, workspaceId, user.user.id, now)))
    else if (holderOf(home) === null)
      changes.push(
        put('portfolio', {
          ...home,
          holdings: [...home.holdings, { holder: user.user.id, handoverId: null, since: now }],
        }),
      )
    return accept(changes, { aliases: home && home.id !== portfolioId ? { [portfolioId]: home.id } : {} })
  },
  words: ({ userId, workspaceId }, nameOf) => `Bring ${nameOf(userId)} back into ${nameOf(workspaceId)}`,
})
