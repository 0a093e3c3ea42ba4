import { dayOfEnd } from '../../shared/domain/billing/subscription.ts'
import type { Organization } from '../../shared/domain/model/organization.ts'
import { dayInWords } from '../moment-in-words.ts'
import type { Db } from '../store/store.ts'
import { userOf } from './mail-facts.ts'
import { deletionAskedMail, deletionStoppedMail } from './mails/deletion.ts'
import type { MailWords } from './mails/mail.ts'
import { subscriptionCancelledMail, subscriptionResumedMail } from './mails/subscription.ts'

type Ending = 'deletion-asked' | 'deletion-stopped' | 'subscription-cancelled' | 'subscription-resumed'

/**
 * That the organization is going to be deleted, or its subscription ends, or not any more. Null where it is not so by now: it was
 * taken back before the mail went out.
 */
export async function endingWords(
  db: Db,
  mail: Ending,
  organization: Organization,
  { aboutUserId, address }: { aboutUserId?: string; address?: string },
  base: { organization: string; name: string; url: string },
): Promise<MailWords | null> {
  const { id, deletion, cancellation, billingName, billingEmail, timeZone } = organization
  const by = async (userId: string | undefined) => {
    const user = userId ? await userOf(db, id, userId) : null
    return user && (user.name || user.email)
  }
  switch (mail) {
    case 'deletion-asked': {
      const asker = await by(deletion?.askedBy)
      return deletion && asker
        ? deletionAskedMail({ ...base, asker, on: dayInWords(deletion.at, timeZone) })
        : null
    }
    case 'deletion-stopped':
      return deletionStoppedMail(base)
  }
  // Who gets the invoices need be nobody here.
  const name = address !== undefined && address === billingEmail ? billingName || billingEmail : base.name
  const facts = { ...base, name, by: (await by(aboutUserId)) ?? 'An Admin' }
  if (mail === 'subscription-resumed') return cancellation ? null : subscriptionResumedMail(facts)
  return cancellation
    ? subscriptionCancelledMail({ ...facts, lastDay: dayOfEnd(cancellation.lastDay) })
    : null
}
