import type { MailWords } from './mail.ts'

/** INV-11: to the person, when an Admin has confirmed the new Google account. */
export const identityRecognisedMail = (facts: {
  organization: string
  name: string
  email: string
  url: string
}): MailWords => ({
  subject: `Your new Google account opens ${facts.organization} now`,
  paragraphs: [
    `Hello ${facts.name}, an Admin of ${facts.organization} has confirmed your new Google account. Sign in to Handover with Google as ${facts.email}: everything you look after is there.`,
    `Your former Google account no longer opens ${facts.organization}.`,
    `Did you not sign in with a new Google account? Tell an Admin of ${facts.organization} at once.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because ${facts.email} is your address in ${facts.organization}.`,
})
