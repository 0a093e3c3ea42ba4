import type { MeAnswer } from '../../shared/protocol/http.ts'
import type { Signed } from '../session-state.ts'

export interface Ended {
  title: string
  text: string
  next: 'sign-in' | 'start'
}

/** Says why a locked page is locked, from what was known before and what the server says now. */
export function whyEnded(before: MeAnswer | null, now: Signed, organizationId: string): Ended {
  const name = before?.organizations.find((o) => o.organizationId === organizationId)?.name
  const here = name ? `“${name}”` : 'this organization'
  if (now.status !== 'signed-in')
    return {
      title: 'You were signed out',
      text: 'Your session on this device has ended. What you had not sent yet is kept here until you sign in again.',
      next: 'sign-in',
    }
  const membership = now.me.organizations.find((o) => o.organizationId === organizationId)
  if (membership?.state === 'blocked')
    return {
      title: `You are blocked in ${here}`,
      text: 'An Admin has blocked your access. What you look after stays as it is. Ask an Admin to unblock you.',
      next: 'start',
    }
  if (membership?.state === 'deactivated')
    return {
      title: `Your access to ${here} has ended`,
      text: 'An Admin has ended your access. What you looked after stays in the organization. If this is a mistake, ask an Admin to restore you.',
      next: 'start',
    }
  if (!membership)
    return {
      title: `${now.me.account.email} no longer belongs to ${here}`,
      text: 'Your address there was changed, or your access has ended. If your address was changed, sign in with the new one: everything is there.',
      next: 'sign-in',
    }
  return {
    title: 'You were signed out',
    text: 'Your session on this device has ended. Sign in again to go on.',
    next: 'sign-in',
  }
}
