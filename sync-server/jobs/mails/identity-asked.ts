import type { MailWords } from './mail.ts'

/** INV-11: to Admins, who know whether it is the same person. */
export const identityAskedMail = (facts: {
  organization: string
  name: string
  email: string
  url: string
}): MailWords => ({
  subject: `Is this still ${facts.name}? A new Google account for ${facts.email}`,
  paragraphs: [
    `Somebody signed in to Handover as ${facts.email}, with another Google account than ${facts.name} had so far. Until you say who it is, that account opens nothing of ${facts.organization}.`,
    `It is the same person where their Google account was made anew, or where ${facts.organization} has moved to another Google Workspace. It is somebody else where the address was given to a new colleague.`,
    `If you are not sure, ask ${facts.name} in person before you confirm.`,
  ],
  button: { label: 'Say who it is', url: facts.url },
  footer: `You get this because you are an Admin of ${facts.organization}.`,
})
