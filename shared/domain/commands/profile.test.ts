import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import { wordsFor } from '../decide/decide.ts'
import { entriesOf } from '../documents/project.ts'
import { readPhoto } from '../model/photo.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    una: { role: 'user-admin' },
    olga: { levels: { sales: 'owner' } },
    anna: { levels: { sales: 'agent' } },
  })
const edit = (world: World, by: string, whom: string, changes: Record<string, string | null>) =>
  outcome(world.do(by, 'user.edit', { userId: world.user(whom), changes }))

describe('profiles', () => {
  it('[USR-3] Admins edit all of it, a User Admin that of Members, everybody their own name', () => {
    const world = office()
    const all = {
      name: 'Anna Berg',
      userName: 'anna',
      number: '17',
      position: 'Sales',
      phone: '+49 30 1',
      postalAddress: 'A street 1\n10115 Berlin',
      currency: 'EUR',
    }
    expect(edit(world, 'ada', 'anna', all)).toBe('accepted')
    expect(world.standing('anna').user).toMatchObject({ ...all, formerNames: ['anna'] })
    expect(edit(world, 'una', 'anna', { position: 'Service' })).toBe('accepted')
    expect(edit(world, 'una', 'ada', { position: 'Chief' })).toBe('not-allowed')
    expect(edit(world, 'olga', 'anna', { position: 'Chief' })).toBe('not-allowed')
    expect(edit(world, 'anna', 'anna', { name: 'Anna Stern' })).toBe('accepted')
    expect(edit(world, 'anna', 'anna', { name: 'Anna', position: 'Chief' })).toBe('not-allowed')
    expect(edit(world, 'anna', 'anna', {})).toBe('bad-arguments')
    expect(edit(world, 'ada', 'anna', { position: 'a\nb' })).toBe('bad-arguments')
    expect(edit(world, 'ada', 'anna', { position: null })).toBe('accepted')
    expect(world.standing('anna').user).toMatchObject({ position: null, formerNames: ['anna', 'Anna Berg'] })
    const words = wordsFor(
      {
        id: 'x',
        type: 'user.edit',
        args: { userId: world.user('anna'), changes: { phone: '1', number: '2' } },
      },
      () => 'Anna',
    )
    expect(words).toBe('Change the number and the phone number of Anna')
  })

  it('[USR-3] a user name is one person’s, whatever its case or form', () => {
    const world = office()
    expect(edit(world, 'ada', 'anna', { userName: 'Jos\u00e9' })).toBe('accepted')
    expect(edit(world, 'ada', 'olga', { userName: 'jose\u0301' })).toBe('user-name-taken')
    expect(edit(world, 'ada', 'anna', { userName: 'JOS\u00c9' })).toBe('accepted')
    expect(edit(world, 'ada', 'anna', { userName: null })).toBe('accepted')
    expect(edit(world, 'ada', 'olga', { userName: 'jose\u0301' })).toBe('accepted')
  })

  it('[USR-3] phone, postal address and currency reach nobody who may see names and addresses alone', () => {
    const world = office()
    edit(world, 'ada', 'anna', { phone: '1', postalAddress: 'x', currency: 'EUR', position: 'Sales' })
    const { user, memberships } = world.standing('anna')
    const entries = entriesOf('user', user, {
      membershipsOf: () => memberships,
      workspacesWithItemsOf: () => [],
      workspaces: () => [],
      workspaceOfPortfolio: () => null,
    })
    const staff = entries.find(({ document }) => document.startsWith('staff/'))
    expect(staff?.value).toMatchObject({
      position: 'Sales',
      phone: null,
      postalAddress: null,
      currency: null,
    })
    const names = entries.find(({ document }) => document.startsWith('names/'))
    expect(Object.keys(names?.value as object).toSorted()).toEqual(['id', 'leftAt', 'name', 'photo', 'state'])
    expect(entries.find(({ document }) => document.startsWith('me/'))?.value).toMatchObject({ phone: '1' })
  })

  it('[USR-7] everybody says which mails they do without, and nobody for others', () => {
    const world = office()
    expect(outcome(world.do('anna', 'user.set-mails', { muted: ['handover-received'] }))).toBe('accepted')
    expect(world.standing('anna').user.muted).toEqual(['handover-received'])
    expect(outcome(world.do('anna', 'user.set-mails', { muted: ['access-ended'] }))).toBe('bad-arguments')
  })
})

/** A JPEG of this size with a note about the camera in it. */
function jpeg(width: number, height: number): string {
  const size = (n: number) => [n >> 8, n & 0xff]
  const exif = [...Buffer.from('Exif\0\0secret place')]
  const bytes = [
    ...[0xff, 0xd8],
    ...[0xff, 0xe1, ...size(exif.length + 2), ...exif],
    ...[0xff, 0xc0, ...size(11), 8, ...size(height), ...size(width), 1, 1, 0x11, 0],
    ...[0xff, 0xda, ...size(8), 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9],
    ...Buffer.from('<script>'),
  ]
  return Buffer.from(bytes).toString('base64')
}

describe('photos', () => {
  it('[USR-7] are small JPEGs without anything else in the file', () => {
    const photo = readPhoto(jpeg(192, 192))
    const text = Buffer.from(photo ?? []).toString('latin1')
    expect(photo?.subarray(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]))
    expect(text).not.toContain('secret place')
    expect(text).not.toContain('<script>')
    expect(readPhoto(jpeg(193, 192))).toBeNull()
    expect(readPhoto(jpeg(192, 192).slice(0, 60))).toBeNull()
    expect(readPhoto(Buffer.from('<svg onload="alert(1)"/>').toString('base64'))).toBeNull()
    expect(readPhoto('not base64 at all')).toBeNull()
  })

  it('[USR-3] one’s own, or a Member’s for a User Admin; the one before comes back', () => {
    const world = office()
    const set = (by: string, whom: string, photo: unknown) =>
      outcome(world.do(by, 'user.set-photo', { userId: world.user(whom), photo }))
    const one = { id: idOf('pho', 'one'), image: jpeg(192, 192) }
    expect(set('anna', 'anna', one)).toBe('accepted')
    expect(set('olga', 'anna', null)).toBe('not-allowed')
    expect(set('una', 'anna', { ...one, image: 'PHN2Zz4=' })).toBe('bad-arguments')
    expect(set('una', 'anna', null)).toBe('accepted')
    expect(set('anna', 'anna', { id: one.id })).toBe('accepted')
    expect(world.standing('anna').user.photo).toBe(one.id)
  })

  it('[USR-7] are one’s own: a colleague’s id gives nobody their photo', () => {
    const world = office()
    const set = (whom: string, photo: unknown) =>
      outcome(world.do(whom, 'user.set-photo', { userId: world.user(whom), photo }))
    const annas = { id: idOf('pho', 'annas'), image: jpeg(192, 192) }
    expect(set('anna', annas)).toBe('accepted')
    expect(set('una', { id: annas.id })).toBe('no-photo')
    expect(set('una', annas)).toBe('no-photo')
    expect(set('una', { id: idOf('pho', 'nobodys') })).toBe('no-photo')
    expect(world.standing('una').user.photo).toBeNull()
  })
})

it('[USR-11] a new name comes with the new address, when that accepts, and goes with its undo', () => {
  const world = office()
  const handoverId = world.newId('hov')
  const invitationId = world.newId('inv')
  const userId = world.user('anna')
  world.must('ada', 'switch.start', {
    ...{ handoverId, invitationId, userId },
    ...{ email: 'anna.stern@example.com', newName: 'Anna Stern' },
  })
  expect(world.standing('anna').user.name).toBe('anna')
  expect(outcome(world.accept('stern', invitationId, 'anna.stern@example.com'))).toBe('accepted')
  expect(world.standing('anna').user).toMatchObject({
    name: 'Anna Stern',
    email: 'anna.stern@example.com',
    formerNames: ['anna'],
  })
  world.must('ada', 'handover.undo', { handoverId })
  expect(world.standing('anna').user).toMatchObject({ name: 'anna', email: 'anna@example.com' })
})
