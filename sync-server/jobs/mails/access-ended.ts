import type { MailWords } from './mail.ts'

export const accessEndedMail = (facts: { organization: string; name: string }): MailWords => ({
  subject: `Your access to ${facts.organization} on Handover has ended`,
  paragraphs: [
    `Hello ${facts.name}, your access to ${facts.organization} on Handover has ended. What you looked after stays with ${facts.organization}.`,
    `If this is a mistake, ask an Admin of ${facts.organization} to restore you.`,
  ],
  footer: `You get this because you had access to ${facts.organization} on Handover.`,
})
