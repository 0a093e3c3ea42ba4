// One story a kind of command on one organization; over 300 lines because each shows rows, documents and answers together.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { documentsFromRows, foreignPlacesIn, storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

const invitation = (email: string, workspaces: unknown[] = []) => ({
  userId: newId('user'),
  invitationId: newId('invitation'),
  email,
  role: 'member',
  workspaces,
})
const users = () =>
  server.store.read
    .selectFrom('users')
    .selectAll()
    .where('organization_id', '=', orbis.organizationId)
    .execute()
const batch = async (commands: { type: string; args: unknown; id?: string }[], client = orbis.admin) => {
  const answer = await client.post('/api/commands', {
    organizationId: orbis.organizationId,
    commands: commands.map((command) => ({ id: newId('command'), ...command })),
  })
  return answer.body.answers as {
    id: string
    status: string
    code?: string
    message?: string
    aliases?: object
  }[]
}

describe('commands', () => {
  it('are refused when there is no such command, with its name', async () => {
    const answer = await orbis.send(orbis.admin, 'user.crown', {})
    expect(answer).toMatchObject({ status: 'refused', code: 'unknown-command' })
    for (const type of ['__proto__', 'constructor', 'toString'])
      expect(await orbis.send(orbis.admin, type, {})).toMatchObject({ code: 'unknown-command' })
  })

  it('are refused with the argument at fault', async () => {
    const answer = await orbis.send(orbis.admin, 'user.invite', { ...invitation('no address') })
    expect(answer).toMatchObject({
      status: 'refused',
      code: 'bad-arguments',
      message: expect.stringContaining('email'),
    })
  })

  it('sent again with the same id have the same answer and no second effect', async () => {
    const [id, args] = [newId('command'), invitation('ben@orbis.test')]
    const first = await orbis.send(orbis.admin, 'user.invite', args, id)
    const { userId, ...rest } = args
    const again = await orbis.send(orbis.admin, 'user.invite', { ...rest, userId }, id)
    expect(first).toEqual({ id, status: 'accepted' })
    expect(again).toEqual(first)
    expect(await users()).toHaveLength(2)
    expect(await server.mailsTo('ben@orbis.test')).toHaveLength(1)
    const history = await server.store.read.selectFrom('history').selectAll().execute()
    expect(history.map((row) => row.action)).toEqual(['organization.found', 'user.invite'])
  })

  it('keep their refusal, too, when sent again', async () => {
    const [id, args] = [newId('command'), { userId: newId('user'), name: 'Ben' }]
    const first = await orbis.send(orbis.admin, 'user.rename', args, id)
    expect(first).toMatchObject({ status: 'refused' })
    expect(await orbis.send(orbis.admin, 'user.rename', args, id)).toEqual(first)
  })

  it('with an id that was used for another are refused', async () => {
    const id = newId('command')
    await orbis.send(orbis.admin, 'user.invite', invitation('ben@orbis.test'), id)
    const other = await orbis.send(orbis.admin, 'user.invite', invitation('eve@orbis.test'), id)
    expect(other).toMatchObject({ id, status: 'refused', code: 'id-used' })
    expect(await users()).toHaveLength(2)
  })

  it("of one user do not answer another user's", async () => {
    const id = newId('command')
    const ben = await orbis.join('ben@orbis.test', { role: 'admin' })
    const args = { userId: orbis.userId, name: 'Anna Sommer' }
    expect(await orbis.send(ben.client, 'user.rename', { ...args, userId: ben.userId }, id)).toMatchObject({
      status: 'accepted',
    })
    expect(await orbis.send(orbis.admin, 'user.rename', args, id)).toMatchObject({ status: 'accepted' })
  })

  it('that would make a row by an id that is taken are refused whole', async () => {
    const args = { ...invitation('ben@orbis.test'), userId: orbis.userId }
    expect(await orbis.send(orbis.admin, 'user.invite', args)).toMatchObject({
      status: 'refused',
      code: 'id-used',
    })
    const [anna, ...others] = await users()
    expect([anna?.email, others]).toEqual(['anna@orbis.test', []])
  })

  it('of somebody outside the organization are refused', async () => {
    const eve = await server.signIn('eve@orbis.test')
    const answer = await eve.post('/api/commands', {
      organizationId: orbis.organizationId,
      commands: [{ id: newId('command'), type: 'user.invite', args: invitation('x@orbis.test') }],
    })
    expect([answer.status, answer.body.code]).toEqual([403, 'not-in-organization'])
    const nowhere = await eve.post('/api/commands', {
      organizationId: newId('organization'),
      commands: [{ id: newId('command'), type: 'user.invite', args: {} }],
    })
    expect(nowhere.body).toEqual(answer.body)
  })

  it('[INV-8] of one person invited twice are one invitation, and later commands reach it by either id', async () => {
    const one = invitation('ben@orbis.test')
    const two = invitation('Ben@Orbis.test')
    const [, second] = await batch([
      { type: 'user.invite', args: one },
      { type: 'user.invite', args: two },
    ])
    expect(second).toMatchObject({
      status: 'accepted',
      aliases: { [two.userId]: one.userId, [two.invitationId]: one.invitationId },
    })
    const revoked = await orbis.send(orbis.admin, 'invitation.revoke', { userId: two.userId })
    expect(revoked).toMatchObject({ status: 'accepted' })
    expect(await users()).toHaveLength(1)
  })

  it("never bend a colleague's id to somebody else by an invitation sent with it", async () => {
    const carla = await orbis.join('carla@orbis.test')
    await orbis.send(orbis.admin, 'user.invite', invitation('ben@orbis.test'))
    const forged = { ...invitation('ben@orbis.test'), userId: carla.userId }
    expect(await orbis.send(orbis.admin, 'user.invite', forged)).toMatchObject({
      status: 'refused',
      code: 'id-used',
    })
    await orbis.send(orbis.admin, 'user.block', { userId: carla.userId })
    const blocked = (await users()).filter((user) => user.state === 'blocked')
    expect(blocked.map((user) => user.email)).toEqual(['carla@orbis.test'])
  })

  it('that depend on a refused one of the same batch are refused with its reason, others are not', async () => {
    await orbis.join('ben@orbis.test')
    const refused = invitation('ben@orbis.test')
    const answers = await batch([
      { type: 'user.invite', args: refused },
      { type: 'user.rename', args: { userId: refused.userId, name: 'Ben' } },
      { type: 'invitation.resend', args: { userId: refused.userId, invitationId: newId('invitation') } },
      { type: 'user.invite', args: invitation('carla@orbis.test') },
    ])
    expect(answers.map((answer) => answer.code ?? answer.status)).toEqual([
      'already-user',
      'depends-on-refused',
      'depends-on-refused',
      'accepted',
    ])
    expect(answers[1]?.message).toContain('Invite ben@orbis.test')
    expect(answers[1]?.message).toContain(answers[0]?.message)
  })

  it('[ROLE-5] of two Admins who demote each other at once leave one', async () => {
    const ben = await orbis.join('ben@orbis.test', { role: 'admin' })
    const carla = await orbis.join('carla@orbis.test', { role: 'admin' })
    await orbis.send(orbis.admin, 'user.rename', { userId: ben.userId, name: 'Ben' })
    const answers = await Promise.all([
      orbis.send(ben.client, 'user.set-role', { userId: carla.userId, role: 'member' }),
      orbis.send(carla.client, 'user.set-role', { userId: ben.userId, role: 'member' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual(['accepted', 'refused'])
    const admins = (await users()).filter((user) => user.role === 'admin')
    expect(admins).toHaveLength(2)
  })

  it('tell the sockets whose rights changed, after the commit', async () => {
    const ben = await orbis.join('ben@orbis.test')
    server.told.length = 0
    await orbis.send(orbis.admin, 'user.block', { userId: ben.userId })
    expect(server.told).toEqual([`reconsider ${ben.userId}`, `close ${ben.userId} 4401`])
    server.told.length = 0
    await orbis.send(orbis.admin, 'membership.set', {
      userId: newId('user'),
      place: {
        workspaceId: orbis.workspaceId,
        level: 'manager',
        restrictions: [],
        portfolioId: newId('portfolio'),
      },
    })
    expect(server.told).toEqual([])
  })

  it('of a blocked user are refused, and they get no ticket', async () => {
    const ben = await orbis.join('ben@orbis.test')
    await orbis.send(orbis.admin, 'user.block', { userId: ben.userId })
    expect(await orbis.send(ben.client, 'user.rename', { userId: ben.userId, name: 'B' })).toMatchObject({
      status: 'refused',
      code: 'not-active',
    })
    const ticket = await ben.client.post('/api/tickets', { organizationId: orbis.organizationId })
    expect([ticket.status, ticket.body.code]).toEqual([403, 'not-active'])
    expect((await ben.client.get('/api/me')).body.organizations).toMatchObject([{ state: 'blocked' }])
  })
})

describe('directory documents', () => {
  it('hold what all rows at once would give, after each of many changes', async () => {
    const check = async () => {
      const stored = await storedDocuments(server, orbis.organizationId)
      expect(stored).toEqual(await documentsFromRows(server, orbis.organizationId))
      expect(await foreignPlacesIn(server, stored)).toEqual([])
    }
    const service = newId('workspace')
    const folderId = newId('folder')
    const place = (workspaceId: string, level = 'agent') => ({
      workspaceId,
      level,
      restrictions: [],
      portfolioId: newId('portfolio'),
    })
    await check()
    const made = await orbis.send(orbis.admin, 'workspace.create', {
      workspaceId: service,
      name: 'Service',
      tasksFolderId: newId('folder'),
      portfolioId: newId('portfolio'),
    })
    expect(made).toMatchObject({ status: 'accepted' })
    await check()
    const ben = await orbis.join('ben@orbis.test', { level: 'manager' })
    const carla = await orbis.join('carla@orbis.test')
    const eve = await orbis.join('eve@orbis.test')
    const second = await orbis.join('grace@orbis.test', { role: 'admin' })
    await check()
    // Only a portfolio is new; with it, the name of somebody who is no member there.
    const home = { portfolioId: newId('portfolio'), workspaceId: service }
    expect(await orbis.send(second.client, 'portfolio.open-home', home)).toMatchObject({ status: 'accepted' })
    await check()
    const pending = invitation('dan@orbis.test', [place(service), place(orbis.workspaceId)])
    const steps: [string, unknown][] = [
      ['user.invite', pending],
      ['invitation.resend', { userId: pending.userId, invitationId: newId('invitation') }],
      ['membership.set', { userId: carla.userId, place: place(service) }],
      ['folder.create', { folderId, workspaceId: service, name: 'Tickets', fields: [], stage: null }],
      ['user.rename', { userId: carla.userId, name: 'Carla Rossi' }],
      [
        'handover.start',
        {
          handoverId: newId('handover'),
          plan: {
            from: ben.userId,
            to: carla.userId,
            moves: [{ portfolioId: ben.portfolioId, expectedHolder: ben.userId }],
            shown: null,
            afterwards: 'deactivate',
            newHomes: [],
            access: [],
          },
        },
      ],
      ['membership.remove', { userId: carla.userId, workspaceId: orbis.workspaceId }],
      [
        'handover.start',
        {
          handoverId: newId('handover'),
          plan: {
            from: eve.userId,
            to: orbis.userId,
            moves: [{ portfolioId: eve.portfolioId, expectedHolder: eve.userId }],
            shown: null,
            afterwards: 'block',
            newHomes: [],
            access: [],
          },
        },
      ],
      // Only a membership goes: she holds nothing any more.
      ['membership.remove', { userId: eve.userId, workspaceId: orbis.workspaceId }],
      [
        'user.restore',
        { userId: ben.userId, homes: [{ workspaceId: orbis.workspaceId, portfolioId: newId('portfolio') }] },
      ],
      ['user.set-role', { userId: ben.userId, role: 'user-admin' }],
      ['invitation.revoke', { userId: pending.userId }],
      ['user.deactivate', { userId: carla.userId }],
    ]
    for (const [type, args] of steps) {
      const answer = await orbis.send(orbis.admin, type, args)
      expect([type, answer]).toEqual([type, expect.objectContaining({ status: 'accepted' })])
      await check()
    }
    const documents = await storedDocuments(server, orbis.organizationId)
    expect(Object.keys(documents[`names/${service}`] ?? {})).toContain(`user/${carla.userId}`)
    expect(JSON.stringify(documents[`names/${service}`])).not.toContain('emailKey')
  })

  it('broadcast only what was committed', async () => {
    const heard: number[] = []
    const stop = server.documents.listen(orbis.organizationId, 'organization', {
      changed: (update) => heard.push(update.byteLength),
      replaced: () => undefined,
    })
    await orbis.send(orbis.admin, 'user.rename', { userId: newId('user'), name: 'X' })
    expect(heard).toEqual([])
    await orbis.send(orbis.admin, 'user.rename', { userId: orbis.userId, name: 'Anna Sommer' })
    expect(heard).toHaveLength(1)
    stop()
  })
})
