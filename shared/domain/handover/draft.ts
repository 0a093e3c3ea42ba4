import type { Standing } from '../decide/actor.ts'
import type { Afterwards, ItemCount, Plan } from '../model/handover.ts'
import { isAgentLevel } from '../policy/column.ts'
import { can } from '../policy/can.ts'
import { worksIn } from '../policy/reading.ts'
import type { Level } from '../model/membership.ts'
import { holderOf, type Portfolio } from '../model/portfolio.ts'

export interface DraftInput {
  actor: Standing
  from: Standing | null
  to: Standing
  /** What `from` holds, or the unassigned ones that were chosen. */
  portfolios: Portfolio[]
  afterwards: Afterwards
  /** Erase the source's personal data when undo ends, where they leave with this (HAND-11). */
  erase?: boolean
  /** Workspaces where the receiver has no level and gets none: what is there becomes unassigned (HAND-24). */
  unassigned?: readonly string[]
  /** What the preview shows; null where the device knows no counts. */
  shown: ItemCount[] | null
  newId(kind: 'portfolio'): string
}

/**
 * The plan of handing over everything within the actor's reach (HAND-5), with what it needs filled in: new homes for a
 * source that stays, and the receiver's access where they have none and the part is not left unassigned (HAND-24), at the
 * source's level but never above Manager.
 */
export function draftPlan({
  actor,
  from,
  to,
  portfolios,
  afterwards,
  erase = false,
  unassigned = [],
  shown,
  newId,
}: DraftInput): Plan {
  const within = portfolios.filter(
    (p) =>
      can(actor, 'hand over', { workspaceId: p.workspaceId, to: to.user.id, ...(from && { user: from }) }) ===
      null,
  )
  const lacking = [...new Set(within.map((p) => p.workspaceId))].filter((id) => !worksIn(to, id))
  const left = lacking.filter((id) => unassigned.includes(id))
  const fromId = from?.user.id ?? null
  return {
    from: fromId,
    to: to.user.id,
    moves: within.map((p) => ({ portfolioId: p.id, expectedHolder: holderOf(p) })),
    shown,
    afterwards,
    ...(erase && from && afterwards === 'deactivate' && { erase: true as const }),
    newHomes:
      afterwards === 'stay'
        ? within
            .filter((p) => p.homeOf !== null && p.homeOf === fromId)
            .map(({ workspaceId }) => ({ workspaceId, portfolioId: newId('portfolio') }))
        : [],
    access: lacking
      .filter((workspaceId) => !left.includes(workspaceId))
      .map((workspaceId) => ({
        workspaceId,
        level: levelLike(from, workspaceId),
        portfolioId: newId('portfolio'),
      })),
    ...(left.length > 0 && { unassigned: left }),
  }
}

function levelLike(from: Standing | null, workspaceId: string): Level {
  const level = from?.memberships.find((m) => m.workspaceId === workspaceId)?.level
  return level === undefined || isAgentLevel(level) ? 'agent' : 'manager'
}
