import type { Standing } from '../decide/actor.ts'
import type { Refusal } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import type { Level } from '../model/membership.ts'
import type { Role } from '../model/user.ts'
import { isMember, isOwnerLevel } from './column.ts'
import { can } from './can.ts'

/** May this actor give this level in this workspace to somebody (`user`: their standing, absent while they are new)? */
export function* mayPutIn(
  actor: Standing,
  workspaceId: string,
  level: Level,
  user?: Standing,
): Asking<Refusal | null> {
  const target = { workspaceId, level, ...(user && { user }) }
  const now = user?.memberships.find((m) => m.workspaceId === workspaceId)
  const isIn = now !== undefined
  if (user && now && isOwnerLevel(now.level) && !isOwnerLevel(level)) {
    const kept = mayTakeOwner(actor, workspaceId, user)
    if (kept) return kept
  }
  const refusal = isIn ? null : can(actor, 'put in or out of a workspace', target)
  if (refusal) return refusal
  if (!isOwnerLevel(level)) return can(actor, 'set level', target)
  // Asked only where it matters, so that an Admin's device can answer without knowing every Owner.
  if (can(actor, 'set level owner', target) === null) return null
  const owners = yield* ask('workspaceOwners', { workspaceId })
  return can(actor, 'set level owner', { ...target, hasOwner: owners.length > 0 })
}

/** May this actor bring somebody new into the organization with this role and these workspaces? Asked again at acceptance (INV-5). */
export function* mayInvite(
  actor: Standing,
  role: Role,
  places: { workspaceId: string; level: Level }[],
): Asking<Refusal | null> {
  if (!isMember({ role })) {
    const refusal = can(actor, 'change roles', { role })
    if (refusal) return refusal
  } else {
    const refusal = can(actor, 'add a member', { role })
    if (refusal) {
      const organization = places.length > 0 ? yield* ask('organization', {}) : null
      const ownersAddSeats = organization?.ownersAddSeats ?? false
      const byLevel = places.some(
        (place) => can(actor, 'add a member', { role, ownersAddSeats, ...place }) === null,
      )
      if (!byLevel) return refusal
    }
  }
  for (const place of places) {
    const refusal = yield* mayPutIn(actor, place.workspaceId, place.level)
    if (refusal) return refusal
  }
  return null
}

/**
 * Taking the level Owner away needs the right to give it. Otherwise a User Admin could make an Owner an Agent, and then,
 * as of an Agent, change the address to one of their own.
 */
export const mayTakeOwner = (actor: Standing, workspaceId: string, user: Standing): Refusal | null =>
  can(actor, 'set level owner', { workspaceId, user, hasOwner: true })
