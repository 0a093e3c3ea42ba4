import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { dayAt, lastOf, monthOf } from '../../shared/domain/billing/day.ts'
import { newId } from '../../shared/replica/ids.ts'
import { ReplicaDatabase } from '../../shared/replica/database.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { waitFor } from '../../sync-server/testing/wait-for.ts'
import { dealsFolder, type Office, openWithFolder, type Person, until } from './office.ts'

describe('what the server does not allow', () => {
  let office: Office
  let anna: Replica
  let folderId: string

  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
  })
  afterAll(() => office?.close())

  const openFor = async (person: Person, device = newId('device'), network = office.network()) => {
    const replica = await office.open(person, { device, network })
    await until(replica.content.synced(folderId), (sync) => sync === 'synced')
    return replica
  }

  it('[SYNC-3] shows an edit that was set back, with the reason, and the value that counts', async () => {
    const ben = await openFor(await office.join(anna, 'Ben', 'agent'))
    const id = await anna.content.createRecord(folderId, { title: 'Anna’s deal', values: {} })
    const mine = await until(ben.content.record(folderId, id), (row) => row !== null)
    const home = ben.directory.value.homeOf(ben.userId, office.workspaceId)?.id ?? ''
    // An Agent takes only what is their own.
    await ben.content.assign(folderId, id, home)
    const [notice] = await until(ben.refused, (items) => items.length > 0)
    expect(notice).toMatchObject({ kind: 'notice', about: { folderId, recordId: id, field: 'portfolio' } })
    expect(notice?.message).toContain('Anna’s deal')
    await until(
      ben.content.record(folderId, id),
      (now) => now?.portfolio === mine?.portfolio && now?.saved === 'saved',
    )
    // It is delivered until it was confirmed.
    await ben.confirmNotice(notice?.id ?? '')
    await until(ben.refused, (items) => items.length === 0)
  })

  it('[ROLE-8] a device without a network knows when the subscription has ended, refuses by itself, and asks', async () => {
    const network = office.network()
    const dana = await openFor(await office.join(anna, 'Dana', 'agent'), newId('device'), network)
    const { timeZone } = dana.directory.value.about ?? { timeZone: '' }
    const lastDay = lastOf(monthOf(dayAt(new Date().toISOString(), timeZone)))
    await anna.dispatch('billing.cancel', { lastDay })
    await until(dana.directory, ({ about }) => about?.lastDay === lastDay)
    expect(dana.directory.value.ended).toBeNull()
    network.cut()
    await until(dana.connection, (state) => state === 'offline')
    vi.useFakeTimers({ now: Date.parse(`${lastDay}T12:00:00.000Z`) + 3 * 86_400_000, toFake: ['Date'] })
    try {
      expect(dana.directory.value.ended?.message).toContain('Everything can still be read')
      const here = { workspaceId: office.workspaceId, holder: dana.userId }
      expect(dana.directory.value.can('edit items', here)).toMatchObject({ code: 'subscription-ended' })
      expect(dana.directory.value.can('export items', here)).toBeNull()
      const rename = { userId: dana.userId, name: 'Dana D' }
      expect((await dana.dispatch('user.rename', rename)).decision).toMatchObject({
        code: 'subscription-ended',
      })
      const resume = { type: 'billing.resume', args: {} }
      const request = { requestId: newId('request'), command: resume }
      expect((await dana.dispatch('request.make', request)).decision.status).not.toBe('refused')
    } finally {
      vi.useRealTimers()
    }
    await anna.dispatch('billing.resume', {})
  })

  it('a refusal that the device is sure of comes back at once and is not queued', async () => {
    const person = await office.join(anna, 'Cora', 'agent')
    const cora = await openFor(person)
    const { decision } = await cora.dispatch('user.block', { userId: person.userId })
    expect(decision.status).toBe('refused')
    expect(cora.pending.value).toEqual([])
  })

  it('keeps one copy of the directory: an Admin’s device the organization’s document, others those of their workspaces', async () => {
    const person = await office.join(anna, 'Ella', 'manager')
    const device = newId('device')
    const ella = await openFor(person, device)
    const db = new ReplicaDatabase(device)
    const kinds = async () => {
      const rows = await db.directory.toArray()
      return [...new Set(rows.map(({ document }) => document.split('/')[0]))].sort()
    }
    const give = async (role: string) => {
      const { commandId } = await anna.dispatch('user.set-role', { userId: person.userId, role })
      expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
    }
    expect(await kinds()).toEqual(['about', 'me', 'names', 'staff'])
    await give('user-admin')
    await until(ella.directory, (directory) => directory.holds('organization'))
    await waitFor(async () => expect(await kinds()).toEqual(['me', 'organization']))
    expect(ella.directory.value.folder(folderId)?.name).toBe('Deals')
    await give('member')
    await until(ella.directory, (directory) => directory.holdsNames(office.workspaceId))
    await waitFor(async () => expect(await kinds()).toEqual(['about', 'me', 'names', 'staff']))
    await until(ella.directory, (directory) => directory.folder(folderId)?.name === 'Deals')
    db.close()
    await ella.close()
  })

  it('deletes the copy of a workspace at once when the right to it is lost', async () => {
    const person = await office.join(anna, 'Dora', 'agent')
    const device = newId('device')
    const dora = await openFor(person, device)
    const id = await dora.content.createRecord(folderId, { title: 'Dora’s', values: {} })
    await until(anna.content.record(folderId, id), (row) => row !== null)
    const { commandId } = await anna.dispatch('membership.remove', {
      workspaceId: office.workspaceId,
      userId: person.userId,
    })
    expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
    await until(dora.content.record(folderId, id), (row) => row === null)
    await until(dora.directory, (directory) => directory.workspaces.length === 0)
    expect(dora.directory.value.me?.user.name).toBe('Dora')
    const db = new ReplicaDatabase(device)
    const left = await db.updates.toArray()
    expect(left.filter(({ document }) => !/^(me\/.+|about)$/.test(document))).toEqual([])
    expect(await db.pages.count()).toBe(0)
    db.close()
  })

  it('[SYNC-3] lists what was not saved when the right was lost while the device was away', async () => {
    const person = await office.join(anna, 'Gina', 'agent')
    const network = office.network()
    const gina = await office.open(person, { network })
    await until(gina.content.synced(folderId), (sync) => sync === 'synced')
    network.cut()
    await until(gina.connection, (state) => state !== 'online')
    await gina.content.createRecord(folderId, { title: 'Too late', values: {} })
    const { commandId } = await anna.dispatch('membership.remove', {
      workspaceId: office.workspaceId,
      userId: person.userId,
    })
    expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
    network.mend()
    const [item] = await until(gina.refused, (items) => items.length > 0)
    expect(item).toMatchObject({ kind: 'edit', words: 'Create “Too late” in Deals' })
    // Which it soon is (LIFE-10).
    expect(item?.code).toMatch(/no-access|given-to-admins/)
    await until(gina.pending, (items) => items.length === 0)
    await until(gina.directory, (directory) => directory.folder(folderId) === null)
    await gina.dropRefused(item?.id ?? '')
    await until(gina.refused, (items) => items.length === 0)
  })

  it('[SYNC-3] sends what was refused again, with what was built on it, when it was put right', async () => {
    const person = await office.join(anna, 'Henk', 'owner')
    const network = office.network()
    const henk = await openFor(person, undefined, network)
    network.cut()
    await until(henk.connection, (state) => state !== 'online')
    const folder = newId('folder')
    const made = await henk.dispatch('folder.create', dealsFolder(folder, office.workspaceId))
    const record = await henk.content.createRecord(folder, { title: 'Built on it', values: {} })
    const level = (to: 'owner' | 'agent') =>
      anna.dispatch('membership.set', {
        userId: person.userId,
        place: {
          ...{ workspaceId: office.workspaceId, level: to, restrictions: [] },
          portfolioId: newId('portfolio'),
        },
      })
    expect(await anna.outcome((await level('agent')).commandId)).toMatchObject({ status: 'accepted' })
    network.mend()
    expect(await henk.outcome(made.commandId)).toMatchObject({ status: 'refused' })
    const [refused] = await until(henk.refused, (items) => items[0]?.dependents.length === 1)
    const here = { workspaceId: office.workspaceId }
    await until(henk.directory, (now) => now.can('manage folders', here) !== null)
    expect(await henk.sendAgain(refused?.id ?? '')).toMatchObject({ status: 'refused' })
    expect(henk.refused.value).toHaveLength(1)
    expect(await anna.outcome((await level('owner')).commandId)).toMatchObject({ status: 'accepted' })
    await until(henk.directory, (now) => now.can('manage folders', here) === null)
    expect(await henk.sendAgain(refused?.id ?? '')).toMatchObject({ status: 'accepted' })
    expect(henk.refused.value).toEqual([])
    await until(anna.content.record(folder, record), (row) => row?.title === 'Built on it')
    await until(henk.pending, (items) => items.length === 0)
  })

  it('[SYNC-7] locks when the user is blocked', async () => {
    const person = await office.join(anna, 'Emil', 'manager')
    const emil = await openFor(person)
    const { commandId } = await anna.dispatch('user.block', { userId: person.userId })
    expect(await anna.outcome(commandId)).toMatchObject({ status: 'accepted' })
    expect(await until(emil.connection, (state) => state === 'ended')).toBe('ended')
  })

  it('fetches a copy anew that the server refuses as a whole, and says again what was wanted', async () => {
    const person = await office.join(anna, 'Finn', 'manager')
    const device = newId('device')
    const first = await openFor(person, device)
    const id = await first.content.createRecord(folderId, { title: 'Finn’s', values: {} })
    await until(first.content.record(folderId, id), (row) => row?.saved === 'saved')
    await first.close()

    // A row of the log becomes one that the server can't accept: its client wrote something before that nobody has.
    const network = office.network()
    network.cut()
    const offline = await office.open(person, { device, network })
    await offline.content.edit(folderId, id, { note: 'wanted' })
    await offline.close()
    const db = new ReplicaDatabase(device)
    const [edit] = await db.edits.toArray()
    await db.updates.update(edit?.seq ?? 0, { update: updateWithGap(id) })
    db.close()

    const again = await office.open(person, { device })
    const row = await until(anna.content.record(folderId, id), (now) => now?.values['note'] === 'wanted')
    expect(row?.title).toBe('Finn’s')
    await until(again.pending, (items) => items.length === 0)
    await until(again.content.record(folderId, id), (now) => now?.saved === 'saved')
    expect(again.refused.value).toEqual([])
  })
})

function updateWithGap(recordId: string): Uint8Array {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getMap('edits').set(`${recordId}/note`, 'first')
  doc.getMap('edits').set(`${recordId}/note`, 'second')
  return updates[1] ?? new Uint8Array()
}
