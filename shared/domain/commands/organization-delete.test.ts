import { expect, it } from 'vitest'
import { outcome, World } from '../../../tests/world/world.ts'

const office = () =>
  new World({
    ada: { role: 'admin' },
    eve: { role: 'admin' },
    bill: { role: 'billing-admin' },
    una: { role: 'user-admin' },
    anna: { levels: { sales: 'owner' } },
  })
const deletion = (world: World) => world.directory.all('organization')[0]?.deletion

it('[ROLE-8] only an Admin has the organization deleted, or stops that', () => {
  const world = office()
  for (const who of ['bill', 'una', 'anna']) {
    expect(outcome(world.do(who, 'organization.delete', { name: 'Acme' }))).toBe('not-allowed')
    expect(outcome(world.do(who, 'organization.keep', {}))).toBe('not-allowed')
  }
})

it('[BILL-4] waits 14 days, is asked for by name, tells all Admins, and any of them stops it', () => {
  const world = office()
  expect(outcome(world.do('ada', 'organization.delete', { name: 'acme' }))).toBe('confirm-name')
  const mails = (mail: string) =>
    ['ada', 'eve'].map((name) => ({ effect: 'mail', mail, userId: world.user(name) }))
  expect(world.must('ada', 'organization.delete', { name: 'Acme' }).changes.slice(1)).toEqual(
    mails('deletion-asked'),
  )
  expect(deletion(world)).toEqual({ askedBy: world.user('ada'), at: '2026-03-16T09:00:00.000Z' })
  expect(outcome(world.do('eve', 'organization.delete', { name: 'Acme' }))).toBe('deletion-waits')
  expect(world.must('eve', 'organization.keep', {}).changes.slice(1)).toEqual(mails('deletion-stopped'))
  expect(deletion(world)).toBeNull()
  expect(outcome(world.do('eve', 'organization.keep', {}))).toBe('not-waiting')
})
