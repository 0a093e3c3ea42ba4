import { expect, it } from 'vitest'
import { directoryOf } from '../../tests/world/directory-of.ts'
import { idOf, World } from '../../tests/world/world.ts'
import type { Session } from '../../shared/replica/session.ts'
import type { Stored } from '../stored.ts'
import { formerAmong, reportFormer } from './report-former.ts'

const ORG = 'org_acme000000000000'

function memory(): Stored {
  const kept = new Map<string, unknown>()
  return {
    read: async <T>(key: string) => (kept.get(key) ?? null) as T | null,
    write: async (key, value) => void kept.set(key, value),
    remove: async (key) => void kept.delete(key),
    list: async () => [],
    onChange: () => () => undefined,
  }
}

it('[HAND-23] tells of a conversation only that an address is in it which somebody had before', () => {
  const world = new World({ ada: { role: 'admin' }, anna: { levels: { sales: 'agent' } }, ben: {} })
  const change = (who: string, to: string) => {
    const invitationId = idOf('inv', `new-${who}`)
    const userId = world.user(who)
    const email = `${to}@example.com`
    world.must('ada', 'switch.start', { handoverId: idOf('hov', who), invitationId, userId, email })
    world.accept(to, invitationId, email)
  }
  change('anna', 'anna.new')
  change('ben', 'ben.new')
  world.must('ada', 'user.invite', { ...world.inviteArgs('other'), email: 'ben@example.com' })
  const people = [
    'Anna@Example.com',
    'anna@example.com',
    'anna.new@example.com',
    'ben@example.com',
    'x@else.test',
  ]
  expect(formerAmong(directoryOf(world, 'ada'), people)).toEqual(['anna@example.com'])
})

it('[HAND-23] once a day, and again when it could not be told', async () => {
  const stored = memory()
  const sent: unknown[] = []
  let online = false
  const session = {
    post: async (path: string, body: unknown) => {
      sent.push({ path, body })
      return online ? { status: 'ok', answer: {} } : { status: 'offline' }
    },
  } as unknown as Session
  const report = (today: string) => reportFormer(stored, session, ORG, ['anna@example.com'], today)
  await report('2026-05-04')
  online = true
  await report('2026-05-04')
  await report('2026-05-04')
  await report('2026-05-05')
  const told = { path: '/api/address-uses/seen', body: { organizationId: ORG, email: 'anna@example.com' } }
  expect(sent).toEqual([told, told, told])
})
