import type { MailWords } from './mail.ts'

export interface SwitchFacts {
  organization: string
  name: string
  oldEmail: string
  newEmail: string
  starter: string
  url: string
}

/** HAND-22: to the old address, which may object. `notBefore`: until when nothing happens anyway. */
export const switchStartedMail = (facts: SwitchFacts & { notBefore: string | null }): MailWords => ({
  subject: `Your address in ${facts.organization} is being changed`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.starter} has started to change your address in ${facts.organization} on Handover from ${facts.oldEmail} to ${facts.newEmail}.`,
    'When the new address confirms, you sign in with it, and this address no longer opens Handover there. What you look after stays yours.',
    ...(facts.notBefore
      ? [
          `You own the account of ${facts.organization}, so the new address can confirm only after ${facts.notBefore}. All Admins were told.`,
        ]
      : []),
    facts.notBefore
      ? 'Was this not agreed with you? Open the link, sign in with any address you have or had there, and object. It works although you may be blocked.'
      : `Was this not agreed with you? Open Handover, sign in as ${facts.oldEmail} and call it off; or tell an Admin.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because ${facts.oldEmail} is your address in ${facts.organization}.`,
})
