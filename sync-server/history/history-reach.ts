import type { Standing } from '../../shared/domain/decide/actor.ts'
import { mayReadContent } from '../../shared/domain/policy/reading.ts'
import { can } from '../../shared/domain/policy/can.ts'

/** What of the history somebody may see. */
export type HistoryReach =
  | { kind: 'all' }
  /** What concerns people: who they are, where they belong, what was handed over. */
  | { kind: 'users' }
  /** What the organization is called, where it is, and what a seat costs. */
  | { kind: 'billing' }
  | { kind: 'workspaces'; workspaceIds: string[] }
  | { kind: 'nothing' }

export function historyReach(standing: Standing): HistoryReach {
  if (can(standing, 'see all history') === null) return { kind: 'all' }
  if (can(standing, 'see history of users') === null) return { kind: 'users' }
  const workspaceIds = standing.memberships
    .map((membership) => membership.workspaceId)
    .filter((workspaceId) => can(standing, 'see all history', { workspaceId }) === null)
  if (workspaceIds.length > 0) return { kind: 'workspaces', workspaceIds }
  return can(standing, 'see history of billing') === null ? { kind: 'billing' } : { kind: 'nothing' }
}

/**
 * What of one record's history somebody may see: all of it, where they see the record (ROLE-3: "of records they see"). Whoever
 * sees only their own items, or no contact details, has no copy of the record that this could tell more about.
 */
export function recordReach(standing: Standing, workspaceId: string): HistoryReach {
  const may =
    can(standing, 'see history of a record', { workspaceId }) === null &&
    mayReadContent(standing, workspaceId)
  return may ? { kind: 'workspaces', workspaceIds: [workspaceId] } : { kind: 'nothing' }
}
