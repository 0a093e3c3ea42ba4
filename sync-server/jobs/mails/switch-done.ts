import type { SwitchFacts } from './switch-started.ts'
import type { MailWords } from './mail.ts'

/** HAND-22: to both addresses, when it is done or undone. `current` is the address that counts now. */
export const switchDoneMail = (facts: SwitchFacts & { current: string; days: number }): MailWords => ({
  subject: `Your address in ${facts.organization} is ${facts.current} now`,
  paragraphs: [
    `Hello ${facts.name}, in ${facts.organization} on Handover you sign in as ${facts.current} from now on. Everything you look after is still yours.`,
    `Was this not agreed with you? Tell an Admin of ${facts.organization}: they can take it back within ${facts.days} days.`,
    'Your mail, calendar, Drive and contacts in Gmail do not move.',
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because ${facts.oldEmail} or ${facts.newEmail} is or was your address in ${facts.organization}.`,
})
