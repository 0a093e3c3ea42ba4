import { describe, expect, it } from 'vitest'
import { MergedRows } from './merged-rows.ts'

const whole = (name: string) => ({ id: 'usr_a', name, state: 'active', leftAt: null, email: 'a@x.test' })
const named = (name: string) => ({ id: 'usr_a', name, state: 'active', leftAt: null })

describe('rows of several documents', () => {
  it('a user is whole where a document holds them whole, and a name elsewhere', () => {
    const rows = new MergedRows()
    rows.set('names/wsp_1', 'user/usr_a', named('Anna'))
    const first = rows.snapshot()
    expect(first.tables.user.size).toBe(0)
    expect(first.names.get('usr_a')?.name).toBe('Anna')
    expect([...(first.namedIn.get('wsp_1') ?? [])]).toEqual(['usr_a'])

    rows.set('staff/wsp_1', 'user/usr_a', whole('Anna'))
    expect(rows.snapshot().tables.user.get('usr_a')?.email).toBe('a@x.test')
    // The right to see addresses is lost: the name stays.
    rows.set('staff/wsp_1', 'user/usr_a', undefined)
    expect(rows.snapshot().tables.user.size).toBe(0)
    expect(rows.snapshot().names.size).toBe(1)
    rows.set('names/wsp_1', 'user/usr_a', undefined)
    expect(rows.snapshot().names.size).toBe(0)
    expect(rows.snapshot().namedIn.get('wsp_1')?.size).toBe(0)
  })

  it('a row that stands in two documents stays until both have lost it', () => {
    const rows = new MergedRows()
    const membership = { userId: 'usr_a', workspaceId: 'wsp_1', level: 'agent', restrictions: [] }
    rows.set('me/usr_a', 'membership/wsp_1/usr_a', membership)
    rows.set('staff/wsp_1', 'membership/wsp_1/usr_a', membership)
    rows.set('staff/wsp_1', 'membership/wsp_1/usr_a', undefined)
    expect(rows.snapshot().tables.membership.size).toBe(1)
    rows.set('me/usr_a', 'membership/wsp_1/usr_a', undefined)
    expect(rows.snapshot().tables.membership.size).toBe(0)
  })

  it('a snapshot does not change afterwards', () => {
    const rows = new MergedRows()
    rows.set('organization', 'user/usr_a', whole('Anna'))
    const before = rows.snapshot()
    rows.set('organization', 'user/usr_a', whole('Berta'))
    rows.set('organization', 'unknown/x', {})
    expect(before.tables.user.get('usr_a')?.name).toBe('Anna')
    expect(rows.snapshot().tables.user.get('usr_a')?.name).toBe('Berta')
    // Tables that did not change are the same objects.
    expect(rows.snapshot().tables.workspace).toBe(before.tables.workspace)
  })
})
