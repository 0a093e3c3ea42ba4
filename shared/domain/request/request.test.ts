import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { office } from '../../../tests/world/office.ts'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import type { Asked, Request } from '../model/request.ts'

const REQ = idOf('req', 'one')
const block = (world: World, who: string): Asked => ({
  type: 'user.block',
  args: { userId: world.user(who) },
})
const folder = (world: World): Asked => ({
  type: 'folder.create',
  args: {
    folderId: idOf('fld', 'wanted'),
    workspaceId: world.workspace('sales'),
    name: 'Wanted',
    fields: [],
    stage: null,
  },
})
const ask = (world: World, by: string, command: Asked, requestId = REQ) =>
  world.do(by, 'request.make', { requestId, command })
const requestOf = (world: World, id = REQ): Request => {
  const request = world.directory.tables.request.get(id)
  if (!request) throw new Error('no such request')
  return request
}
const confirm = (world: World, by: string, id = REQ) => {
  const { by: asker, command } = requestOf(world, id)
  return world.do(by, 'request.confirm', { requestId: id, by: asker, command })
}

describe('[ROLE-15] asking somebody who may', () => {
  it('asks those who may by the table of rights, and nobody else', () => {
    const world = office()
    expect(outcome(ask(world, 'anna', block(world, 'ben')))).toBe('accepted')
    expect(requestOf(world).to.sort()).toEqual(['ada', 'eve', 'una'].map(world.user).sort())
    const other = idOf('req', 'two')
    const asked = ask(world, 'anna', folder(world), other)
    expect(requestOf(world, other).to.sort()).toEqual(['ada', 'eve', 'max', 'olga'].map(world.user).sort())
    expect(asked).toMatchObject({
      changes: expect.arrayContaining([
        { effect: 'mail', mail: 'request-made', userId: world.user('max'), requestId: other },
      ]),
    })
    // A User Admin asks for what concerns an Admin: Admins alone.
    const third = idOf('req', 'three')
    ask(world, 'una', block(world, 'eve'), third)
    expect(requestOf(world, third).to).toEqual([world.user('ada')])
  })

  it('makes the change in the name and with the rights of whoever says yes', () => {
    const world = office()
    ask(world, 'anna', block(world, 'ben'))
    expect(world.standing('ben').user.state).toBe('active')
    expect(outcome(confirm(world, 'max'))).toBe('not-asked')
    const done = confirm(world, 'una')
    expect(done).toMatchObject({
      cause: REQ,
      changes: expect.arrayContaining([
        { effect: 'mail', mail: 'request-answered', userId: world.user('anna'), requestId: REQ },
      ]),
    })
    expect(world.standing('ben').user.state).toBe('blocked')
    expect(requestOf(world)).toMatchObject({ state: 'confirmed', answeredBy: world.user('una') })
    expect(outcome(confirm(world, 'ada'))).toBe('not-waiting')
  })

  it('is no way round a right: it is decided anew, for what was shown, and for nobody who has left', () => {
    const world = office()
    ask(world, 'anna', block(world, 'ben'))
    world.must('ada', 'user.set-role', { userId: world.user('una'), role: 'member' })
    expect(outcome(confirm(world, 'una'))).toBe('not-allowed')
    const shown = { requestId: REQ, by: world.user('anna'), command: block(world, 'carl') }
    expect(outcome(world.do('ada', 'request.confirm', shown))).toBe('not-as-shown')
    const other = { ...shown, by: world.user('carl'), command: block(world, 'ben') }
    expect(outcome(world.do('ada', 'request.confirm', other))).toBe('not-as-shown')
    world.must('ada', 'user.block', { userId: world.user('anna') })
    expect(outcome(confirm(world, 'ada'))).toBe('asker-left')
    expect(world.standing('ben').user.state).toBe('active')
  })

  it('says what stands against it to whoever looks at it, not to the asker', () => {
    const world = office()
    const { workspaces: _, ...args } = world.inviteArgs('someone')
    const invite = (email: string): Asked => ({
      type: 'user.invite',
      args: { ...args, userId: idOf('usr', 'x'), email, workspaces: [] },
    })
    const [taken, free] = [idOf('req', 'taken'), idOf('req', 'free')]
    expect(outcome(ask(world, 'anna', invite('carl@example.com'), taken))).toBe('accepted')
    expect(outcome(ask(world, 'anna', invite('new@example.com'), free))).toBe('accepted')
    expect(requestOf(world, taken).to).toEqual(requestOf(world, free).to)
    expect(outcome(confirm(world, 'ada', taken))).not.toBe('accepted')
    expect(requestOf(world, taken).state).toBe('open')
  })

  it('is for what one may not oneself, of what one sees, and not for ever', () => {
    const world = office()
    expect(outcome(ask(world, 'ada', block(world, 'ben')))).toBe('may-yourself')
    expect(outcome(ask(world, 'anna', block(world, 'carl')))).toBe('not-known')
    expect(outcome(ask(world, 'anna', { type: 'user.block', args: { userId: 'x' } }))).toBe('bad-arguments')
    expect(outcome(ask(world, 'anna', { type: 'nothing', args: {} }))).toBe('unknown-command')
    const nested = { type: 'request.make', args: { requestId: REQ, command: block(world, 'ben') } }
    expect(outcome(ask(world, 'anna', nested))).toBe('not-askable')
    // What only the account owner does, only they are asked.
    const passOn = { type: 'organization.pass-on', args: { userId: world.user('eve') } }
    expect(outcome(ask(world, 'eve', passOn, idOf('req', 'own')))).toBe('accepted')
    expect(requestOf(world, idOf('req', 'own')).to).toEqual([world.user('ada')])
    ask(world, 'anna', block(world, 'ben'))
    expect(outcome(ask(world, 'anna', block(world, 'ben'), idOf('req', 'again')))).toBe('asked-already')
    world.later(14)
    expect(outcome(confirm(world, 'ada'))).toBe('not-waiting')
    expect(outcome(ask(world, 'anna', block(world, 'ben'), idOf('req', 'again')))).toBe('accepted')
  })

  it('is declined with a word, or taken back by the asker alone', () => {
    const world = office()
    ask(world, 'anna', block(world, 'ben'))
    const decline = (by: string) => world.do(by, 'request.decline', { requestId: REQ, word: 'He stays.' })
    expect(outcome(decline('max'))).toBe('not-asked')
    expect(outcome(world.do('ben', 'request.withdraw', { requestId: REQ }))).toBe('not-waiting')
    expect(outcome(decline('eve'))).toBe('accepted')
    expect(requestOf(world)).toMatchObject({ state: 'declined', word: 'He stays.' })
    const second = idOf('req', 'two')
    ask(world, 'anna', block(world, 'ben'), second)
    world.must('anna', 'request.withdraw', { requestId: second })
    expect(outcome(confirm(world, 'ada', second))).toBe('not-waiting')
  })

  it('has limits for one person', () => {
    const world = office()
    const names = Array.from({ length: 11 }, (_, n) => ({
      type: 'workspace.edit',
      args: { workspaceId: world.workspace('sales'), name: `Sales ${n}` },
    }))
    const outcomes = names.map((command, n) => outcome(ask(world, 'anna', command, idOf('req', `n${n}-`))))
    expect(outcomes.slice(0, 10).every((code) => code === 'accepted')).toBe(true)
    expect(outcomes[10]).toBe('too-many-requests')
    expect(outcome(ask(world, 'ben', names[0] as Asked, idOf('req', 'other')))).toBe('accepted')
  })

  it('is void when the asker leaves, or everybody who was asked', () => {
    const world = office()
    ask(world, 'anna', block(world, 'ben'))
    world.must('ada', 'user.deactivate', { userId: world.user('una') })
    expect(requestOf(world)).toMatchObject({ state: 'open' })
    expect(requestOf(world).to).not.toContain(world.user('una'))
    const second = idOf('req', 'two')
    ask(world, 'ben', block(world, 'anna'), second)
    world.handover('ada', 'anna', 'ben', 'deactivate')
    expect(requestOf(world)).toMatchObject({ state: 'void' })
    expect(requestOf(world, second).state).toBe('open')
    const third = idOf('req', 'three')
    const two = new World({ ada: { role: 'admin' }, eve: { role: 'admin' } })
    ask(two, 'ada', block(two, 'ada'), third)
    expect(requestOf(two, third).to).toEqual([two.user('eve')])
    two.must('ada', 'user.deactivate', { userId: two.user('eve') })
    expect(requestOf(two, third).state).toBe('void')
  })

  it('goes when the asker, or somebody it names, is erased', () => {
    for (const who of ['anna', 'ben']) {
      const world = office()
      ask(world, 'anna', block(world, 'ben'))
      world.must('ada', 'user.deactivate', { userId: world.user(who) })
      world.must('ada', 'user.erase', { userId: world.user(who), unassign: true })
      expect(world.directory.all('request')).toEqual([])
    }
  })

  it('never lets anything happen that whoever says yes could not do themself', () => {
    const names = ['ada', 'eve', 'una', 'bill', 'olga', 'max', 'anna', 'ben', 'carl'] as const
    const person = fc.constantFrom(...names)
    const types = ['user.block', 'user.deactivate', 'invitation.revoke', 'user.unblock'] as const
    fc.assert(
      fc.property(person, person, person, fc.constantFrom(...types), (by, about, yes, type) => {
        const command = (world: World): Asked => ({ type, args: { userId: world.user(about) } })
        const [asked, direct] = [office(), office()]
        if (outcome(ask(asked, by, command(asked))) !== 'accepted') return
        if (!requestOf(asked).to.includes(asked.user(yes))) {
          expect(outcome(confirm(asked, yes))).toBe('not-asked')
          return
        }
        const alone = direct.do(yes, type, command(direct).args)
        expect(outcome(confirm(asked, yes))).toBe(outcome(alone))
        const states = (world: World) => world.directory.all('user').map(({ id, state }) => `${id} ${state}`)
        expect(states(asked)).toEqual(states(direct))
      }),
      { numRuns: 200 },
    )
  })
})
