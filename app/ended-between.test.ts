import { describe, expect, it } from 'vitest'
import type { MeAnswer } from '../shared/protocol/http.ts'
import { SIGNED_OUT } from '../shared/flows/why-ended.ts'
import { endedBetween } from './ended-between.ts'

type State = MeAnswer['organizations'][number]['state']

const me = (state: State | null): MeAnswer => ({
  account: { id: 'acc_1', email: 'anna@old.test', emails: ['anna@old.test'], name: 'Anna' },
  organizations: state ? [{ organizationId: 'org_1', userId: 'usr_1', name: 'Northwind', state }] : [],
  invitations: [],
})
const signedIn = (state: State | null) => ({ status: 'signed-in', me: me(state), confirmed: true }) as const

describe('[SYNC-7] why the open organization is locked', () => {
  it('is said with the address that lost it, and leads to signing in with the new one', () => {
    const ended = endedBetween(me('active'), signedIn(null), 'org_1')
    expect(ended?.title).toBe('anna@old.test no longer belongs to Northwind')
    expect(ended?.next).toBe('sign-in')
  })

  it('tells blocked from deactivated from signed out', () => {
    expect(endedBetween(me('active'), signedIn('blocked'), 'org_1')?.title).toBe(
      'You are blocked in Northwind',
    )
    expect(endedBetween(me('active'), signedIn('deactivated'), 'org_1')?.title).toBe(
      'Your access to Northwind has ended',
    )
    expect(endedBetween(me('active'), { status: 'signed-out' }, 'org_1')).toBe(SIGNED_OUT)
  })

  it('[HAND-21] says as whom to sign in when two users became one', () => {
    const now = signedIn('deactivated')
    const [one] = now.me.organizations
    if (one) one.nowAs = 'anna@new.test'
    expect(endedBetween(me('active'), now, 'org_1')).toMatchObject({
      title: 'You are anna@new.test in Northwind now',
      next: 'sign-in',
    })
  })

  it('is not asked where nothing was open, or nothing changed', () => {
    expect(endedBetween(me('active'), signedIn('active'), 'org_1')).toBeNull()
    expect(endedBetween(me('active'), signedIn(null), null)).toBeNull()
    expect(endedBetween(me('blocked'), { status: 'signed-out' }, 'org_1')).toBeNull()
    expect(endedBetween(null, { status: 'signed-out' }, 'org_1')).toBeNull()
  })
})
