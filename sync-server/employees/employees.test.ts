import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { employeeRecordId } from '../../shared/domain/employees/employee-record.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import { leftOnDisk } from '../erase/erase-world.ts'
import { newId } from '../new-id.ts'
import { foundTestOrganization, type TestOrganization } from '../testing/organization.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { employeeWork } from './employee-work.ts'

let server: TestServer
let orbis: TestOrganization
const place = () => ({
  folderId: newId('folder'),
  portfolioId: newId('portfolio'),
  workspace: { workspaceId: newId('workspace'), tasksFolderId: newId('folder') },
})
let staff: ReturnType<typeof place>
beforeEach(async () => {
  server = await startTestServer()
  orbis = await foundTestOrganization(server)
  staff = place()
})
afterEach(() => server.close())

async function must(type: string, args: unknown): Promise<void> {
  expect([type, await orbis.send(orbis.admin, type, args)]).toMatchObject([type, { status: 'accepted' }])
}

/** The Employee records when all jobs are done, the oldest first. */
async function records(folderId = staff.folderId): Promise<RecordNow[]> {
  await server.jobsDone()
  return server.store.write(async (tx) => {
    const all = await server.documents.recordsNow(tx, orbis.organizationId, folderId)
    return all.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  })
}
const recordOf = async (userId: string) =>
  (await records()).find(({ id }) => id === employeeRecordId(staff.folderId, userId))

const createRecord = (title: string, values: object, createdAt: string) =>
  must('record.create', {
    folderId: staff.folderId,
    recordId: newId('record'),
    record: { title, portfolio: staff.portfolioId, createdAt, values },
  })

const contentHistory = () =>
  server.store.read
    .selectFrom('content_history')
    .selectAll()
    .where('organization_id', '=', orbis.organizationId)
    .where('folder_id', '=', staff.folderId)
    .execute()

describe('[USR-5] Employee records', () => {
  it('are made for everybody who is there when they are turned on, and for who comes later, once', async () => {
    const ben = await orbis.join('ben@orbis.test')
    await must('employees.keep', staff)
    const cara = await orbis.join('Cara@Orbis.test')
    expect(await records()).toMatchObject([
      { title: expect.anything() },
      { title: expect.anything() },
      { title: expect.anything() },
    ])
    expect(await recordOf(orbis.userId)).toMatchObject({
      title: 'Anna Berg',
      portfolio: staff.portfolioId,
      values: { email: 'anna@orbis.test', user: orbis.userId, joined: '2026-05-04' },
    })
    expect(await recordOf(cara.userId)).toMatchObject({ values: { email: 'Cara@Orbis.test' } })
    // A server that is killed before it noted that a job is done does it again.
    const jobs = await server.store.read
      .selectFrom('jobs')
      .selectAll()
      .where('kind', '=', 'employees')
      .execute()
    for (const job of jobs) await employeeWork(server.deciding, job)
    expect((await records()).map((record) => record.values.user).toSorted()).toEqual(
      [orbis.userId, ben.userId, cara.userId].toSorted(),
    )
    expect((await contentHistory()).map((row) => [row.user_id, row.field, row.cause])).toEqual(
      Array.from({ length: 3 }, () => [null, null, 'employee record']),
    )
  })

  it('are kept from the start where an organization is founded so', async () => {
    const founder = await server.signIn('gil@gil.test')
    const organizationId = newId('organization')
    const founding = {
      ...{ commandId: newId('command'), organizationId, userId: newId('user'), userName: 'Gil Adam' },
      ...{ name: 'Gil’s', timeZone: 'Europe/Berlin', currency: 'EUR', workspaceName: 'Sales' },
      ...{ workspaceId: newId('workspace'), tasksFolderId: newId('folder'), portfolioId: newId('portfolio') },
    }
    const twice = { ...staff, folderId: founding.tasksFolderId }
    expect(await founder.post('/api/organizations', { ...founding, employees: twice })).toMatchObject({
      status: 409,
      body: { code: 'id-used' },
    })
    const founded = { ...founding, commandId: newId('command'), employees: staff }
    expect(await founder.post('/api/organizations', founded)).toMatchObject({ status: 200 })
    await server.jobsDone()
    const made = await server.store.write((tx) =>
      server.documents.recordsNow(tx, organizationId, staff.folderId),
    )
    expect(made).toMatchObject([
      { title: 'Gil Adam', values: { email: 'gil@gil.test', user: founding.userId } },
    ])
    const { entries } = (await founder.get(`/api/history?organizationId=${organizationId}`)).body
    expect(entries[0].words).toBe('Found Gil’s, with an Employee record for each user')
  })

  it('are made for hundreds, some at a time', async () => {
    await server.store.write(async (tx) => {
      const anna = await tx
        .selectFrom('users')
        .selectAll()
        .where('user_id', '=', orbis.userId)
        .executeTakeFirstOrThrow()
      for (let n = 0; n < 230; n++)
        await tx
          .insertInto('users')
          .values({
            ...anna,
            ...{ user_id: newId('user'), account_id: null, role: 'member' },
            ...{ email: `n${n}@orbis.test`, email_key: `n${n}@orbis.test` },
          })
          .execute()
    })
    await must('employees.keep', staff)
    expect(new Set((await records()).map((record) => record.values.user)).size).toBe(231)
  })

  it('that have the address already are linked: the oldest that is nobody’s', async () => {
    await must('employees.keep', staff)
    await createRecord('Ben, newest', { email: 'ben@münchen.test' }, '2026-03-03T08:00:00.000Z')
    await createRecord(
      'Ben, of somebody',
      { email: 'ben@münchen.test', user: orbis.userId },
      '2026-01-01T08:00:00.000Z',
    )
    await createRecord(
      'Ben, oldest',
      { email: ' BEN@MÜNCHEN.test', phone: '112' },
      '2026-02-02T08:00:00.000Z',
    )
    const ben = await orbis.join('ben@xn--mnchen-3ya.test')
    expect((await records()).map(({ title, values }) => [title, values.user ?? null])).toEqual([
      ['Ben, of somebody', orbis.userId],
      ['Ben, oldest', ben.userId],
      ['Ben, newest', null],
      ['Anna Berg', orbis.userId],
    ])
    expect((await records())[1]?.values).toMatchObject({
      email: ' BEN@MÜNCHEN.test',
      phone: '112',
      joined: '2026-05-04',
    })
  })

  it('follow the profile, but for what somebody else wrote there; who leaves has left', async () => {
    const ben = await orbis.join('ben@orbis.test')
    await must('employees.keep', staff)
    const { id: recordId } = (await recordOf(ben.userId)) ?? { id: '' }
    await must('record.edit', { folderId: staff.folderId, recordId, changes: { position: 'Field sales' } })
    await must('user.rename', { userId: ben.userId, name: 'Ben Kern' })
    await must('user.edit', { userId: ben.userId, changes: { position: 'Sales', phone: '115' } })
    expect(await recordOf(ben.userId)).toMatchObject({
      title: 'Ben Kern',
      values: { phone: '115', position: 'Field sales' },
    })
    await must('record.edit', { folderId: staff.folderId, recordId, changes: { title: 'Kern, Ben' } })
    await must('user.rename', { userId: ben.userId, name: 'Ben Stern' })
    expect(await recordOf(ben.userId)).toMatchObject({ title: 'Kern, Ben' })
    server.clock.forward({ days: 3 })
    await must('user.deactivate', { userId: ben.userId })
    expect(await recordOf(ben.userId)).toMatchObject({ values: { user: ben.userId, left: '2026-05-07' } })
  })

  it('of two users who become one: that of the one who goes loses its link, and has it again when that is undone', async () => {
    const [ben, bob] = [await orbis.join('ben@orbis.test'), await orbis.join('bob@orbis.test')]
    await must('employees.keep', staff)
    const handoverId = newId('handover')
    const merge = {
      handoverId,
      fromUserId: bob.userId,
      toUserId: ben.userId,
      role: 'member',
      homes: [],
      shown: null,
    }
    await must('user.merge', merge)
    expect((await recordOf(ben.userId))?.values.user).toBe(ben.userId)
    expect((await recordOf(bob.userId))?.values).toMatchObject({ user: null, email: 'bob@orbis.test' })
    expect((await recordOf(bob.userId))?.values).not.toHaveProperty('left')
    await must('handover.undo', { handoverId })
    expect((await recordOf(bob.userId))?.values.user).toBe(bob.userId)
  })

  it('that an Admin deletes stay deleted; turned off, nobody gets one', async () => {
    const ben = await orbis.join('ben@orbis.test')
    await must('employees.keep', staff)
    const { id: recordId } = (await recordOf(ben.userId)) ?? { id: '' }
    const deleted = '2026-05-04T08:00:00.000Z'
    await must('record.edit', { folderId: staff.folderId, recordId, changes: { deleted } })
    await must('user.rename', { userId: ben.userId, name: 'Ben Kern' })
    expect(await recordOf(ben.userId)).toMatchObject({ title: 'ben', deleted })
    await must('employees.stop', {})
    await orbis.join('cara@orbis.test')
    expect(await records()).toHaveLength(2)
    await must('employees.keep', { folderId: staff.folderId, portfolioId: newId('portfolio') })
    expect(await records()).toHaveLength(3)
  })

  it('are read by Admins alone: nobody is put into that workspace, and who is Admin no more reads it no more', async () => {
    const ben = await orbis.join('ben@orbis.test', { level: 'manager' })
    const cleo = await orbis.join('cleo@orbis.test', { role: 'admin' })
    await must('employees.keep', staff)
    const { workspaceId } = staff.workspace
    const level = { workspaceId, level: 'manager', restrictions: [], portfolioId: newId('portfolio') }
    const put = await orbis.send(orbis.admin, 'membership.set', { userId: ben.userId, place: level })
    expect(put).toMatchObject({ status: 'refused', code: 'admins-alone' })
    const invite = {
      userId: newId('user'),
      invitationId: newId('invitation'),
      email: 'x@orbis.test',
      role: 'member',
    }
    expect(await orbis.send(orbis.admin, 'user.invite', { ...invite, workspaces: [level] })).toMatchObject({
      code: 'admins-alone',
    })
    await records()
    const name = `content/${staff.folderId}/0`
    const mayOpen = async (userId: string) =>
      (await server.documents.openable(orbis.organizationId, userId, [name])).has(name)
    expect([await mayOpen(cleo.userId), await mayOpen(ben.userId)]).toEqual([true, false])
    await must('user.set-role', { userId: cleo.userId, role: 'user-admin' })
    expect(await mayOpen(cleo.userId)).toBe(false)
    // Nor is it kept where others work.
    await must('employees.stop', {})
    const folderId = newId('folder')
    const fields = [
      { id: 'mail', name: 'Mail', type: 'email' },
      { id: 'who', name: 'Who', type: 'person' },
    ]
    await must('folder.create', {
      folderId,
      workspaceId: orbis.workspaceId,
      name: 'People',
      fields,
      stage: null,
    })
    const keep = { folderId, portfolioId: newId('portfolio') }
    expect(await orbis.send(orbis.admin, 'employees.keep', keep)).toMatchObject({ code: 'people-work-there' })
    expect(await orbis.send(cleo.client, 'employees.keep', place())).toMatchObject({ code: 'not-allowed' })
  })
})

it('[USR-5] [LIFE-6] erasing somebody clears their record, also from its history and every byte; the link stays', async () => {
  const [NAME, ADDRESS, PHONE, POSITION] = [
    'Zdenka Quillfeather',
    'zdenka@orbis.test',
    '+49 30 555 987',
    'Quillmaster',
  ]
  const ben = await orbis.join('ben@orbis.test')
  await must('employees.keep', staff)
  const zdenka = await orbis.join(ADDRESS)
  await must('user.rename', { userId: zdenka.userId, name: NAME })
  await must('user.edit', { userId: zdenka.userId, changes: { phone: PHONE } })
  const { id: recordId } = (await recordOf(zdenka.userId)) ?? { id: '' }
  const changes = { position: POSITION, title: `${NAME} (Berlin)` }
  await must('record.edit', { folderId: staff.folderId, recordId, changes })
  await must('record.edit', { folderId: staff.folderId, recordId, changes: { title: 'Z.' } })
  await createRecord('Zdenka’s second quillcard', { user: zdenka.userId }, '2026-02-02T08:00:00.000Z')
  await must('user.deactivate', { userId: zdenka.userId })
  expect(leftOnDisk(server, [NAME, POSITION])).toEqual([NAME, POSITION])
  await must('user.erase', { userId: zdenka.userId, unassign: true })
  expect(await recordOf(zdenka.userId)).toMatchObject({
    title: '(deleted user) 1',
    values: { user: zdenka.userId },
  })
  expect((await records()).filter(({ values }) => values.user === zdenka.userId)).toHaveLength(2)
  expect(await recordOf(ben.userId)).toMatchObject({ title: 'ben', values: { email: 'ben@orbis.test' } })
  await server.jobsDone()
  const words = [NAME, 'Quillfeather', ADDRESS, PHONE, POSITION, 'quillcard']
  expect(JSON.stringify([await records(), await contentHistory()])).not.toMatch(
    new RegExp(words.join('|').replace('+', '\\+')),
  )
  expect(leftOnDisk(server, words)).toEqual([])
})
