import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../new-id.ts'
import { storedDocuments } from '../testing/directory-documents.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestClock, type TestServer } from '../testing/test-server.ts'
import { codeOf, handOver, leftOnDisk, planFrom } from './erase-world.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'handover-planned-'))
const start = (clock?: TestClock) => startTestServer({ DATA_DIR: folder }, clock)
/** Another process on the same data, at the same time. */
async function restarted(running: TestServer): Promise<TestServer> {
  await running.close()
  return start(running.clock)
}

let server: TestServer
let orbis: TestOrganization
beforeEach(async () => {
  server = await start()
  orbis = await foundTestOrganization(server)
})
afterEach(() => server.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const send = (type: string, args: unknown, client = orbis.admin) => orbis.send(client, type, args)

describe('[HAND-11] erasing planned with a handover', () => {
  const erasingOf = async (handoverId: string) =>
    (await storedDocuments(server, orbis.organizationId)).organization?.[`handover/${handoverId}`]
  const stateOf = async (userId: string) =>
    (await storedDocuments(server, orbis.organizationId)).organization?.[`user/${userId}`]

  it('happens by itself when undo has ended, not before, and though the server was restarted', async () => {
    const ben = await orbis.join('ben@orbis.test')
    const handoverId = await handOver(orbis, ben, { erase: true })
    const at = new Date(server.clock.now().getTime() + 30 * 86_400_000).toISOString()
    expect(await erasingOf(handoverId)).toMatchObject({
      erasing: { state: 'planned', at, by: orbis.userId },
    })
    server.clock.forward({ days: 29, minutes: 1_439 })
    await server.jobsDone()
    expect(await stateOf(ben.userId)).toMatchObject({ state: 'deactivated', name: 'ben' })
    server = await restarted(server)
    server.clock.forward({ minutes: 1 })
    await server.jobsDone()
    expect(await stateOf(ben.userId)).toMatchObject({ state: 'erased', name: '(deleted user) 1' })
    expect(await erasingOf(handoverId)).toMatchObject({ erasing: { state: 'done' } })
    expect(leftOnDisk(server, ['ben@orbis.test'])).toEqual([])
  })

  it('can be called off, and is by undo and by restoring', async () => {
    const [ben, carla, dora] = [
      await orbis.join('ben@orbis.test'),
      await orbis.join('carla@orbis.test'),
      await orbis.join('dora@orbis.test'),
    ]
    const ofBen = await handOver(orbis, ben, { erase: true })
    const ofCarla = await handOver(orbis, carla, { erase: true })
    const ofDora = await handOver(orbis, dora, { erase: true })
    await send('erasing.call-off', { handoverId: ofBen })
    expect(codeOf(await send('erasing.call-off', { handoverId: ofBen }))).toBe('not-waiting')
    await send('handover.undo', { handoverId: ofCarla })
    const homes = [{ workspaceId: orbis.workspaceId, portfolioId: newId('portfolio') }]
    await send('user.restore', { userId: dora.userId, homes })
    await send('user.deactivate', { userId: dora.userId })
    for (const id of [ofBen, ofCarla, ofDora])
      expect(await erasingOf(id)).toMatchObject({ erasing: { state: 'called-off' } })
    server.clock.forward({ days: 31 })
    await server.jobsDone()
    for (const { userId } of [ben, carla, dora])
      expect(await stateOf(userId)).not.toMatchObject({ state: 'erased' })
  })

  it('is authorised again on its day, and says why it did not happen', async () => {
    const second = await orbis.join('second@orbis.test', { role: 'admin' })
    const ben = await orbis.join('ben@orbis.test')
    const handoverId = newId('handover')
    const plan = planFrom(orbis, ben, { erase: true })
    await send('handover.start', { handoverId, plan }, second.client)
    await send('user.set-role', { userId: second.userId, role: 'member' })
    server.clock.forward({ days: 31 })
    await server.jobsDone()
    expect(await stateOf(ben.userId)).toMatchObject({ state: 'deactivated' })
    expect(await erasingOf(handoverId)).toMatchObject({
      erasing: { state: 'refused', reason: expect.stringContaining('You may not') },
    })
  })

  it('is not for those who may not erase, and only with deactivating', async () => {
    const ursula = await orbis.join('ursula@orbis.test', { role: 'user-admin' })
    const ben = await orbis.join('ben@orbis.test')
    const plan = planFrom(orbis, ben, { erase: true })
    const start = (more: object, client = orbis.admin) =>
      send('handover.start', { handoverId: newId('handover'), plan: { ...plan, ...more } }, client)
    expect(codeOf(await start({}, ursula.client))).toBe('not-allowed')
    expect(codeOf(await start({ afterwards: 'block' }))).toBe('bad-arguments')
  })
})
