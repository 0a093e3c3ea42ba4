import type { MailWords } from './mail.ts'

export interface FollowedFacts {
  organization: string
  name: string
  oldEmail: string
  newEmail: string
  url: string
}

/** INV-11: to Admins, when somebody's Google account got another address. */
export const addressFollowedAdminMail = (facts: FollowedFacts): MailWords => ({
  subject: `${facts.name} is ${facts.newEmail} now`,
  paragraphs: [
    `${facts.name}’s Google account has a new address: ${facts.newEmail} instead of ${facts.oldEmail}. It is the same Google account, so their address in ${facts.organization} has changed with it. Nothing else has changed, and there is nothing to do.`,
    `If this should not be, block ${facts.name} and ask them.`,
  ],
  button: { label: `Look at ${facts.name}`, url: facts.url },
  footer: `You get this because you are an Admin of ${facts.organization}.`,
})

/** The same to the person, at both addresses. */
export const addressFollowedMail = (facts: FollowedFacts): MailWords => ({
  subject: `Your address in ${facts.organization} is ${facts.newEmail} now`,
  paragraphs: [
    `Hello ${facts.name}, your Google account has a new address, so your address in ${facts.organization} on Handover has changed with it: ${facts.newEmail} instead of ${facts.oldEmail}. Everything you look after is still yours.`,
    `Is this not your Google account? Tell an Admin of ${facts.organization}.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because ${facts.oldEmail} or ${facts.newEmail} is or was your address in ${facts.organization}.`,
})
