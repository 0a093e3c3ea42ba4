import type { SwitchFacts } from './switch-started.ts'
import type { MailSection, MailWords } from './mail.ts'

/** What the person reads at the address that counts now, and nobody at the other one. */
export interface SwitchKept {
  /** "Sales, Deals: 120 (34 open)" */
  counts: string[]
  due: MailSection | null
}

/**
 * HAND-22, HAND-25: to both addresses, when it is done or undone. `current` is the address that counts now; only there it
 * says what they look after.
 */
export const switchDoneMail = (
  facts: SwitchFacts & { current: string; days: number; kept: SwitchKept | null },
): MailWords => ({
  subject: `Your address in ${facts.organization} is ${facts.current} now`,
  paragraphs: [
    `Hello ${facts.name}, in ${facts.organization} on Handover you sign in as ${facts.current} from now on. Everything you look after is still yours.`,
    `Was this not agreed with you? Tell an Admin of ${facts.organization}: they can take it back within ${facts.days} days.`,
    'Your mail, calendar, Drive and contacts in Gmail do not move.',
  ],
  sections: [
    ...(facts.kept && facts.kept.counts.length > 0
      ? [{ heading: 'What you look after, as before:', list: facts.kept.counts }]
      : []),
    ...(facts.kept?.due ? [facts.kept.due] : []),
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because ${facts.oldEmail} or ${facts.newEmail} is or was your address in ${facts.organization}.`,
})
