import type { Standing } from '../decide/actor.ts'
import type { Level, Restriction } from '../model/membership.ts'
import type { Role } from '../model/user.ts'
import { isAgentLevel, isMember, isRestricted, levelIn, membershipIn } from './column.ts'

/** What an action is about; each scope looks only at what it names. */
export interface Target {
  /** Where; a level counts only there. */
  workspaceId?: string
  /** Whom. */
  user?: Standing
  /** The role somebody gets or has. */
  role?: Role
  /** The level somebody gets. */
  level?: Level
  /** Has the workspace an Owner already? */
  hasOwner?: boolean
  /** The organization lets Owners and Managers add Members. */
  ownersAddSeats?: boolean
  /** User who looks after the item now; null: nobody. */
  holder?: string | null
  /** User who receives what is handed over. */
  to?: string
  /** User who started the handover that is undone. */
  startedBy?: string
}

export type Scope = (actor: Standing, target: Target) => boolean

const inOwnWorkspace: Scope = (actor, { workspaceId }) =>
  workspaceId !== undefined && levelIn(actor, workspaceId) !== null

const unless =
  (restriction: Restriction): Scope =>
  (actor, target) =>
    inOwnWorkspace(actor, target) && !isRestricted(actor, target.workspaceId ?? '', restriction)

const both =
  (one: Scope, other: Scope): Scope =>
  (actor, target) =>
    one(actor, target) && other(actor, target)

const ownItem: Scope = (actor, { holder }) => holder === actor.user.id

/** An Agent of the workspace, or somebody who comes into it as one. */
const concernsAgent: Scope = (_actor, { user, workspaceId, level }) => {
  const now = user && workspaceId !== undefined ? membershipIn(user, workspaceId) : undefined
  const isAgentNow = now === undefined || isAgentLevel(now.level)
  return (
    isAgentNow && (level === undefined || isAgentLevel(level)) && (user === undefined || isMember(user.user))
  )
}

/** ROLE-10: who is restricted to their own items may do it with those alone. */
const withinOwnItems: Scope = (actor, target) =>
  !isRestricted(actor, target.workspaceId ?? '', 'own-items-only') || ownItem(actor, target)

const fromAgent: Scope = (_actor, { user, workspaceId }) => {
  const now = user && workspaceId !== undefined ? membershipIn(user, workspaceId) : undefined
  return user !== undefined && isMember(user.user) && now !== undefined && isAgentLevel(now.level)
}

const aMember: Scope = (_actor, { user, role }) =>
  user !== undefined ? isMember(user.user) && (role === undefined || role === 'member') : role === 'member'

/** The words of the cells in RULES.md's table, as predicates. */
export const SCOPES = {
  yes: () => true,
  /** May look, may not change. An action that changes something is refused. */
  view: () => false,
  no: () => false,
  members: aMember,
  'own workspace': inOwnWorkspace,
  'agents of own workspace': both(inOwnWorkspace, concernsAgent),
  'if owners add seats': both(
    inOwnWorkspace,
    (_actor, { ownersAddSeats, role }) => ownersAddSeats === true && role === 'member',
  ),
  'as agent, if owners add seats': both(
    inOwnWorkspace,
    (_actor, { ownersAddSeats, level, role }) =>
      ownersAddSeats === true && role === 'member' && level !== undefined && isAgentLevel(level),
  ),
  'where there is none': (_actor, { hasOwner }) => hasOwner === false,
  'members whose levels are all agent': (_actor, { user }) =>
    user !== undefined && isMember(user.user) && user.memberships.every((m) => isAgentLevel(m.level)),
  'from members, never to self': (actor, { user, to }) =>
    user !== undefined && isMember(user.user) && to !== actor.user.id,
  'from agents': both(inOwnWorkspace, fromAgent),
  'own items, unless own-items-only': both(
    unless('own-items-only'),
    (actor, { user }) => user?.user.id === actor.user.id,
  ),
  'started by them': (actor, { startedBy }) => startedBy === actor.user.id,
  'started by them, own workspace': both(
    inOwnWorkspace,
    (actor, { startedBy }) => startedBy === actor.user.id,
  ),
  'own item': both(inOwnWorkspace, ownItem),
  'own workspace, own-items-only: theirs': both(inOwnWorkspace, withinOwnItems),
  'unless no delete': unless('no-delete'),
  'unless no delete, own-items-only: theirs': both(unless('no-delete'), withinOwnItems),
  'unless no export': unless('no-export'),
  'unless no settings': unless('no-settings'),
  'unless no workflows': unless('no-workflows'),
  'unless no integrations': unless('no-integrations'),
  'own, unless no workflows': both(unless('no-workflows'), ownItem),
  'own, unless no integrations': both(unless('no-integrations'), ownItem),
  self: (actor, { user }) => user?.user.id === actor.user.id,
} satisfies Record<string, Scope>

export type ScopeName = keyof typeof SCOPES
