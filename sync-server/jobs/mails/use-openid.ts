import type { MailWords } from './mail.ts'

/** In place of a code, to somebody whose account is the provider's (DESIGN §6). */
export const useOpenIdMail = (facts: { email: string; provider: string; url: string }): MailWords => ({
  subject: `Sign in to Handover with ${facts.provider}`,
  paragraphs: [
    `Somebody asked for a code to sign in to Handover as ${facts.email}. This address signs in with ${facts.provider}, so there is no code for it.`,
    `Open Handover and press “Continue with ${facts.provider}”. If you can’t reach your ${facts.provider} account any more, ask an Admin of your organization to allow codes for you.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: 'If it was not you who asked, nothing has happened: ignore this mail.',
})
