import { accessEndedMail } from '../jobs/mails/access-ended.ts'
import { addressFollowedAdminMail, addressFollowedMail } from '../jobs/mails/address-followed.ts'
import { adminAppointedMail } from '../jobs/mails/admin-appointed.ts'
import { codeMail } from '../jobs/mails/code.ts'
import { handoverReceivedMail } from '../jobs/mails/handover-received.ts'
import { identityAskedMail } from '../jobs/mails/identity-asked.ts'
import { identityRecognisedMail } from '../jobs/mails/identity-recognised.ts'
import { invitationMail } from '../jobs/mails/invitation.ts'
import type { MailWords } from '../jobs/mails/mail.ts'
import {
  ownerClaimDroppedMail,
  ownerClaimedAdminMail,
  ownerClaimedMail,
  ownershipPassedMail,
} from '../jobs/mails/owner-claim.ts'
import { requestAnsweredMail, requestMadeMail } from '../jobs/mails/request.ts'
import { subscriptionCancelledMail, subscriptionResumedMail } from '../jobs/mails/subscription.ts'
import { switchAskedMail } from '../jobs/mails/switch-asked.ts'
import { switchDoneMail } from '../jobs/mails/switch-done.ts'
import { switchInvitationMail } from '../jobs/mails/switch-invitation.ts'
import { switchObjectedMail } from '../jobs/mails/switch-objected.ts'
import { switchOfOwnerMail } from '../jobs/mails/switch-of-owner.ts'
import { switchStartedMail } from '../jobs/mails/switch-started.ts'
import { useOpenIdMail } from '../jobs/mails/use-openid.ts'

const URL = 'https://handover.example.com/handovers/hov_Zk3mUe8xQ2LrT5yWc7aB1g'

/** Every mail there is, by its kind, about somebody called `name` in `organization`. */
export function sampleMails({ name = 'Anna Berg', organization = 'Orbis' } = {}): Record<string, MailWords> {
  const email = 'anna@orbis.test'
  const base = { name, organization, url: URL }
  const change = { ...base, oldEmail: 'anna.berg@gmail.com', newEmail: email, starter: 'Ben Okafor' }
  const replyTo = { name, address: email }
  const due = { heading: 'Due this week:', list: ['Call Northwind (Tuesday)', 'Offer to Hilltop (Friday)'] }
  const counts = ['Sales, Deals: 120 (34 open)', 'Sales, Tasks: 18 (7 open)']
  const notBefore = 'Thursday, 7 May 2026, 10:00'
  const asked = { ...base, what: `Deactivate ${name}` }
  const received = { ...base, starter: 'Ben Okafor', replyTo }
  return {
    code: codeMail({ code: '40717723', minutes: 10 }),
    'use-openid': useOpenIdMail({ email, provider: 'Google', url: URL }),
    'subscription-cancelled': subscriptionCancelledMail({
      ...base,
      by: 'Ben Okafor',
      lastDay: '31 May 2026',
    }),
    'subscription-resumed': subscriptionResumedMail({ ...base, by: 'Ben Okafor' }),
    invitation: invitationMail({
      organization,
      inviter: name,
      inviterEmail: email,
      workspaces: ['Sales', 'Service', 'Office'],
      until: 'Monday, 11 May 2026',
      email: 'carl@firm.test',
      url: `https://handover.example.com/invitation/inv_Zk3mUe8xQ2LrT5yWc7aB1g#${'x'.repeat(43)}`,
      replyTo,
    }),
    'switch-invitation': switchInvitationMail({
      ...change,
      until: 'Monday, 11 May 2026',
      notBefore,
      replyTo,
    }),
    'switch-started': switchStartedMail({ ...change, notBefore }),
    'switch-asked': switchAskedMail(change),
    'switch-of-owner': switchOfOwnerMail({ ...change, notBefore }),
    'switch-objected': switchObjectedMail(change),
    'switch-done': switchDoneMail({ ...change, current: email, days: 30, kept: { counts, due } }),
    'handover-received': handoverReceivedMail({ ...received, from: name, counts, due }),
    'handover-received, nothing': handoverReceivedMail({ ...received, from: null, counts: [], due: null }),
    'access-ended': accessEndedMail(base),
    'admin-appointed': adminAppointedMail({
      ...base,
      appointed: 'Ben Okafor',
      appointedEmail: 'ben@orbis.test',
    }),
    'request-made': requestMadeMail({ ...asked, asker: 'Ben Okafor', until: 'Monday, 18 May 2026' }),
    'request-answered, yes': requestAnsweredMail({ ...asked, answerer: 'Ben Okafor', yes: true, word: '' }),
    'request-answered, no': requestAnsweredMail({
      ...asked,
      answerer: 'Ben Okafor',
      yes: false,
      word: 'She leaves in June anyway.',
    }),
    'owner-claimed': ownerClaimedMail({ ...base, owner: name, by: 'Ben Okafor', at: notBefore }),
    'owner-claimed, to Admins': ownerClaimedAdminMail({
      ...base,
      owner: name,
      by: 'Ben Okafor',
      at: notBefore,
    }),
    'owner-claim-dropped': ownerClaimDroppedMail({ ...base, owner: name }),
    'ownership-passed': ownershipPassedMail({ ...base, owner: name, newOwner: 'Ben Okafor' }),
    'identity-asked': identityAskedMail({ ...base, email }),
    'identity-recognised': identityRecognisedMail({ ...base, email }),
    'address-followed': addressFollowedMail(change),
    'address-followed, to Admins': addressFollowedAdminMail(change),
  }
}
