import type { SwitchFacts } from './switch-started.ts'
import type { MailWords } from './mail.ts'

/** HAND-22: to whoever started it, when the old address objects. */
export const switchObjectedMail = (facts: SwitchFacts): MailWords => ({
  subject: `${facts.name} called off the change of their address`,
  paragraphs: [
    `${facts.name} signed in as ${facts.oldEmail} and called off the change of their address to ${facts.newEmail} in ${facts.organization}. Nothing was changed, and the link that ${facts.newEmail} got is dead.`,
    'If it was right, talk to them and start it again. If it was not: somebody asked you for it in their name.',
  ],
  button: { label: 'Look at it in Handover', url: facts.url },
  footer: `You get this because you started this change in ${facts.organization}.`,
})
