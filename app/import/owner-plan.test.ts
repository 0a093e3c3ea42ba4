import { describe, expect, it } from 'vitest'
import type { OwnerChoice, OwnerValue } from '../../shared/domain/import/owners.ts'
import type { IdKind } from '../../shared/domain/model/id.ts'
import { directoryOf } from '../../tests/world/directory-of.ts'
import { idOf, World } from '../../tests/world/world.ts'
import { ownerChoiceKey } from './owner-choice-key.ts'
import { choiceProblem, ownerLabel, personName, startChoice } from './owner-choices.ts'
import { planOwners } from './owner-plan.ts'

const sales = idOf('wsp', 'sales')
const service = idOf('wsp', 'service')
const seven: OwnerChoice = { kind: 'nobody', label: 'employee 7' }

const office = () =>
  new World({
    anna: { role: 'admin', levels: { sales: 'owner' } },
    ben: { levels: { sales: 'agent' } },
    carl: { levels: { service: 'agent' } },
  })

/** Plans, does what the plan says as Anna, and gives both. */
function planned(world: World, workspaceId: string, ...owners: { choice: OwnerChoice; name?: string }[]) {
  const prefixes: Partial<Record<IdKind, string>> = { portfolio: 'pfo', user: 'usr', invitation: 'inv' }
  const plan = planOwners(directoryOf(world, 'anna'), workspaceId, owners, (kind) =>
    world.newId(prefixes[kind] ?? 'x'),
  )
  for (const { type, args } of plan.commands) world.must('anna', type, args)
  const portfolioOf = (choice: OwnerChoice) => plan.portfolioOf.get(ownerChoiceKey(choice))
  return { types: plan.commands.map(({ type }) => type), portfolioOf }
}

describe('who looks after imported records', () => {
  it('[REC-4] goes to homes that are there, without any command', () => {
    const world = office()
    const ben: OwnerChoice = { kind: 'user', userId: world.user('ben') }
    const byAddress: OwnerChoice = { kind: 'invite', email: 'Ben@Example.com' }
    const { types, portfolioOf } = planned(world, sales, { choice: ben }, { choice: byAddress })
    expect(types).toEqual([])
    expect(portfolioOf(ben)).toBe(world.home('ben', 'sales'))
    expect(portfolioOf(byAddress)).toBe(world.home('ben', 'sales'))
  })

  it('[REC-4] puts a colleague into the workspace, invites, and keeps nobody’s items under a label', () => {
    const world = office()
    const carl: OwnerChoice = { kind: 'user', userId: world.user('carl') }
    const nora: OwnerChoice = { kind: 'invite', email: 'nora@example.com' }
    const { types, portfolioOf } = planned(
      world,
      sales,
      { choice: carl },
      { choice: nora, name: 'Nora' },
      { choice: seven },
    )
    expect(types).toEqual(['membership.set', 'user.invite', 'portfolio.create'])
    const directory = directoryOf(world, 'anna')
    expect(portfolioOf(carl)).toBe(directory.homeOf(world.user('carl'), sales)?.id)
    expect(directory.users.find((user) => user.email === 'nora@example.com')).toMatchObject({
      name: 'Nora',
      state: 'pending',
    })
    expect(directory.portfolio(portfolioOf(seven) ?? '')?.label).toBe('employee 7')
  })

  it('[REC-4] a second import makes no second place of a label, nor a second invitation', () => {
    const world = office()
    const nora: OwnerChoice = { kind: 'invite', email: 'nora@example.com' }
    const first = planned(world, sales, { choice: nora }, { choice: seven })
    const again = planned(world, sales, { choice: nora }, { choice: seven })
    expect(again.types).toEqual([])
    expect(again.portfolioOf(nora)).toBe(first.portfolioOf(nora))
    expect(again.portfolioOf(seven)).toBe(first.portfolioOf(seven))
    expect(planned(world, service, { choice: seven }).types).toEqual(['portfolio.create'])
  })

  it('[ROLE-12] opens a home for an Admin who was never put into the workspace', () => {
    const world = new World({ ada: { role: 'admin', levels: { sales: 'owner' } }, anna: { role: 'admin' } })
    const me: OwnerChoice = { kind: 'user', userId: world.user('anna') }
    expect(planned(world, sales, { choice: me }).types).toEqual(['portfolio.open-home'])
    expect(planned(world, sales, { choice: me }).types).toEqual([])
  })

  it('begins with the person who took over what came under the label before', () => {
    const world = office()
    const { portfolioOf } = planned(world, sales, { choice: seven })
    const value: OwnerValue = { value: '7', label: 'employee 7', count: 3, match: { kind: 'none' } }
    expect(startChoice(directoryOf(world, 'anna'), sales, value)).toEqual(seven)
    world.handover('anna', null, 'ben')
    expect(directoryOf(world, 'anna').portfolio(portfolioOf(seven) ?? '')?.holdings).toHaveLength(2)
    expect(startChoice(directoryOf(world, 'anna'), sales, value)).toEqual({
      kind: 'user',
      userId: world.user('ben'),
    })
  })
})

describe('words about owner values', () => {
  it('name a bare number by its column, and leave names alone', () => {
    expect(ownerLabel('7', 'employeeID')).toBe('employee 7')
    expect(ownerLabel('7', 'Owner')).toBe('owner 7')
    expect(ownerLabel('Nancy Davolio', 'employeeID')).toBe('Nancy Davolio')
    expect(personName('Nancy Davolio')).toBe('Nancy Davolio')
    expect(personName('employee 7')).toBeUndefined()
    expect(personName('n@example.com')).toBeUndefined()
  })

  it('want an address for each person to invite', () => {
    expect(choiceProblem([seven, { kind: 'invite', email: 'a@example.com' }])).toBeNull()
    expect(choiceProblem([{ kind: 'invite', email: '' }])).toMatch(/address/)
    expect(choiceProblem([{ kind: 'invite', email: 'a@' }])).toMatch(/a@/)
  })
})
