import { describe, expect, it } from 'vitest'
import { World } from '../../../tests/world/world.ts'
import { can } from './can.ts'
import { explain, tableInWords } from './explain.ts'
import { type Action, TABLE } from './table.ts'

const world = new World({
  ada: { role: 'admin' },
  una: { role: 'user-admin' },
  max: { levels: { sales: 'manager' } },
  anna: { levels: { sales: 'agent' } },
})
world.must('ada', 'membership.set', {
  userId: world.user('anna'),
  place: { ...world.place('anna', 'sales', 'agent'), restrictions: ['no-delete'] },
})
const workspaceId = world.workspace('sales')

describe('[ROLE-3] the table, explained', () => {
  it('says which rule decides whether somebody may do something', () => {
    expect(explain(world.standing('max'), 'delete items', { workspaceId })).toEqual({
      allowed: true,
      cell: { column: 'manager', scope: 'unless no delete' },
      refusal: null,
    })
    expect(explain(world.standing('anna'), 'delete items', { workspaceId })).toMatchObject({
      allowed: false,
      cell: { column: 'agent', scope: 'unless no delete, own-items-only: theirs' },
      refusal: expect.stringContaining('may'),
    })
    expect(explain(world.standing('una'), 'erase')).toMatchObject({
      allowed: false,
      cell: { column: 'user-admin', scope: 'no' },
    })
    expect(explain(world.standing('max'), 'manage billing')).toMatchObject({ allowed: false, cell: null })
  })

  it('[ROLE-4] whatever the cell says, nobody changes their own role', () => {
    const ada = world.standing('ada')
    expect(explain(ada, 'change roles', { user: ada, role: 'member' })).toMatchObject({
      allowed: false,
      refusal: expect.stringContaining('Nobody changes their own role'),
    })
  })

  it('answers as the app and the server decide, for everybody and every action', () => {
    for (const who of ['ada', 'una', 'max', 'anna'])
      for (const action of Object.keys(TABLE) as Action[])
        for (const target of [{}, { workspaceId }, { workspaceId, user: world.standing('anna') }]) {
          const explained = explain(world.standing(who), action, target)
          expect(explained.allowed).toBe(can(world.standing(who), action, target) === null)
          if (explained.allowed) expect(explained.cell).not.toBeNull()
        }
  })

  it('is shown in words, and says nothing of what no screen has', () => {
    const rows = tableInWords()
    expect(rows).toHaveLength(Object.keys(TABLE).length - 2)
    expect(rows.find(({ action }) => action === 'switch account')).toMatchObject({
      words: 'Change somebody’s address',
      cells: { admin: 'yes', 'billing-admin': '–', 'user-admin': 'of Members who are Agents only' },
    })
    // Words of the table in SPEC.md that nobody outside of it knows.
    expect(JSON.stringify(rows.map(({ words, cells }) => [words, cells]))).not.toMatch(
      /own-items-only|identity|switch account|seats|no delete|holder|portfolio/,
    )
  })
})

it('[ROLE-1] four roles, and one of the Admins is the account owner, who stays Admin', () => {
  const founded = new World({ ada: { role: 'admin' }, ben: { role: 'admin' } })
  const roles = ['admin', 'billing-admin', 'user-admin', 'member']
  for (const role of roles)
    expect(founded.do('ada', 'user.set-role', { userId: founded.user('ben'), role }).status).toBe('accepted')
  expect(founded.do('ada', 'user.set-role', { userId: founded.user('ben'), role: 'owner' }).status).toBe(
    'refused',
  )
  founded.must('ada', 'user.set-role', { userId: founded.user('ben'), role: 'admin' })
  expect(founded.standing('ada').isAccountOwner).toBe(true)
  expect(founded.standing('ben').isAccountOwner).toBe(false)
  const demoted = founded.do('ben', 'user.set-role', { userId: founded.user('ada'), role: 'member' })
  expect(demoted).toMatchObject({ status: 'refused', code: 'account-owner' })
})
