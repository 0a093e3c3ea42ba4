import { describe, expect, it } from 'vitest'
import { idOf, type Person, World } from '../../../tests/world/world.ts'
import type { Restriction } from '../model/membership.ts'
import { can } from './can.ts'
import type { Target } from './scope.ts'
import { type Action, TABLE } from './table.ts'

/**
 * The table of RULES.md, cell by cell. Each line is one situation; its six letters say who may: Admin, Billing Admin, User
 * Admin, workspace Owner, Manager, Agent (of the workspace "own"; y yes, n no). "other" is a workspace they are not in.
 */
const CAST: Record<string, Person> = {
  ada: { role: 'admin' },
  bill: { role: 'billing-admin' },
  una: { role: 'user-admin' },
  olga: { levels: { own: 'owner' } },
  max: { levels: { own: 'manager' } },
  gus: { levels: { own: 'agent' } },
  // Whom it is done to.
  agent: { levels: { own: 'agent' } },
  manager: { levels: { own: 'manager' } },
  owner: { levels: { own: 'owner' } },
  nobody: {},
  stranger: { levels: { other: 'agent' } },
  admin: { role: 'admin' },
  billing: { role: 'billing-admin' },
}
const ACTORS = ['ada', 'bill', 'una', 'olga', 'max', 'gus'] as const
const world = new World(CAST)
const who = (name: string) => world.standing(name)
const own = world.workspace('own')
const other = world.workspace('other')

type Make = (actor: string) => Target
const LINES: [Action, string, Make, string][] = [
  ['see users', 'of the own workspace', () => ({ workspaceId: own }), 'yyyyyy'],
  ['see users', 'of another workspace', () => ({ workspaceId: other }), 'yyynnn'],
  ['see users', 'of the organization', () => ({}), 'yyynnn'],
  ['see addresses', 'own workspace', () => ({ workspaceId: own }), 'yyyyyn'],
  ['see addresses', 'another workspace', () => ({ workspaceId: other }), 'yyynnn'],
  ['add a member', 'no workspace', () => ({ role: 'member' }), 'ynynnn'],
  [
    'add a member',
    'as Agent, Owners add seats',
    () => ({ role: 'member', workspaceId: own, level: 'agent', ownersAddSeats: true }),
    'ynyyyn',
  ],
  [
    'add a member',
    'as Manager, Owners add seats',
    () => ({ role: 'member', workspaceId: own, level: 'manager', ownersAddSeats: true }),
    'ynyynn',
  ],
  [
    'add a member',
    'Owners add no seats',
    () => ({ role: 'member', workspaceId: own, level: 'agent', ownersAddSeats: false }),
    'ynynnn',
  ],
  [
    'add a member',
    'to another workspace',
    () => ({ role: 'member', workspaceId: other, level: 'agent', ownersAddSeats: true }),
    'ynynnn',
  ],
  ['remove a member', 'a Member', () => ({ user: who('agent') }), 'ynynnn'],
  ['remove a member', 'an Admin', () => ({ user: who('admin') }), 'ynnnnn'],
  ['change roles', 'Member to Admin', () => ({ user: who('agent'), role: 'admin' }), 'ynnnnn'],
  ['change roles', 'Billing Admin to Member', () => ({ user: who('billing'), role: 'member' }), 'ynnnnn'],
  [
    'put in or out of a workspace',
    'an Agent, own workspace',
    () => ({ user: who('agent'), workspaceId: own }),
    'ynyyyn',
  ],
  [
    'put in or out of a workspace',
    'a Manager, own workspace',
    () => ({ user: who('manager'), workspaceId: own }),
    'ynyynn',
  ],
  [
    'put in or out of a workspace',
    'somebody new, as Agent',
    () => ({ user: who('nobody'), workspaceId: own, level: 'agent' }),
    'ynyyyn',
  ],
  [
    'put in or out of a workspace',
    'another workspace',
    () => ({ user: who('stranger'), workspaceId: other }),
    'ynynnn',
  ],
  [
    'set level owner',
    'own workspace that has one',
    () => ({ user: who('agent'), workspaceId: own, level: 'owner', hasOwner: true }),
    'ynnynn',
  ],
  [
    'set level owner',
    'own workspace without one',
    () => ({ user: who('agent'), workspaceId: own, level: 'owner', hasOwner: false }),
    'ynyynn',
  ],
  [
    'set level owner',
    'another workspace that has one',
    () => ({ user: who('stranger'), workspaceId: other, level: 'owner', hasOwner: true }),
    'ynnnnn',
  ],
  [
    'set level',
    'an Agent’s restrictions',
    () => ({ user: who('agent'), workspaceId: own, level: 'agent' }),
    'ynyyyn',
  ],
  [
    'set level',
    'an Agent to Manager',
    () => ({ user: who('agent'), workspaceId: own, level: 'manager' }),
    'ynyynn',
  ],
  [
    'set level',
    'an Owner to Agent',
    () => ({ user: who('owner'), workspaceId: own, level: 'agent' }),
    'ynyynn',
  ],
  [
    'set level',
    'another workspace',
    () => ({ user: who('stranger'), workspaceId: other, level: 'agent' }),
    'ynynnn',
  ],
  ['create a workspace', '', () => ({}), 'ynynnn'],
  ['archive a workspace', 'own', () => ({ workspaceId: own }), 'ynyynn'],
  ['archive a workspace', 'another', () => ({ workspaceId: other }), 'ynynnn'],
  ['block, deactivate, restore', 'a Member', () => ({ user: who('owner') }), 'ynynnn'],
  ['block, deactivate, restore', 'an Admin', () => ({ user: who('admin') }), 'ynnnnn'],
  ['erase', 'a Member', () => ({ user: who('agent') }), 'ynnnnn'],
  ['edit a profile', 'a Member’s', () => ({ user: who('agent') }), 'ynynnn'],
  ['edit a profile', 'an Admin’s', () => ({ user: who('admin') }), 'ynnnnn'],
  ['edit own name', 'own', (actor) => ({ user: who(actor) }), 'yyyyyy'],
  ['edit own name', 'another’s', () => ({ user: who('agent') }), 'nnnnnn'],
  ['switch account', 'a Member who is Agent everywhere', () => ({ user: who('agent') }), 'ynynnn'],
  ['switch account', 'a Member who is Manager somewhere', () => ({ user: who('manager') }), 'ynnnnn'],
  ['switch account', 'an Admin', () => ({ user: who('admin') }), 'ynnnnn'],
  ['switch account', 'their own', (actor) => ({ user: who(actor) }), 'ynnnnn'],
  ['confirm an identity', 'a Member who is Agent everywhere', () => ({ user: who('agent') }), 'ynynnn'],
  ['confirm an identity', 'a Member who is Owner somewhere', () => ({ user: who('owner') }), 'ynnnnn'],
  ['confirm an identity', 'their own', (actor) => ({ user: who(actor) }), 'ynnnnn'],
  [
    'hand over',
    'from an Agent to another',
    () => ({ user: who('agent'), workspaceId: own, to: world.user('manager') }),
    'ynyyyn',
  ],
  [
    'hand over',
    'from an Agent to self',
    (actor) => ({ user: who('agent'), workspaceId: own, to: world.user(actor) }),
    'ynnyyn',
  ],
  [
    'hand over',
    'from a Manager',
    () => ({ user: who('manager'), workspaceId: own, to: world.user('agent') }),
    'ynyynn',
  ],
  [
    'hand over',
    'from an Admin',
    () => ({ user: who('admin'), workspaceId: own, to: world.user('agent') }),
    'ynnynn',
  ],
  [
    'hand over',
    'own items',
    (actor) => ({ user: who(actor), workspaceId: own, to: world.user('agent') }),
    'ynnyyy',
  ],
  ['hand over', 'what nobody looks after', () => ({ workspaceId: own, to: world.user('agent') }), 'ynnynn'],
  [
    'hand over',
    'in another workspace',
    () => ({ user: who('stranger'), workspaceId: other, to: world.user('agent') }),
    'ynynnn',
  ],
  [
    'undo a handover',
    'their own, own workspace',
    (actor) => ({ workspaceId: own, startedBy: world.user(actor) }),
    'ynyyyn',
  ],
  [
    'undo a handover',
    'another’s, own workspace',
    () => ({ workspaceId: own, startedBy: world.user('admin') }),
    'ynnynn',
  ],
  [
    'undo a handover',
    'their own, another workspace',
    (actor) => ({ workspaceId: other, startedBy: world.user(actor) }),
    'ynynnn',
  ],
  ['count items', 'own workspace', () => ({ workspaceId: own }), 'yyyyyy'],
  ['count items', 'another workspace', () => ({ workspaceId: other }), 'yyynnn'],
  ['edit items', 'own workspace', () => ({ workspaceId: own, holder: null }), 'ynnyyy'],
  ['edit items', 'another workspace', () => ({ workspaceId: other, holder: null }), 'ynnnnn'],
  ['assign one item', 'own item', (actor) => ({ workspaceId: own, holder: world.user(actor) }), 'ynnyyy'],
  ['assign one item', 'another’s item', () => ({ workspaceId: own, holder: world.user('agent') }), 'ynnyyn'],
  ['assign one item', 'nobody’s item', () => ({ workspaceId: own, holder: null }), 'ynnyyn'],
  ['assign one item', 'another workspace', () => ({ workspaceId: other, holder: null }), 'ynnnnn'],
  ['delete items', 'own workspace', () => ({ workspaceId: own }), 'ynnyyy'],
  ['delete items', 'another workspace', () => ({ workspaceId: other }), 'ynnnnn'],
  ['export items', 'own workspace', () => ({ workspaceId: own }), 'ynnyyy'],
  ['export items', 'another workspace', () => ({ workspaceId: other }), 'ynnnnn'],
  ['manage folders', 'own workspace', () => ({ workspaceId: own }), 'ynnyyn'],
  ['manage folders', 'another workspace', () => ({ workspaceId: other }), 'ynnnnn'],
  ['manage workflows', 'own', (actor) => ({ workspaceId: own, holder: world.user(actor) }), 'ynnyyy'],
  ['manage workflows', 'another’s', () => ({ workspaceId: own, holder: world.user('agent') }), 'ynnyyn'],
  ['manage integrations', 'own', (actor) => ({ workspaceId: own, holder: world.user(actor) }), 'ynnyyy'],
  ['manage integrations', 'another’s', () => ({ workspaceId: own, holder: world.user('agent') }), 'ynnyyn'],
  ['see all history', 'own workspace', () => ({ workspaceId: own }), 'ynnyyn'],
  ['see all history', 'another workspace', () => ({ workspaceId: other }), 'ynnnnn'],
  ['see history of users', 'own workspace', () => ({ workspaceId: own }), 'ynyyyn'],
  ['see history of billing', '', () => ({}), 'yynnnn'],
  ['see history of a record', 'own workspace', () => ({ workspaceId: own, holder: null }), 'ynnyyy'],
  ['decide about unsent changes', '', () => ({}), 'ynnnnn'],
  ['see sign-ins and devices', 'own', (actor) => ({ user: who(actor) }), 'yyyyyy'],
  ['see sign-ins and devices', 'a Member’s', () => ({ user: who('agent') }), 'ynynnn'],
  ['see sign-ins and devices', 'an Admin’s', () => ({ user: who('admin') }), 'ynnnnn'],
  ['import users', '', () => ({}), 'ynnnnn'],
  ['export users', 'of the organization', () => ({}), 'ynynnn'],
  ['export users', 'of the own workspace', () => ({ workspaceId: own }), 'ynyyyn'],
  ['manage billing', '', () => ({}), 'yynnnn'],
  ['see billing', '', () => ({}), 'yyynnn'],
  ['change organization settings', '', () => ({}), 'ynnnnn'],
  ['see organization settings', '', () => ({}), 'yyynnn'],
]

describe('[ROLE-3] the permission table, cell by cell', () => {
  it.each(LINES)('[ROLE-3] %s: %s', (action, _situation, make, expected) => {
    const seen = ACTORS.map((actor) => (can(who(actor), action, make(actor)) === null ? 'y' : 'n')).join('')
    expect(seen).toBe(expected)
  })

  it('[ROLE-3] has a situation for every row', () => {
    expect([...new Set(LINES.map(([action]) => action))].sort()).toEqual(Object.keys(TABLE).sort())
  })

  it('[ROLE-11] a refusal says who may', () => {
    expect(can(who('gus'), 'manage folders', { workspaceId: own })?.message).toMatch(/Admin.*Owner.*Manager/)
  })

  it('[ROLE-12] an Admin is Owner in a workspace they were never put into', () => {
    expect(can(who('admin'), 'manage folders', { workspaceId: other })).toBeNull()
  })
})

describe('[ROLE-10] restrictions narrow a level', () => {
  const restricted = (name: string, ...restrictions: Restriction[]) => {
    const standing = who(name)
    return { ...standing, memberships: standing.memberships.map((m) => ({ ...m, restrictions })) }
  }
  const me = world.user('max')
  it.each<[Restriction, Action, Target]>([
    ['no-settings', 'manage folders', { workspaceId: own }],
    ['no-export', 'export items', { workspaceId: own }],
    ['no-export', 'export users', { workspaceId: own }],
    ['no-delete', 'delete items', { workspaceId: own }],
    ['no-workflows', 'manage workflows', { workspaceId: own, holder: me }],
    ['no-integrations', 'manage integrations', { workspaceId: own, holder: me }],
  ])('[ROLE-10] %s takes “%s” from a Manager, never from an Owner', (restriction, action, target) => {
    expect(can(restricted('max'), action, target)).toBeNull()
    expect(can(restricted('max', restriction), action, target)?.code).toBe('not-allowed')
    expect(can(restricted('olga', restriction), action, target)).toBeNull()
  })

  it('[ROLE-10] own-items-only leaves an Agent their items, and no handing over', () => {
    const gus = restricted('gus', 'own-items-only')
    expect(can(gus, 'edit items', { workspaceId: own, holder: gus.user.id })).toBeNull()
    expect(can(gus, 'edit items', { workspaceId: own, holder: idOf('usr', 'agent') })?.code).toBe(
      'not-allowed',
    )
    expect(can(gus, 'delete items', { workspaceId: own, holder: gus.user.id })).toBeNull()
    expect(can(gus, 'delete items', { workspaceId: own, holder: null })?.code).toBe('not-allowed')
    expect(can(gus, 'hand over', { workspaceId: own, user: gus, to: world.user('agent') })?.code).toBe(
      'not-allowed',
    )
  })
})
