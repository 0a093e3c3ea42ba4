import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { PersonalValues } from '../personal/personal-values.ts'
import type { Tx } from '../store/store.ts'
import { documentsFromRows, storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type Joined, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { codeOf, handOver, leftOnDisk, planFrom } from './erase-world.ts'

// A grey square of 8 × 8 pixels.
const PHOTO =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q=='

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())

const send = (type: string, args: unknown, client = orbis.admin) => orbis.send(client, type, args)

const erase = (userId: string, unassign = false) => send('user.erase', { userId, unassign })

describe('[LIFE-6] erasing somebody’s personal data', () => {
  const NAMES = ['Zdenka Quillfeather', 'Zdenka Married-Name']
  const [PHONE, ADDRESS] = ['+49 30 555 987 01', '7 Quill Lane, 10115 Berlin']
  const ADDRESSES = ['zdenka.old@orbis.test', 'zdenka.new@orbis.test']

  const ALL = [...NAMES, ...ADDRESSES, PHONE, ADDRESS, PHOTO.slice(200)]

  /** Somebody who is everywhere: renamed, switched, told about, mailed, in refusals, labels and notices. */
  async function somebodyEverywhere(): Promise<Joined> {
    const zdenka = await orbis.join(ADDRESSES[0] ?? '')
    const ben = await orbis.join('ben@orbis.test', { level: 'manager' })
    await send('user.rename', { userId: zdenka.userId, name: NAMES[0] })
    const changes = { phone: PHONE, postalAddress: ADDRESS, userName: 'quillie' }
    await send('user.edit', { userId: zdenka.userId, changes })
    await send('user.set-photo', { userId: zdenka.userId, photo: { id: newId('photo'), image: PHOTO } })
    // A switch: an invitation, three mails, the old address.
    const invitationId = newId('invitation')
    await send('switch.start', {
      handoverId: newId('handover'),
      invitationId,
      userId: zdenka.userId,
      email: ADDRESSES[1],
    })
    const client = await server.signIn(ADDRESSES[1] ?? '')
    await client.post('/api/invitations/accept', { id: invitationId, commandId: newId('command') })
    await send('user.rename', { userId: zdenka.userId, name: NAMES[1] })
    // A refusal that names them, kept so that it can be given again.
    const again = await send('user.invite', {
      userId: newId('user'),
      invitationId: newId('invitation'),
      email: ADDRESSES[1],
      role: 'member',
      workspaces: [],
    })
    expect(JSON.stringify(again)).toContain(NAMES[1])
    // An import's label.
    await send('portfolio.create', {
      portfolioId: newId('portfolio'),
      workspaceId: orbis.workspaceId,
      label: NAMES[0],
    })
    // A handover that needed a look, since they look after more than was shown: the reason names them.
    const [workspaceId, second] = [newId('workspace'), newId('portfolio')]
    await send('workspace.create', {
      workspaceId,
      name: 'Service',
      tasksFolderId: newId('folder'),
      portfolioId: newId('portfolio'),
    })
    const place = { workspaceId, level: 'agent', restrictions: [], portfolioId: second }
    await send('membership.set', { userId: zdenka.userId, place })
    const lookId = await handOver(orbis, zdenka, { afterwards: 'stay' })
    await send('handover.call-off', { handoverId: lookId })
    // One that ran: somebody else has a mail about them.
    const moves = [zdenka.portfolioId, second].map((portfolioId) => ({
      portfolioId,
      expectedHolder: zdenka.userId,
    }))
    const access = [{ workspaceId, level: 'agent', portfolioId: newId('portfolio') }]
    await handOver(orbis, zdenka, { moves, access, to: ben.userId })
    await server.store.write((tx) =>
      tx
        .insertInto('notices')
        .values({
          organization_id: orbis.organizationId,
          id: newId('notice'),
          user_id: orbis.userId,
          data: JSON.stringify({ message: `The mail to ${ADDRESSES[1]} could not be delivered.` }),
        })
        .execute(),
    )
    await server.jobsDone()
    return { ...zdenka, client }
  }

  it('leaves neither name nor address in any byte on the disk, and keeps what is none', async () => {
    const zdenka = await somebodyEverywhere()
    expect(leftOnDisk(server, ALL)).toEqual(ALL)
    expect(await erase(zdenka.userId)).toMatchObject({ status: 'accepted' })
    await server.jobsDone()
    expect(leftOnDisk(server, [...ALL, 'Zdenka', 'Quillfeather', 'quillie'])).toEqual([])
    // And memory gives out the same.
    const documents = await storedDocuments(server, orbis.organizationId)
    expect(JSON.stringify(documents)).not.toContain('Zdenka')
    expect(documents).toEqual(await documentsFromRows(server, orbis.organizationId))

    // What is no name stays: the id, a number, the day, the items, and who did what.
    expect(documents.organization?.[`user/${zdenka.userId}`]).toMatchObject({
      name: '(deleted user) 1',
      state: 'erased',
      email: '',
      leftAt: server.clock.now().toISOString(),
    })
    expect(documents[`names/${orbis.workspaceId}`]?.[`user/${zdenka.userId}`]).toMatchObject({
      name: '(deleted user) 1',
    })
    expect(documents.organization?.[`portfolio/${zdenka.portfolioId}`]).toMatchObject({
      origin: zdenka.userId,
      homeOf: null,
    })
    const { entries } = (await orbis.admin.get(`/api/history?organizationId=${orbis.organizationId}`)).body
    const words = entries.map((entry: { words: string }) => entry.words)
    expect(words).toContain('Erase the personal data of (deleted user) 1')
    expect(words).toContain('Rename (deleted user) 1 to (deleted user) 1')
    expect(words).toContain('Change (deleted user) 1’s address to (deleted user) 1')
    expect(words).toContain('Invite ben@orbis.test')
    expect(entries.some((entry: { actorName: string }) => entry.actorName === '(deleted user) 1')).toBe(true)
    // Their account is nobody any more.
    expect((await zdenka.client.get('/api/me')).status).toBe(401)
  })

  it('[USR-11] leaves no name that came, or was to come, with a change of address', async () => {
    const zdenka = await orbis.join('zdenka@orbis.test')
    await send('user.rename', { userId: zdenka.userId, name: 'Zdenka Quillfeather' })
    const change = (email: string, newName: string) => {
      const ids = { handoverId: newId('handover'), invitationId: newId('invitation') }
      return send('switch.start', { ...ids, userId: zdenka.userId, email, newName }).then(() => ids)
    }
    const { invitationId } = await change('zdenka.new@orbis.test', 'Zdenka Married-Name')
    const client = await server.signIn('zdenka.new@orbis.test')
    await client.post('/api/invitations/accept', { id: invitationId, commandId: newId('command') })
    const { handoverId } = await change('zdenka.third@orbis.test', 'Third Wunderlich')
    await send('handover.call-off', { handoverId })
    await send('user.deactivate', { userId: zdenka.userId })
    expect(await erase(zdenka.userId, true)).toMatchObject({ status: 'accepted' })
    await server.jobsDone()
    expect(leftOnDisk(server, ['Zdenka', 'Quillfeather', 'Married-Name', 'Wunderlich'])).toEqual([])
    const documents = await storedDocuments(server, orbis.organizationId)
    expect(documents).toEqual(await documentsFromRows(server, orbis.organizationId))
  })

  it('[AUD-1] changes nothing of what is no text, whatever somebody called themself before they left', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const carla = await orbis.join('carla@orbis.test', { role: 'admin' })
    const partOfId = carla.userId.slice('usr_'.length)
    for (const name of ['admin', 'user', 'refused', 'not-allowed', partOfId])
      expect(await send('user.rename', { userId: ben.userId, name }, ben.client)).toMatchObject({
        status: 'accepted',
      })
    const refusal = { id: newId('command'), type: 'user.block', args: { userId: carla.userId } }
    const ask = async () =>
      (await ben.client.post('/api/commands', { organizationId: orbis.organizationId, commands: [refusal] }))
        .body.answers[0]
    await ask()
    const rowsOfCarla = async () =>
      (
        (await orbis.admin.get(`/api/history?organizationId=${orbis.organizationId}&user=${carla.userId}`))
          .body.entries as { before: object; after: Record<string, unknown>; subjects: string[] }[]
      ).map(({ before, after, subjects }) => ({ before, after, subjects }))
    const before = await rowsOfCarla()
    await send('user.deactivate', { userId: ben.userId })
    expect(await erase(ben.userId, true)).toMatchObject({ status: 'accepted' })
    expect(await rowsOfCarla()).toEqual(before)
    const kept = await server.store.read
      .selectFrom('commands')
      .select('answer')
      .where('command_id', '=', refusal.id)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(kept.answer)).toMatchObject({ status: 'refused', code: 'not-allowed' })
  })

  it('erases somebody who had thousands of names, and does not go through them all before', async () => {
    const ben = await orbis.join('ben@orbis.test')
    await server.store.write(async (tx) => {
      for (let number = 101; number <= 3_000; number++)
        await tx
          .insertInto('personal_values')
          .values({
            ...{ organization_id: orbis.organizationId, user_id: ben.userId },
            ...{ number, field: 'name', value: `Quillfeather ${number}` },
          })
          .execute()
    })
    const loaded = await PersonalValues.load(server.store.read as Tx, orbis.organizationId, [ben.userId])
    expect(loaded.inText('Quillfeather 101')).toBe('Quillfeather 101')
    expect(loaded.inText('Quillfeather 3000')).toContain(ben.userId)
    const name = 'Quillfeather at last'
    expect(await send('user.rename', { userId: ben.userId, name }, ben.client)).toMatchObject({
      status: 'accepted',
    })
    await send('user.deactivate', { userId: ben.userId })
    expect(await erase(ben.userId, true)).toMatchObject({ status: 'accepted' })
    await server.jobsDone()
    expect(leftOnDisk(server, ['Quillfeather'])).toEqual([])
  })

  it('leaves another organization alone, and lets the address come back as somebody new', async () => {
    const email = 'zdenka@orbis.test'
    const zdenka = await orbis.join(email)
    const theirs = await foundTestOrganization(server, email, {
      name: 'Elsewhere',
      signIn: () => Promise.resolve(zdenka.client),
    })
    await theirs.send(zdenka.client, 'user.rename', { userId: theirs.userId, name: 'Zdenka' })
    await send('user.deactivate', { userId: zdenka.userId })
    await erase(zdenka.userId)
    const me = await zdenka.client.get('/api/me')
    expect(me.body.organizations).toMatchObject([{ organizationId: theirs.organizationId }])
    const there = (await zdenka.client.get(`/api/history?organizationId=${theirs.organizationId}`)).body
    expect(there.entries[0].words).toBe('Rename Anna Berg to Zdenka')

    const again = await orbis.join(email)
    expect(again.userId).not.toBe(zdenka.userId)
    await send('user.deactivate', { userId: again.userId })
    await erase(again.userId)
    const documents = await storedDocuments(server, orbis.organizationId)
    expect(documents.organization?.[`user/${again.userId}`]).toMatchObject({ name: '(deleted user) 2' })
  })

  it('is refused while somebody is not deactivated, to all but Admins, and asks about what is still theirs', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const ursula = await orbis.join('ursula@orbis.test', { role: 'user-admin' })
    expect(codeOf(await erase(ben.userId))).toBe('not-deactivated')
    await send('user.block', { userId: ben.userId })
    expect(codeOf(await erase(ben.userId))).toBe('not-deactivated')
    await send('user.deactivate', { userId: ben.userId })
    const args = { userId: ben.userId, unassign: false }
    expect(codeOf(await send('user.erase', args, ursula.client))).toBe('not-allowed')
    // Something came to them after they left.
    await server.store.write((tx) =>
      tx
        .updateTable('portfolios')
        .set({ holder: ben.userId })
        .where('portfolio_id', '=', ben.portfolioId)
        .execute(),
    )
    expect(codeOf(await erase(ben.userId))).toBe('still-theirs')
    expect(await erase(ben.userId, true)).toMatchObject({ status: 'accepted' })
    expect(codeOf(await erase(ben.userId))).toBe('already-erased')
    expect(codeOf(await send('user.rename', { userId: ben.userId, name: 'Ben' }))).toBe('no-user')
    expect(codeOf(await send('user.restore', { userId: ben.userId, homes: [] }))).toBe('not-deactivated')
  })

  it('[ROLE-5] never erases the last Admin, whatever the way', async () => {
    expect(codeOf(await erase(orbis.userId))).toBe('not-yourself')
    const second = await orbis.join('second@orbis.test', { role: 'admin' })
    expect(codeOf(await send('user.erase', { userId: orbis.userId, unassign: true }, second.client))).toBe(
      'not-deactivated',
    )
    expect(codeOf(await send('user.deactivate', { userId: orbis.userId }, second.client))).toBe(
      'account-owner',
    )
    // The only one left who counts can't be planned away either.
    await send('user.block', { userId: orbis.userId }, second.client)
    const plan = planFrom(orbis, second, { erase: true })
    const started = await send('handover.start', { handoverId: newId('handover'), plan }, second.client)
    expect(started).toMatchObject({ status: 'refused' })
  })

  it('ends the undo of what was handed over from them', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const handoverId = await handOver(orbis, ben)
    await erase(ben.userId)
    expect(codeOf(await send('handover.undo', { handoverId }))).toBe('source-erased')
  })
})
