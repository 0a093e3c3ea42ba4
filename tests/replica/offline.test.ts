import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftPlan } from '../../shared/domain/handover/draft.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { dealsFolder, type Network, type Office, openWithFolder, until } from './office.ts'

describe('a device without a network', () => {
  let office: Office
  let anna: Replica
  let folderId: string
  let device: Replica
  let network: Network

  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
    network = office.network()
    device = await office.open(office.anna, { network })
    await until(device.content.synced(folderId), (sync) => sync === 'synced')
  })
  afterAll(() => office?.close())

  const goOffline = async () => {
    network.cut()
    await until(device.connection, (state) => state !== 'online')
  }
  const goOnline = async () => {
    network.mend()
    await until(device.connection, (state) => state === 'online')
  }
  const allSent = () => until(device.pending, (items) => items.length === 0)

  it('[REC-2] two people editing different fields of one record offline keep both edits', async () => {
    const id = await anna.content.createRecord(folderId, { title: 'Deal', values: { stage: 'new' } })
    await until(device.content.record(folderId, id), (row) => row !== null)
    await goOffline()
    await device.content.edit(folderId, id, { amount: 12 })
    await anna.content.edit(folderId, id, { note: 'call back' })
    const here = await until(device.content.record(folderId, id), (row) => row?.values['amount'] === 12)
    expect(here?.saved).toBe('device')
    await goOnline()
    const both = { stage: 'new', amount: 12, note: 'call back' }
    for (const replica of [anna, device]) {
      const row = await until(
        replica.content.record(folderId, id),
        (now) => now?.values['amount'] === 12 && now.values['note'] === 'call back',
      )
      expect(row?.values).toEqual(both)
    }
    const saved = await until(device.content.record(folderId, id), (row) => row?.saved === 'saved')
    expect(saved?.values).toEqual(both)
  })

  it('[INV-10] many invited at once offline are one list of invitations, each once, and all arrive', async () => {
    await goOffline()
    const invite = (email: string, role = 'member') => ({
      type: 'user.invite',
      args: { userId: newId('user'), invitationId: newId('invitation'), email, role, workspaces: [] },
    })
    const dispatched = await device.dispatchAll([
      invite('p1@many.example'),
      invite('P1@MANY.example'),
      invite('anna@example.com'),
      invite('p2@many.example'),
    ])
    expect(dispatched.map(({ decision }) => decision.status)).toEqual([
      'accepted',
      'accepted',
      'refused',
      'accepted',
    ])
    expect(device.pending.value.map(({ words }) => words)).toContain('Invite p2@many.example')
    expect(device.pending.value).toHaveLength(3)
    await goOnline()
    await allSent()
    const invited = await until(anna.directory, (d) => d.users.some((u) => u.email === 'p2@many.example'))
    const emails = invited.users.filter((u) => u.emailKey?.endsWith('@many.example')).map((u) => u.email)
    expect(emails.sort()).toEqual(['p1@many.example', 'p2@many.example'])
    expect(device.refused.value).toEqual([])
  })

  it('[SYNC-2] lists what is not on the server in words, and what was built offline arrives in order', async () => {
    await goOffline()
    const newFolder = newId('folder')
    const portfolio = device.directory.value.homeOf(office.anna.userId, office.workspaceId)?.id ?? ''
    const { decision } = await device.dispatch('folder.create', dealsFolder(newFolder, office.workspaceId))
    expect(decision.status).toBe('accepted')
    // Shown at once, though the server knows nothing of it.
    expect(device.directory.value.folder(newFolder)?.name).toBe('Deals')
    const id = await device.content.createRecord(newFolder, { title: 'Offline', values: {}, portfolio })
    await device.content.edit(newFolder, id, { note: 'later' })
    const waiting = await until(device.pending, (items) => items.length === 3)
    expect(waiting.map(({ kind, words, state }) => [kind, words, state])).toEqual([
      ['command', expect.stringContaining('Deals'), 'waiting'],
      ['edit', 'Create “Offline” in Deals', 'waiting'],
      ['edit', 'Change Note of “Offline”', 'waiting'],
    ])
    await goOnline()
    const there = await until(anna.content.record(newFolder, id), (row) => row?.values['note'] === 'later')
    expect(there?.title).toBe('Offline')
    await allSent()
    expect(device.refused.value).toEqual([])
  })

  it('[SYNC-2] takes back a waiting command and what was built on it', async () => {
    await goOffline()
    const newFolder = newId('folder')
    const { commandId } = await device.dispatch('folder.create', dealsFolder(newFolder, office.workspaceId))
    const id = await device.content.createRecord(newFolder, { title: 'In vain', values: {} })
    const kept = await device.content.createRecord(folderId, { title: 'Kept', values: {} })
    const [command] = await until(device.pending, (items) => items.length === 3)
    expect(command?.canWithdraw).toBe(true)
    expect(await device.withdraw(command?.seq ?? 0)).toBe(true)
    expect(device.directory.value.folder(newFolder)).toBeNull()
    expect(await device.outcome(commandId)).toMatchObject({ status: 'refused', code: 'withdrawn' })
    await until(device.content.record(newFolder, id), (row) => row === null)
    expect((await until(device.pending, (items) => items.length === 1))[0]?.words).toBe(
      'Create “Kept” in Deals',
    )
    await goOnline()
    await until(anna.content.record(folderId, kept), (row) => row !== null)
    await allSent()
    expect(anna.directory.value.folder(newFolder)).toBeNull()
  })

  it('[SYNC-2] takes back one edit among others of the same folder; the others arrive', async () => {
    const id = await device.content.createRecord(folderId, { title: 'Three edits', values: { note: 'a' } })
    await allSent()
    await goOffline()
    await device.content.edit(folderId, id, { amount: 1 })
    await device.content.edit(folderId, id, { note: 'b' })
    await device.content.edit(folderId, id, { stage: 'won' })
    const [, second] = await until(device.pending, (items) => items.length === 3)
    expect(await device.withdraw(second?.seq ?? 0)).toBe(true)
    const row = await until(device.content.record(folderId, id), (now) => now?.values['note'] === 'a')
    expect(row).toMatchObject({ values: { amount: 1, note: 'a', stage: 'won' }, open: false })
    await goOnline()
    const there = await until(anna.content.record(folderId, id), (now) => now?.values['stage'] === 'won')
    expect(there?.values).toEqual({ amount: 1, note: 'a', stage: 'won' })
    await allSent()
  })

  it('[SYNC-3] a refused command takes what was built on it to the list, with its reason', async () => {
    const ws = newId('workspace')
    await goOffline()
    // The same new id is used on the other device meanwhile: only the server can know.
    const make = (folderIdOfTasks: string) => ({
      workspaceId: ws,
      name: 'Export',
      tasksFolderId: folderIdOfTasks,
      portfolioId: newId('portfolio'),
    })
    const mine = make(newId('folder'))
    const newFolder = newId('folder')
    const { commandId } = await device.dispatch('workspace.create', mine)
    const second = await device.dispatch('folder.create', {
      ...dealsFolder(newFolder, ws),
      name: 'Deals abroad',
    })
    expect(second.decision.status).toBe('accepted')
    const lost = await device.content.createRecord(newFolder, { title: 'Lost', values: {} })
    const kept = await device.content.createRecord(folderId, { title: 'Not lost', values: {} })
    const other = await anna.dispatch('workspace.create', make(newId('folder')))
    await anna.outcome(other.commandId)
    await goOnline()
    expect((await device.outcome(commandId)).status).toBe('refused')
    await allSent()
    await until(anna.content.record(folderId, kept), (row) => row !== null)
    const refused = await until(device.refused, (items) => items.length > 0)
    expect(refused[0]).toMatchObject({ id: commandId, kind: 'command' })
    expect(refused[0]?.message).not.toBe('')
    expect(await until(device.content.record(newFolder, lost), (row) => row === null)).toBeNull()
    for (const item of device.refused.value) await device.dropRefused(item.id)
    await until(device.refused, (items) => items.length === 0)
  })

  it('[HAND-6] a handover waits until the edits before it are on the server, and moves what they made', async () => {
    const ben = await office.join(anna, 'Ben', 'manager')
    const directory = await until(device.directory, (now) => now.wholeUser(ben.userId)?.state === 'active')
    const folder = await office.folder(anna)
    await until(device.content.synced(folder), (sync) => sync === 'synced')
    await goOffline()
    await device.content.createRecord(folder, { title: 'Just before', values: {} })
    const handoverId = newId('handover')
    const plan = draftPlan({
      actor: directory.me!,
      from: directory.me!,
      to: directory.standing(ben.userId)!,
      portfolios: [...directory.portfoliosHeldBy(device.userId)],
      afterwards: 'stay',
      shown: null,
      newId,
    })
    const { commandId } = await device.dispatch('handover.start', { handoverId, plan })
    await device.content.createRecord(folder, { title: 'Just after', values: {} })
    await goOnline()
    expect(await device.outcome(commandId)).toMatchObject({ status: 'accepted' })
    const done = await until(device.directory, (now) => now.handover(handoverId)?.state === 'done')
    const handover = done.handover(handoverId)
    const moved = handover?.kind === 'handover' ? (handover.report?.moved ?? []) : []
    // "Just after" may have come in time or not: then it reaches Ben as a late arrival (HAND-13).
    expect(moved.find((one) => one.folderId === folder)?.all ?? 0).toBeGreaterThanOrEqual(1)
    await allSent()
  })
})
