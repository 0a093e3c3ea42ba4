import { UNDO_DAYS } from '../../shared/domain/model/handover.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import { isOpenRequest } from '../../shared/domain/model/request.ts'
import { isOpenInvitation } from '../../shared/domain/model/invitation.ts'
import { CODE_MINUTES } from '../auth/codes.ts'
import { holderOfAddress, needsProvider } from '../auth/identities.ts'
import { viewOf } from '../auth/invitations.ts'
import type { Secret } from '../auth/secret.ts'
import { dayInWords, momentInWords } from '../moment-in-words.ts'
import { organizationMapper } from '../store/rows/organization.ts'
import type { Db, Tx } from '../store/store.ts'
import { dueThisWeek } from './due-this-week.ts'
import { endingWords } from './ending-words.ts'
import { usersMergedMail } from './mails/users-merged.ts'
import {
  countsInWords,
  handoverOf,
  heldOf,
  invitationOf,
  keptBy,
  userOf,
  requestInWords,
  requestOf,
} from './mail-facts.ts'
import type { MailJob } from './mail-job.ts'
import { accessEndedMail } from './mails/access-ended.ts'
import { adminAppointedMail } from './mails/admin-appointed.ts'
import { addressFollowedAdminMail, addressFollowedMail } from './mails/address-followed.ts'
import { codeMail } from './mails/code.ts'
import { handoverReceivedMail } from './mails/handover-received.ts'
import { identityAskedMail } from './mails/identity-asked.ts'
import { identityRecognisedMail } from './mails/identity-recognised.ts'
import { invitationMail } from './mails/invitation.ts'
import type { MailWords } from './mails/mail.ts'
import {
  ownerClaimDroppedMail,
  ownerClaimedAdminMail,
  ownerClaimedMail,
  ownershipPassedMail,
} from './mails/owner-claim.ts'
import { requestAnsweredMail, requestMadeMail } from './mails/request.ts'
import { switchAskedMail } from './mails/switch-asked.ts'
import { switchDoneMail } from './mails/switch-done.ts'
import { switchObjectedMail } from './mails/switch-objected.ts'
import { switchOfOwnerMail } from './mails/switch-of-owner.ts'
import { switchInvitationMail } from './mails/switch-invitation.ts'
import { switchStartedMail } from './mails/switch-started.ts'
import { useOpenIdMail } from './mails/use-openid.ts'

interface Writing {
  db: Db
  secret: Secret
  publicUrl: string
  now: string
  /** The provider some people have to sign in at. */
  openId: { issuer: string; name: string } | null
}

/** To whom a mail goes and what it says; null when it has become pointless (an invitation that was taken back). */
export async function writeMail(
  writing: Writing,
  job: MailJob,
): Promise<{ to: string; words: MailWords } | null> {
  if (job.mail === 'code') return { to: job.address, words: await codeWords(writing, job) }
  return writeDirectoryMail(writing, job)
}

/** Where a code would not let them in, the mail says what does. */
async function codeWords(
  { db, secret, publicUrl, openId }: Writing,
  { codeId, address }: Extract<MailJob, { mail: 'code' }>,
): Promise<MailWords> {
  const holder = await holderOfAddress(db, address)
  if (openId && holder !== null && (await needsProvider(db, holder, openId.issuer)))
    return useOpenIdMail({ email: address, provider: openId.name, url: publicUrl })
  return codeMail({ code: secret.codeOf(codeId), minutes: CODE_MINUTES })
}

async function writeDirectoryMail(
  { db, secret, publicUrl, now }: Writing,
  job: Exclude<MailJob, { mail: 'code' }>,
): Promise<{ to: string; words: MailWords } | null> {
  const { organizationId } = job
  const organization = await organizationMapper.read(db as Tx, organizationId, organizationId)
  const user = await userOf(db, organizationId, job.userId)
  if (!organization || !user || user.state === 'erased') return null
  if (user.muted.some((mail) => mail === job.mail)) return null
  const to = job.address ?? user.email
  const handover = job.handoverId ? await handoverOf(db, organizationId, job.handoverId) : null
  const name = user.name || user.email
  const base = { organization: organization.name, name, url: publicUrl }

  switch (job.mail) {
    case 'invitation':
    case 'switch-invitation': {
      const invitation = job.invitationId ? await invitationOf(db, organizationId, job.invitationId) : null
      if (!invitation || !isOpenInvitation(invitation, now) || !job.tokenNonce) return null
      const view = await viewOf(db, organizationId, invitation)
      const token = secret.invitationToken(invitation.id, job.tokenNonce)
      // The token is in the fragment, which browsers send to nobody (INV-4).
      const url = `${publicUrl}/invitation/${invitation.id}#${token}`
      const until = dayInWords(invitation.expiresAt, organization.timeZone)
      const inviter = view.invitedByName || view.invitedByEmail
      const replyTo = { name: view.invitedByName, address: view.invitedByEmail }
      if (job.mail === 'invitation')
        return {
          to: invitation.email,
          words: invitationMail({
            organization: organization.name,
            inviter,
            inviterEmail: view.invitedByEmail,
            workspaces: view.workspaceNames,
            url,
            until,
            email: invitation.email,
            replyTo,
          }),
        }
      return {
        to: invitation.email,
        words: switchInvitationMail({
          replyTo,
          ...base,
          url,
          oldEmail: user.email,
          newEmail: invitation.email,
          starter: inviter,
          until,
          notBefore:
            handover?.kind === 'switch' && handover.notBefore
              ? momentInWords(handover.notBefore, organization.timeZone)
              : null,
        }),
      }
    }
    case 'switch-started':
    case 'switch-asked':
    case 'switch-of-owner':
    case 'switch-objected':
    case 'switch-done': {
      if (handover?.kind !== 'switch') return null
      const starter = await userOf(db, organizationId, handover.startedBy)
      const facts = {
        ...base,
        oldEmail: handover.oldEmail,
        newEmail: handover.newEmail,
        starter: starter?.name || starter?.email || 'somebody',
        // Where it can be looked at, agreed to, and called off.
        url: `${publicUrl}/handovers/${handover.id}`,
      }
      const notBefore = handover.notBefore ? momentInWords(handover.notBefore, organization.timeZone) : null
      if (job.mail === 'switch-started') {
        // The owner may be blocked, and objects beside the organization (ROLE-9).
        const url = notBefore ? `${publicUrl}/start` : facts.url
        return { to, words: switchStartedMail({ ...facts, url, notBefore }) }
      }
      if (job.mail === 'switch-done') {
        const isCurrent = emailKey(to) === user.emailKey
        const kept = isCurrent ? await keptBy(db, organization, user.id, handover.kept, now) : null
        return {
          to,
          words: switchDoneMail({ ...facts, url: publicUrl, current: user.email, days: UNDO_DAYS, kept }),
        }
      }
      // To an Admin, about the one who switches.
      const asking = await userOf(db, organizationId, handover.userId)
      const about = { ...facts, name: asking?.name || handover.oldEmail }
      if (job.mail === 'switch-objected') return { to, words: switchObjectedMail(about) }
      if (job.mail === 'switch-of-owner')
        return handover.state === 'waiting' && notBefore
          ? { to, words: switchOfOwnerMail({ ...about, notBefore }) }
          : null
      return { to, words: switchAskedMail(about) }
    }
    case 'handover-received': {
      if (handover?.kind !== 'handover') return null
      const from = handover.plan.from ? await userOf(db, organizationId, handover.plan.from) : null
      const starter = await userOf(db, organizationId, handover.startedBy)
      return {
        to,
        words: handoverReceivedMail({
          ...base,
          url: `${publicUrl}/handovers/${handover.id}`,
          ...(starter && { replyTo: { name: starter.name, address: starter.email } }),
          from: from ? from.name || from.email : null,
          starter: starter?.name || starter?.email || 'somebody',
          counts: await countsInWords(db, organizationId, handover.report?.moved ?? []),
          due: await dueThisWeek(db, organization, await heldOf(db, organizationId, user.id, handover), now),
        }),
      }
    }
    case 'admin-appointed': {
      const about = job.aboutUserId ? await userOf(db, organizationId, job.aboutUserId) : null
      if (!about) return null
      const appointed = about.name || about.email
      return { to, words: adminAppointedMail({ ...base, appointed, appointedEmail: about.email }) }
    }
    case 'identity-asked': {
      const about = job.aboutUserId ? await userOf(db, organizationId, job.aboutUserId) : null
      if (!about) return null
      // At an address they had before: the owner, who may be blocked, and objects beside the organization (ROLE-9).
      const url = job.address ? `${publicUrl}/start` : `${publicUrl}/users/${about.id}`
      return {
        to,
        words: identityAskedMail({ ...base, name: about.name || about.email, email: about.email, url }),
      }
    }
    case 'identity-recognised':
      return { to, words: identityRecognisedMail({ ...base, email: user.email }) }
    case 'address-followed': {
      const about = job.aboutUserId ? await userOf(db, organizationId, job.aboutUserId) : null
      const oldEmail = about?.formerly.at(-1)
      if (!about || oldEmail === undefined) return null
      const facts = { ...base, name: about.name || about.email, oldEmail, newEmail: about.email }
      return about.id === user.id
        ? { to, words: addressFollowedMail(facts) }
        : { to, words: addressFollowedAdminMail({ ...facts, url: `${publicUrl}/users/${about.id}` }) }
    }
    case 'request-made':
    case 'request-answered': {
      const request = job.requestId ? await requestOf(db, organizationId, job.requestId) : null
      const asker = request && (await userOf(db, organizationId, request.by))
      if (!request || !asker) return null
      const facts = { ...base, what: await requestInWords(db, organizationId, request) }
      if (job.mail === 'request-made')
        return isOpenRequest(request, now)
          ? {
              to,
              words: requestMadeMail({
                ...facts,
                asker: asker.name || asker.email,
                until: dayInWords(request.until, organization.timeZone),
              }),
            }
          : null
      const answerer = request.answeredBy ? await userOf(db, organizationId, request.answeredBy) : null
      return {
        to,
        words: requestAnsweredMail({
          ...facts,
          answerer: answerer?.name || 'Somebody who may',
          yes: request.state === 'confirmed',
          word: request.word,
        }),
      }
    }
    case 'owner-claimed':
    case 'owner-claim-dropped':
    case 'ownership-passed': {
      const about = job.aboutUserId ? await userOf(db, organizationId, job.aboutUserId) : null
      if (!about) return null
      const facts = { ...base, owner: about.name || about.email }
      if (job.mail === 'owner-claim-dropped') return { to, words: ownerClaimDroppedMail(facts) }
      if (job.mail === 'ownership-passed') {
        const next = await userOf(db, organizationId, organization.ownerUserId)
        return { to, words: ownershipPassedMail({ ...facts, newOwner: next?.name || next?.email || '' }) }
      }
      const { ownerClaim } = organization
      const claimer = ownerClaim && (await userOf(db, organizationId, ownerClaim.by))
      if (!ownerClaim || !claimer) return null
      const claimed = {
        ...facts,
        by: claimer.name || claimer.email,
        at: momentInWords(ownerClaim.at, organization.timeZone),
      }
      return { to, words: (about.id === user.id ? ownerClaimedMail : ownerClaimedAdminMail)(claimed) }
    }
    case 'deletion-asked':
    case 'deletion-stopped':
    case 'subscription-cancelled':
    case 'subscription-resumed': {
      const words = await endingWords(db, job.mail, organization, job, base)
      return words && { to, words }
    }
    case 'users-merged': {
      if (handover?.kind !== 'handover' || !handover.merge || !handover.plan.from) return null
      const gone = await userOf(db, organizationId, handover.plan.from)
      const starter = await userOf(db, organizationId, handover.startedBy)
      const undone = handover.state === 'undone'
      const isCurrent = emailKey(to) === user.emailKey && !undone
      const facts = {
        ...base,
        current: user.email,
        former: gone?.email ?? '',
        starter: starter?.name || starter?.email || 'somebody',
        undone,
        days: UNDO_DAYS,
      }
      const moved = handover.report?.moved ?? []
      const kept = isCurrent ? await keptBy(db, organization, user.id, moved, now) : null
      return { to, words: usersMergedMail({ ...facts, kept }) }
    }
    case 'access-ended':
      return { to, words: accessEndedMail(base) }
  }
}
