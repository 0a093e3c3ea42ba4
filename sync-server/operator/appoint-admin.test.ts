import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { appointAsOperator } from './appoint-admin.ts'

let server: TestServer
let orbis: TestOrganization
let ben: Awaited<ReturnType<TestOrganization['join']>>
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  ben = await orbis.join('ben@orbis.test')
  await orbis.join('carl@orbis.test')
})
afterEach(() => server.close())

const appoint = (email: string, organization = 'orbis') =>
  appointAsOperator(server.deciding, { organization, email })
const roleOf = async (userId: string) =>
  await server.store.read
    .selectFrom('users')
    .select(['role', 'state'])
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()

describe('[ROLE-14] the operator of the server', () => {
  it('makes somebody an Admin, who can then do all that an Admin can; it is recorded and mailed to everybody', async () => {
    await orbis.send(orbis.admin, 'user.block', { userId: ben.userId })
    expect(await appoint('Ben@orbis.test')).toMatchObject({ status: 'accepted', organization: 'Orbis' })
    expect(await roleOf(ben.userId)).toEqual({ role: 'admin', state: 'active' })
    const invited = await orbis.send(ben.client, 'user.set-role', {
      userId: (await orbis.join('dora@orbis.test')).userId,
      role: 'admin',
    })
    expect(invited.status).toBe('accepted')
    for (const address of ['anna@orbis.test', 'ben@orbis.test', 'carl@orbis.test'])
      expect((await server.mailsTo(address)).map(({ subject }) => subject)).toContain(
        'ben is an Admin of Orbis now',
      )
    const history = await orbis.admin.get(`/api/history?organizationId=${orbis.organizationId}`)
    expect(history.body.entries).toContainEqual(
      expect.objectContaining({
        action: 'admin.appoint',
        actorUserId: null,
        words: 'The operator of the server made ben an Admin',
      }),
    )
  })

  it('is told what to type instead, and changes nothing', async () => {
    expect(await appoint('nobody@orbis.test')).toMatchObject({ code: 'no-user' })
    expect(await appoint('anna@orbis.test')).toMatchObject({ code: 'is-admin' })
    expect(await appoint('ben@orbis.test', 'Nimbus')).toMatchObject({
      code: 'no-organization',
      message: expect.stringContaining(`Orbis (${orbis.organizationId})`),
    })
    await foundTestOrganization(server, 'eve@orbis.test')
    expect(await appoint('ben@orbis.test')).toMatchObject({ code: 'several' })
    expect(await appoint('ben@orbis.test', orbis.organizationId)).toMatchObject({ status: 'accepted' })
  })

  it('is no command that anybody can send, and waits until the server is stopped', async () => {
    const sent = await orbis.send(ben.client, 'admin.appoint', { userId: ben.userId })
    expect(sent).toMatchObject({ status: 'refused', code: 'unknown-command' })
    const script = path.resolve(import.meta.dirname, '../appoint-admin.ts')
    const run = (...parts: string[]) =>
      spawnSync(process.execPath, [script, ...parts], {
        env: { ...process.env, DATA_DIR: server.config.dataDir },
        encoding: 'utf8',
      })
    const running = run('Orbis', 'ben@orbis.test')
    expect([running.status, running.stderr]).toEqual([1, expect.stringContaining('running')])
    expect(run('Orbis').stderr).toContain('npm run appoint-admin')
    expect(await roleOf(ben.userId)).toMatchObject({ role: 'member' })
  })
})
