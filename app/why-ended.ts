import type { MeAnswer } from '../shared/protocol/http.ts'
import type { Signed } from './session-state.ts'

/** Why a page is locked, in words, and where its button leads. */
export interface Ended {
  title: string
  text: string
  next: 'sign-in' | 'start'
}

export const SIGNED_OUT: Ended = {
  title: 'You were signed out',
  text: 'Your session on this device has ended. What was not sent yet is kept here until you sign in again.',
  next: 'sign-in',
}

/**
 * Compares what was known before with what the server says now, about the organization that is open. Null: nothing ended.
 */
export function whyEnded(before: MeAnswer | null, now: Signed, organizationId: string | null): Ended | null {
  const was = before?.organizations.find((o) => o.organizationId === organizationId && o.state === 'active')
  if (!was) return null
  if (now.status !== 'signed-in') return SIGNED_OUT
  const is = now.me.organizations.find((o) => o.organizationId === organizationId)
  if (is?.state === 'active') return null
  if (is?.state === 'blocked')
    return {
      title: `You are blocked in ${was.name}`,
      text: 'An Admin has blocked your access. What you look after stays as it is. Ask an Admin to unblock you.',
      next: 'start',
    }
  if (is)
    return {
      title: `Your access to ${was.name} has ended`,
      text: 'An Admin has ended your access. What you looked after stays there, and the copy on this device is deleted. If this is a mistake, ask an Admin to restore you.',
      next: 'start',
    }
  return {
    title: `${now.me.account.email} no longer belongs to ${was.name}`,
    text: 'Your address there was changed, or your access has ended. The copy on this device is deleted. If your address was changed, sign in with the new one: everything is there.',
    next: 'sign-in',
  }
}
