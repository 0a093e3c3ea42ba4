import type { Standing } from '../decide/actor.ts'
import { type Refusal, refuse } from '../decide/decision.ts'
import { type Column, COLUMN_NAMES, COLUMNS, columnsOf } from './column.ts'
import { ACTION_WORDS } from './rights-in-words.ts'
import { type ScopeName, SCOPES, type Target } from './scope.ts'
import { type Action, TABLE } from './table.ts'

/** What nobody does to themself, whatever their rights (ROLE-4). */
const NEVER_TO_SELF = new Set<Action>([
  'change roles',
  'put in or out of a workspace',
  'set level',
  'set level owner',
  'remove a member',
  'block, deactivate, restore',
  'erase',
])

/** Needs no level in a workspace: every user may do it for themself, a Member without a workspace too (ROLE-2). */
const FOR_EVERYONE = new Set<Action>(['edit own name', 'see sign-ins and devices'])

/**
 * May `actor` do `action` to `target`? Null: yes. Otherwise a refusal whose sentence says who may (ROLE-11).
 * Only this function reads the table (ROLE-3).
 */
export function can(actor: Standing, action: Action, target: Target = {}): Refusal | null {
  if (actor.user.state !== 'active')
    return refuse('not-active', 'Your access to this organization has ended.')
  if (NEVER_TO_SELF.has(action) && target.user?.user.id === actor.user.id)
    return refuse('not-yourself', 'Nobody changes their own role, level or membership. Ask another Admin.')
  const row = TABLE[action]
  const allowed = columnsThatCount(actor, action, target).some((column) =>
    SCOPES[row[COLUMNS.indexOf(column)] as ScopeName](actor, target),
  )
  return allowed ? null : refuse('not-allowed', `You may not ${phrase(action)}. ${whoMay(action)}`)
}

/** The columns of the table that are about this actor and target, the role's first. */
export const columnsThatCount = (actor: Standing, action: Action, target: Target): Column[] => [
  ...columnsOf(actor, target.workspaceId),
  ...(FOR_EVERYONE.has(action) ? ['agent' as const] : []),
]

/** "An Admin or a User Admin may." */
export function whoMay(action: Action): string {
  const row = TABLE[action]
  const names = COLUMNS.filter((_, index) => row[index] !== 'no' && row[index] !== 'view').map(
    (column) => `${/^[AEIO]/.test(COLUMN_NAMES[column]) ? 'an' : 'a'} ${COLUMN_NAMES[column]}`,
  )
  const list =
    names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? 'nobody')
  return `${list[0]?.toUpperCase()}${list.slice(1)} may${names.length > 1 ? ', within their limits' : ''}.`
}

const PHRASES: Partial<Record<Action, string>> = {
  'add a member': 'add people here',
  'set level owner': 'make somebody Owner here',
  'set level': 'change levels here',
  'hand over': 'hand over these items',
  'undo a handover': 'undo this handover',
  'switch account': 'change this person’s address',
  'confirm an identity': 'say how this person signs in',
  'edit items': 'change items here',
  'assign one item': 'give this item to somebody',
  'delete items': 'delete items here',
  'block, deactivate, restore': 'block, deactivate or restore this person',
  'decide about unsent changes': 'decide about what this person’s devices had not sent',
  'remove a member': 'remove this person',
}
const phrase = (action: Action): string => {
  const words = ACTION_WORDS[action]
  return PHRASES[action] ?? words.charAt(0).toLowerCase() + words.slice(1)
}
