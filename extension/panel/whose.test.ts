import { describe, expect, it } from 'vitest'
import type { SignedAccount } from '../accounts.ts'
import type { Account } from '../gmail/account.ts'
import type { View } from '../gmail/page-state.ts'
import type { Page } from './page-link.ts'
import { whose } from './whose.ts'

const account = (id: string, ...emails: [string, ...string[]]): SignedAccount => ({
  server: 'https://handover.test',
  token: id,
  organizationId: null,
  me: { account: { id, email: emails[0], emails, name: '' }, organizations: [], invitations: [] },
})
const anna = account('acc_anna', 'anna@acme.test', 'Anna@MÜNCHEN.example')
const ben = account('acc_ben', 'ben@acme.test')

const seen = (shown: Account, view: View = { kind: 'list' }): Page => ({
  status: 'seen',
  state: { account: shown, view },
})
const gmailOf = (email: string) => seen({ known: true, email })

describe('whose panel it is', () => {
  it('[MAIL-2] is the account whose address Gmail shows, however it is spelled, and no other', () => {
    expect(whose(gmailOf('ben@acme.test'), [anna, ben], null)).toEqual({ is: 'account', account: ben })
    expect(whose(gmailOf('anna@xn--mnchen-3ya.example'), [anna, ben], null)).toEqual({
      is: 'account',
      account: anna,
    })
    expect(whose(gmailOf('carl@acme.test'), [anna, ben], null)).toEqual({
      is: 'sign-in',
      gmail: 'carl@acme.test',
      others: [anna, ben],
    })
  })

  it('[MAIL-2] never is one that was picked by hand once Gmail says another', () => {
    const unsure = seen({ known: false, reason: 'contradictory' })
    expect(whose(unsure, [anna, ben], 'acc_anna')).toEqual({ is: 'account', account: anna })
    expect(whose(gmailOf('ben@acme.test'), [anna, ben], 'acc_anna')).toEqual({ is: 'account', account: ben })
    expect(whose(gmailOf('carl@acme.test'), [anna], 'acc_anna').is).toBe('sign-in')
  })

  it('[MAIL-2] asks when Gmail cannot tell, even with one account only', () => {
    for (const reason of ['not-found', 'contradictory', 'delegated-mailbox'] as const)
      expect(whose(seen({ known: false, reason }), [anna], null)).toEqual({
        is: 'ask',
        why: reason,
        accounts: [anna],
      })
  })

  it('waits while Gmail is loading', () => {
    expect(whose({ status: 'connecting' }, [anna], null)).toEqual({ is: 'loading' })
    const loading = seen({ known: false, reason: 'not-found' }, { kind: 'unreadable', why: 'loading' })
    expect(whose(loading, [anna], null)).toEqual({ is: 'loading' })
  })

  it('takes the only account where there is no Gmail, and asks among several', () => {
    expect(whose({ status: 'none' }, [anna], null)).toEqual({ is: 'account', account: anna })
    expect(whose({ status: 'none' }, [anna, ben], null)).toEqual({
      is: 'ask',
      why: 'no-gmail',
      accounts: [anna, ben],
    })
    expect(whose({ status: 'none' }, [], null).is).toBe('ask')
  })
})
