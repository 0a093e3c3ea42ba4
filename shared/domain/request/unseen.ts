import type { Standing } from '../decide/actor.ts'
import { type Asking, ask } from '../decide/question.ts'
import { seesOrganization, worksIn } from '../policy/reading.ts'
import { stringsIn } from './strings-in.ts'

/**
 * Does the change name something that the asker does not see? Nobody has others act on what is hidden from them. Ids of
 * what does not exist yet are those of what the change makes.
 */
export function* namesUnseen(asker: Standing, args: unknown): Asking<boolean> {
  if (seesOrganization(asker)) return false
  for (const id of new Set(stringsIn(args))) if (yield* isHidden(asker, id)) return true
  return false
}

function* isHidden(asker: Standing, id: string): Asking<boolean> {
  const inReach = (workspaceId: string) => worksIn(asker, workspaceId)
  switch (id.slice(0, 4)) {
    case 'usr_':
      return yield* isStranger(asker, id)
    case 'wsp_':
      return (yield* ask('workspace', { id })) !== null && !inReach(id)
    case 'fld_': {
      const folder = yield* ask('folder', { id })
      return folder !== null && !inReach(folder.workspaceId)
    }
    case 'pfo_': {
      const portfolio = yield* ask('portfolio', { id })
      return portfolio !== null && !inReach(portfolio.workspaceId)
    }
    case 'inv_': {
      const invitation = yield* ask('invitation', { id })
      return invitation !== null && (yield* isStranger(asker, invitation.userId))
    }
    case 'hov_': {
      const handover = yield* ask('handover', { id })
      if (!handover) return false
      if (handover.kind === 'switch') return handover.userId !== asker.user.id
      for (const { portfolioId } of handover.plan.moves) {
        const portfolio = yield* ask('portfolio', { id: portfolioId })
        if (portfolio && !inReach(portfolio.workspaceId)) return true
      }
      return false
    }
    default:
      return false
  }
}

/** Somebody with whom they share no workspace, and who has left nothing in one of theirs. */
function* isStranger(asker: Standing, userId: string): Asking<boolean> {
  if (userId === asker.user.id || !(yield* ask('user', { id: userId }))) return false
  const memberships = yield* ask('memberships', { userId })
  if (memberships.some(({ workspaceId }) => worksIn(asker, workspaceId))) return false
  const homes = yield* ask('homesOf', { userId })
  return !homes.some(({ workspaceId }) => worksIn(asker, workspaceId))
}
