import { describe, expect, it } from 'vitest'
import type { PageState } from '../gmail/page-state.ts'
import { pageStateSchema } from './page-schema.ts'
import { routeFromHash, routeToHash } from './route.ts'

const state: PageState = {
  account: { known: true, email: 'anna@acme.test' },
  view: {
    kind: 'conversation',
    conversation: {
      threadId: 'thread-f:1',
      legacyThreadId: '1',
      subject: 'Hello',
      people: [{ email: 'ben@acme.test', name: 'Ben', role: 'from' }],
      messages: [{ id: 'msg-f:1', collapsed: false }],
      invitations: [{ id: 'inv_AAAAAAAAAAAAAAAAAAAAAA' }],
    },
  },
}

describe('what comes from Gmail’s process', () => {
  it('is taken as the content script writes it', () => {
    expect(pageStateSchema.parse(state)).toEqual(state)
  })

  it.each([
    ['another shape', { account: 1, view: state.view }],
    ['an object for a text', { ...state, account: { known: true, email: { toString: 'x' } } }],
    ['more than there can be', { ...state, account: { known: true, email: 'a'.repeat(1000) } }],
    ['something added', { ...state, token: 'x' }],
  ])('is not taken with %s', (_what, forged) => {
    expect(pageStateSchema.safeParse(forged).success).toBe(false)
  })
})

describe('the place in a window’s address', () => {
  it('comes back as it was', () => {
    const route = { to: 'address', userId: 'usr_1', email: 'a b#%@x.test' } as const
    expect(routeFromHash(routeToHash(route))).toEqual(route)
    expect(routeToHash(null)).toBe('')
  })

  it.each(['', '#', '#x', '#%', '#%7B%7D', '#%7B%22to%22%3A%22nowhere%22%7D'])('is none in “%s”', (hash) => {
    expect(routeFromHash(hash)).toBeNull()
  })
})
