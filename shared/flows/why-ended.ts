import type { MeAnswer } from '../protocol/http.ts'

/** Why a page is locked, in words, and where its button leads. */
export interface Ended {
  title: string
  text: string
  next: 'sign-in' | 'start'
}

export type OpenOrganization = MeAnswer['organizations'][number]

export const SIGNED_OUT: Ended = {
  title: 'You were signed out',
  text: 'Your session on this device has ended, and the copy here is deleted, unless something in it was not sent yet: that is kept until you sign in again.',
  next: 'sign-in',
}

/**
 * Why the organization that was open is closed to this account now, as the server says; null while it is not (SYNC-7).
 * `newAddress` is how one gets on with another address: "sign in with the new one".
 */
export function whyEnded(was: OpenOrganization, me: MeAnswer, newAddress: string): Ended | null {
  const now = me.organizations.find((one) => one.organizationId === was.organizationId)
  if (now?.state === 'active') return null
  if (now?.state === 'blocked')
    return {
      title: `You are blocked in ${was.name}`,
      text: 'An Admin has blocked your access. What you look after stays as it is. Ask an Admin to unblock you.',
      next: 'start',
    }
  if (now?.nowAs !== undefined)
    return {
      title: `You are ${now.nowAs} in ${was.name} now`,
      text: `An Admin has made your two users there one. Everything is there: ${newAddress}. If you are not the same person, tell an Admin: they can take it back.`,
      next: 'sign-in',
    }
  if (now)
    return {
      title: `Your access to ${was.name} has ended`,
      text: 'An Admin has ended your access. What you looked after stays there. What was not sent from this device yet goes to the Admins, and the copy here is deleted. If this is a mistake, ask an Admin to restore you.',
      next: 'start',
    }
  return {
    title: `${me.account.email} no longer belongs to ${was.name}`,
    text: `Your address or your Google account there was changed, or your access has ended. The copy on this device is deleted. If your address was changed, ${newAddress}: everything is there.`,
    next: 'sign-in',
  }
}
