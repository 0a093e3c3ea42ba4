import type { Standing } from '../../domain/decide/actor.ts'
import { type Refusal, refuse } from '../../domain/decide/decision.ts'
import { type Asking, runWithWhatIsKnown, UNKNOWN } from '../../domain/decide/question.ts'
import type { Level } from '../../domain/model/membership.ts'
import type { Role } from '../../domain/model/user.ts'
import { ADMINS_ALONE } from '../../domain/policy/admins-alone.ts'
import { mayDeactivate } from '../../domain/policy/deactivating.ts'
import { mayInvite, mayPutIn } from '../../domain/policy/inviting.ts'
import type { Target } from '../../domain/policy/scope.ts'
import type { Action } from '../../domain/policy/table.ts'
import { answersOf } from '../../replica/directory/answer.ts'
import type { Directory } from '../../replica/directory/directory.ts'
import { employeesWorkspace } from './employees-workspace.ts'

// Why something may not be done, as a sentence for a button's `reason`; undefined: it may. What only the server knows is
// taken at its best, since refusing it here would be a guess; what would be refused even then is not offered.

function reasonOf(directory: Directory, asking: Asking<Refusal | null>): string | undefined {
  const refusal = runWithWhatIsKnown(asking, (question) => {
    const known = answersOf(directory)(question)
    if (known !== UNKNOWN || question.kind !== 'organization') return known
    // Who sees no settings may know whether Owners may add people; until then it is taken at its best.
    return { ownersAddSeats: directory.about?.ownersAddSeats ?? true }
  })
  return refusal === UNKNOWN ? undefined : refusal?.message
}

const ENDED = refuse('not-active', 'Your access to this organization has ended.').message

export function whyNot(directory: Directory, action: Action, target: Target = {}): string | undefined {
  return directory.can(action, target)?.message
}

/** As `whyNot`, where being allowed in one of these workspaces is enough. */
export function whyNotSomewhere(
  directory: Directory,
  action: Action,
  target: Target,
  workspaceIds: readonly string[],
): string | undefined {
  const everywhere = whyNot(directory, action, target)
  if (everywhere === undefined) return undefined
  const allowed = workspaceIds.some(
    (workspaceId) => directory.can(action, { ...target, workspaceId }) === null,
  )
  return allowed ? undefined : everywhere
}

export function whyNotInvite(
  directory: Directory,
  role: Role,
  places: { workspaceId: string; level: Level }[],
): string | undefined {
  const { me, ended } = directory
  if (ended) return ended.message
  return me ? reasonOf(directory, mayInvite(me, role, places)) : ENDED
}

/** Inviting somebody at all: as a Member, perhaps only into one's own workspace. */
export function whyNotInviteAnybody(directory: Directory): string | undefined {
  const reason = whyNotInvite(directory, 'member', [])
  if (reason === undefined) return undefined
  const somewhere = directory.workspaces.some(
    ({ id }) => whyNotInvite(directory, 'member', [{ workspaceId: id, level: 'agent' }]) === undefined,
  )
  return somewhere ? undefined : reason
}

export function whyNotPutIn(
  directory: Directory,
  workspaceId: string,
  level: Level,
  user?: Standing,
): string | undefined {
  const { me, ended } = directory
  if (ended) return ended.message
  if (employeesWorkspace(directory) === workspaceId) return ADMINS_ALONE.message
  return me ? reasonOf(directory, mayPutIn(me, workspaceId, level, user)) : ENDED
}

export function whyNotDeactivate(directory: Directory, user: Standing): string | undefined {
  return whyNot(directory, 'block, deactivate, restore', { user }) ?? reasonOf(directory, mayDeactivate(user))
}
