import type { ScopeName } from './scope.ts'

type Row = readonly [
  admin: ScopeName,
  billingAdmin: ScopeName,
  userAdmin: ScopeName,
  owner: ScopeName,
  manager: ScopeName,
  agent: ScopeName,
]

/**
 * Who may do what: the permission table of SPEC.md (ROLE-3), row by row. This is the only place where rights are written
 * down; interface, server, API and importers ask `can`. A cell names a scope of `scope.ts`.
 */
// prettier-ignore
export const TABLE = {
  'see users':                   ['yes', 'yes', 'yes', 'own workspace', 'own workspace', 'own workspace'],
  'see addresses':               ['yes', 'yes', 'yes', 'own workspace', 'own workspace', 'no'],
  'add a member':                ['yes', 'no', 'yes', 'if owners add seats', 'as agent, if owners add seats', 'no'],
  'remove a member':             ['yes', 'no', 'members', 'no', 'no', 'no'],
  'change roles':                ['yes', 'no', 'no', 'no', 'no', 'no'],
  'put in or out of a workspace':['yes', 'no', 'yes', 'own workspace', 'agents of own workspace', 'no'],
  'set level owner':             ['yes', 'no', 'where there is none', 'own workspace', 'no', 'no'],
  'set level':                   ['yes', 'no', 'yes', 'own workspace', 'agents of own workspace', 'no'],
  'create a workspace':          ['yes', 'view', 'yes', 'no', 'no', 'no'],
  'archive a workspace':         ['yes', 'view', 'yes', 'own workspace', 'no', 'no'],
  'block, deactivate, restore':  ['yes', 'no', 'members', 'no', 'no', 'no'],
  'decide about unsent changes': ['yes', 'no', 'no', 'no', 'no', 'no'],
  'erase':                       ['yes', 'no', 'no', 'no', 'no', 'no'],
  'edit a profile':              ['yes', 'no', 'members', 'no', 'no', 'no'],
  'edit own name':               ['self', 'self', 'self', 'self', 'self', 'self'],
  'switch account':              ['yes', 'no', 'members whose levels are all agent', 'no', 'no', 'no'],
  'confirm an identity':         ['yes', 'no', 'members whose levels are all agent', 'no', 'no', 'no'],
  'hand over':                   ['yes', 'no', 'from members, never to self', 'own workspace', 'from agents', 'own items, unless own-items-only'],
  'undo a handover':             ['yes', 'no', 'started by them', 'own workspace', 'started by them, own workspace', 'no'],
  'count items':                 ['yes', 'yes', 'yes', 'own workspace', 'own workspace', 'own workspace, own-items-only: theirs'],
  'edit items':                  ['yes', 'no', 'no', 'own workspace', 'own workspace', 'own workspace, own-items-only: theirs'],
  'assign one item':             ['yes', 'no', 'no', 'own workspace', 'own workspace', 'own item'],
  'delete items':                ['yes', 'no', 'no', 'own workspace', 'unless no delete', 'unless no delete, own-items-only: theirs'],
  'export items':                ['yes', 'no', 'no', 'own workspace', 'unless no export', 'unless no export'],
  'manage folders':              ['yes', 'no', 'no', 'own workspace', 'unless no settings', 'no'],
  'manage workflows':            ['yes', 'no', 'no', 'own workspace', 'unless no workflows', 'own, unless no workflows'],
  'manage integrations':         ['yes', 'no', 'no', 'own workspace', 'unless no integrations', 'own, unless no integrations'],
  'see all history':             ['yes', 'no', 'no', 'own workspace', 'own workspace', 'no'],
  'see history of users':        ['yes', 'no', 'yes', 'own workspace', 'own workspace', 'no'],
  'see history of billing':      ['yes', 'yes', 'no', 'no', 'no', 'no'],
  'see history of a record':     ['yes', 'no', 'no', 'own workspace', 'own workspace', 'own workspace, own-items-only: theirs'],
  'see sign-ins and devices':    ['yes', 'self', 'members', 'self', 'self', 'self'],
  'import users':                ['yes', 'no', 'no', 'no', 'no', 'no'],
  'export users':                ['yes', 'no', 'yes', 'own workspace', 'unless no export', 'no'],
  'manage billing':              ['yes', 'yes', 'view', 'no', 'no', 'no'],
  'see billing':                 ['yes', 'yes', 'yes', 'no', 'no', 'no'],
  'change organization settings':['yes', 'view', 'view', 'no', 'no', 'no'],
  'see organization settings':   ['yes', 'yes', 'yes', 'no', 'no', 'no'],
} as const satisfies Record<string, Row>

export type Action = keyof typeof TABLE
