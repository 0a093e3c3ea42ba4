import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { requestsAfterRights } from '../decide/decide.ts'
import type { Membership } from '../model/membership.ts'
import type { Asked, Request } from '../model/request.ts'

const REQ = idOf('req', 'one')
const folderId = idOf('fld', 'deals')
const recordId = idOf('rec', 'nordwind')

/** Anna asks for a change of a record of Ben's; Ada, Eve, Olga and Max may. */
function asked(command?: (world: World) => Asked): World {
  const world = new World({
    ada: { role: 'admin' },
    eve: { role: 'admin' },
    una: { role: 'user-admin', levels: { sales: 'agent' } },
    olga: { levels: { sales: 'owner' } },
    max: { levels: { sales: 'manager' } },
    anna: { levels: { sales: 'agent' } },
    ben: { levels: { sales: 'agent' } },
    carl: { levels: { service: 'agent' } },
  })
  world.must('ada', 'organization.edit', { ownersAddSeats: true })
  world.must('ada', 'folder.create', {
    ...{ folderId, workspaceId: world.workspace('sales'), name: 'Deals', stage: null },
    fields: [{ id: 'mail', name: 'Mail', type: 'email' }],
  })
  const [portfolio, createdAt] = [world.home('ben', 'sales'), world.now]
  const record = { id: recordId, title: 'Nordwind', portfolio, createdAt, deleted: null, values: {} }
  world.directory.records.set(recordId, record)
  const wanted = command?.(world) ?? edit(world)
  expect(outcome(world.do('anna', 'request.make', { requestId: REQ, command: wanted }))).toBe('accepted')
  return world
}
const edit = (world: World): Asked => ({
  type: 'record.edit',
  args: { folderId, recordId, changes: { title: 'Südwind', portfolio: world.home('anna', 'sales') } },
})
const invite = (world: World): Asked => ({
  type: 'user.invite',
  args: world.inviteArgs('quentin', 'member', { sales: 'agent' }),
})
const handOver = (world: World): Asked => ({
  type: 'handover.start',
  args: { handoverId: idOf('hov', 'wanted'), plan: world.plan('ada', 'ben', 'anna') },
})
const requestOf = (world: World) => world.directory.tables.request.get(REQ) as Request
const change = (world: World, name: string, more: Partial<Membership>) => {
  const [membership] = world.standing(name).memberships
  if (membership) world.directory.apply([{ put: 'membership', row: { ...membership, ...more } }])
}
const look = (world: World, name: string) => {
  const changes = world.ask(requestsAfterRights(world.user(name), world.now))
  world.directory.apply(changes)
  return changes
}
const putOut = (world: World, name: string) =>
  world.must('ada', 'membership.remove', {
    userId: world.user(name),
    workspaceId: world.workspace('sales'),
  })
const demote = (world: World, name: string) =>
  world.must('ada', 'user.set-role', { userId: world.user(name), role: 'member' })
const toOwnItems = (world: World, name: string) =>
  change(world, name, { level: 'agent', restrictions: ['own-items-only'] })

describe('[ROLE-10] a request and who loses the right to see what it quotes', () => {
  const losses: Record<string, [name: string, lose: (world: World) => unknown]> = {
    'put out of the workspace': ['max', (world) => putOut(world, 'max')],
    'demoted in it': ['max', (world) => change(world, 'max', { level: 'agent' })],
    'restricted to their own items': ['max', (world) => toOwnItems(world, 'max')],
    'without contact details': [
      'max',
      (world) => change(world, 'max', { level: 'agent', restrictions: ['masked-contacts'] }),
    ],
    'without the role': ['eve', (world) => demote(world, 'eve')],
  }
  for (const [how, [name, lose]] of Object.entries(losses))
    for (const command of [edit, invite, handOver])
      it(`leaves ${command.name} with the others who were asked when one is ${how}, open or answered`, () => {
        const world = asked(command)
        const { to: all, command: wanted } = requestOf(world)
        expect(all).toContain(world.user(name))
        lose(world)
        look(world, name)
        expect(requestOf(world)).toMatchObject({ state: 'open', command: wanted })
        expect(requestOf(world).to).toEqual(all.filter((id) => id !== world.user(name)))

        const answered = asked(command)
        answered.must(name, 'request.decline', { requestId: REQ, word: '' })
        lose(answered)
        look(answered, name)
        expect(requestOf(answered)).toMatchObject({ state: 'declined' })
        expect(requestOf(answered).to).not.toContain(answered.user(name))
      })

  it('stays with who may still say yes, and with who is blocked until they are back', () => {
    const world = asked()
    const before = requestOf(world)
    change(world, 'max', { level: 'owner' })
    expect(look(world, 'max')).toEqual([])
    world.must('ada', 'user.block', { userId: world.user('max') })
    toOwnItems(world, 'max')
    expect(look(world, 'max')).toEqual([])
    world.must('ada', 'user.unblock', { userId: world.user('max') })
    look(world, 'max')
    expect(requestOf(world).to).toEqual(before.to.filter((id) => id !== world.user('max')))
  })

  it('goes, with a mail, to who may by now where nobody else was asked, and is void where nobody may', () => {
    const alone = () => {
      const world = asked()
      world.directory.apply([{ put: 'request', row: { ...requestOf(world), to: [world.user('max')] } }])
      putOut(world, 'max')
      return world
    }
    const world = alone()
    const mails = look(world, 'max').filter((one) => 'effect' in one)
    expect(requestOf(world)).toMatchObject({ state: 'open', to: ['ada', 'eve', 'olga'].map(world.user) })
    expect(mails).toHaveLength(3)

    const nobody = alone()
    for (const name of ['ada', 'eve', 'olga'])
      nobody.directory.apply([{ put: 'user', row: { ...nobody.standing(name).user, state: 'blocked' } }])
    look(nobody, 'max')
    expect(requestOf(nobody)).toMatchObject({ state: 'void', to: [] })
  })

  const askersLosses: [how: string, lose: (world: World) => unknown][] = [
    ['is put out', (world) => putOut(world, 'anna')],
    ['is restricted to their own items', (world) => toOwnItems(world, 'anna')],
  ]
  for (const [how, lose] of askersLosses)
    it(`ends, and is cut out for everybody, when whoever asked ${how}`, () => {
      const world = asked()
      lose(world)
      look(world, 'anna')
      expect(requestOf(world)).toMatchObject({ state: 'void', to: [] })
      expect(requestOf(world).command).toEqual({ type: 'record.edit', args: null })

      const answered = asked()
      answered.must('olga', 'request.decline', { requestId: REQ, word: 'No' })
      lose(answered)
      look(answered, 'anna')
      expect(requestOf(answered)).toMatchObject({ state: 'declined', to: [], command: { args: null } })
      expect(look(answered, 'anna')).toEqual([])
    })

  it('stays the asker’s where they still see the record, and of other kinds where they see what is named', () => {
    const world = asked()
    const record = world.directory.records.get(recordId)
    if (record) world.directory.records.set(recordId, { ...record, portfolio: world.home('anna', 'sales') })
    toOwnItems(world, 'anna')
    expect(look(world, 'anna')).toEqual([])
    // All of it goes to somebody else.
    expect(outcome(world.handover('ada', 'anna', 'ben'))).toBe('accepted')
    look(world, 'anna')
    expect(requestOf(world)).toMatchObject({ state: 'void', command: { args: null } })

    const other = asked(invite)
    toOwnItems(other, 'anna')
    expect(look(other, 'anna')).toEqual([])
    putOut(other, 'anna')
    look(other, 'anna')
    expect(requestOf(other)).toMatchObject({ state: 'void', command: { type: 'user.invite', args: null } })
  })

  it('of a record is made to nobody who reads a copy of their own', () => {
    const world = asked()
    change(world, 'anna', { restrictions: ['no-delete'] })
    const changes = { deleted: '2026-03-02T09:00:00.000Z' }
    const askWhetherUna = (requestId: string) => {
      const command = { type: 'record.edit', args: { folderId, recordId, changes } }
      expect(outcome(world.do('anna', 'request.make', { requestId, command }))).toBe('accepted')
      return world.directory.tables.request.get(requestId)?.to.includes(world.user('una'))
    }
    expect(askWhetherUna(idOf('req', 'two'))).toBe(true)
    world.must('anna', 'request.withdraw', { requestId: idOf('req', 'two') })
    change(world, 'una', { restrictions: ['masked-contacts'] })
    expect(askWhetherUna(idOf('req', 'three'))).toBe(false)
  })
})
