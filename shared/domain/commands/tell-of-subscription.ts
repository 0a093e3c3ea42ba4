import type { Standing } from '../decide/actor.ts'
import type { Change } from '../decide/change.ts'
import { type Asking, ask } from '../decide/question.ts'
import { emailKey } from '../model/email.ts'
import type { Organization } from '../model/organization.ts'

/** Mails all Admins, and whoever gets the invoices where that is somebody else. */
export function* tellOfSubscription(
  mail: 'subscription-cancelled' | 'subscription-resumed',
  actor: Standing,
  { billingEmail }: Organization,
): Asking<Change[]> {
  const told: Change[] = []
  const keys = new Set<string>()
  for (const userId of yield* ask('activeAdmins', {})) {
    told.push({ effect: 'mail', mail, userId, aboutUserId: actor.user.id })
    const admin = yield* ask('user', { id: userId })
    if (admin) keys.add(admin.emailKey)
  }
  if (billingEmail !== '' && !keys.has(emailKey(billingEmail)))
    told.push({
      effect: 'mail',
      mail,
      userId: actor.user.id,
      address: billingEmail,
      aboutUserId: actor.user.id,
    })
  return told
}
