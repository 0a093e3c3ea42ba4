import type { SwitchFacts } from './switch-started.ts'
import type { MailWords } from './mail.ts'

/** HAND-18: to Admins, whose yes it needs. */
export const switchAskedMail = (facts: SwitchFacts): MailWords => ({
  subject: `${facts.name} asks to change their address to ${facts.newEmail}`,
  paragraphs: [
    `${facts.name} asks to change their address in ${facts.organization} from ${facts.oldEmail} to ${facts.newEmail}. It needs an Admin’s yes.`,
    'If you are not sure that it was them, ask them in person before you agree.',
  ],
  button: { label: 'Look at it in Handover', url: facts.url },
  footer: `You get this because you are an Admin of ${facts.organization}.`,
})
