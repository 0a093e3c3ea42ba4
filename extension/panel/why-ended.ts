import type { MeAnswer } from '../../shared/protocol/http.ts'
import type { SignedAccount } from '../accounts.ts'

export interface Ended {
  title: string
  text: string
}

export type Membership = MeAnswer['organizations'][number]

export const SIGNED_OUT: Ended = {
  title: 'You were signed out',
  text: 'Your session on this device has ended. What was not sent yet is kept here until you sign in again.',
}

/** Why the organization that was open is closed to this account now; null while it is not (SYNC-7). */
export function whyEnded({ me }: SignedAccount, was: Membership): Ended | null {
  const now = me.organizations.find((one) => one.organizationId === was.organizationId)
  if (!now)
    return {
      title: `${me.account.email} no longer belongs to ${was.name}`,
      text: 'Your address there was changed, or your access has ended. The copy on this device is deleted. If your address was changed, open the Gmail of the new one: everything is there.',
    }
  if (now.state === 'blocked')
    return {
      title: `You are blocked in ${was.name}`,
      text: 'An Admin has blocked your access. What you look after stays as it is. Ask an Admin to unblock you.',
    }
  if (now.state === 'deactivated')
    return {
      title: `Your access to ${was.name} has ended`,
      text: 'An Admin has ended your access. What you looked after stays there, and the copy on this device is deleted. If this is a mistake, ask an Admin to restore you.',
    }
  return null
}
