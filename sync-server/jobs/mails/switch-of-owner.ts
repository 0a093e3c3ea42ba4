import type { SwitchFacts } from './switch-started.ts'
import type { MailWords } from './mail.ts'

/** ROLE-9: to all other Admins, before the account owner's address becomes another one. */
export const switchOfOwnerMail = (facts: SwitchFacts & { notBefore: string }): MailWords => ({
  subject: `${facts.starter} is changing the account owner’s address`,
  paragraphs: [
    `${facts.starter} has started to change the address of ${facts.name}, who owns the account of ${facts.organization} on Handover, from ${facts.oldEmail} to ${facts.newEmail}.`,
    `Whoever reads the new address owns the account then. It can confirm only after ${facts.notBefore}; until then any Admin can call it off.`,
    `If you are not sure that it is right, ask ${facts.name} in person.`,
  ],
  button: { label: 'Look at it in Handover', url: facts.url },
  footer: `You get this because you are an Admin of ${facts.organization}.`,
})
