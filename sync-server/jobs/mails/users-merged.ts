import type { SwitchKept } from './switch-done.ts'
import type { MailWords } from './mail.ts'

export interface MergedFacts {
  organization: string
  name: string
  /** The address that goes on, and the one that does not. */
  current: string
  former: string
  starter: string
  /** Made two again. */
  undone: boolean
  days: number
  /** What the reader looks after; null at the address that does not go on. */
  kept: SwitchKept | null
  url: string
}

/** HAND-21: to both addresses, when two users of one person became one, or two again. */
export const usersMergedMail = (facts: MergedFacts): MailWords => ({
  subject: facts.undone
    ? `Your two users in ${facts.organization} are two again`
    : `Your two users in ${facts.organization} are one now: ${facts.current}`,
  paragraphs: facts.undone
    ? [
        `Hello ${facts.name}, in ${facts.organization} on Handover ${facts.former} is a user of its own again, beside ${facts.current}, and looks after what it did before.`,
        `If you are not both, tell an Admin of ${facts.organization}.`,
      ]
    : [
        `Hello ${facts.name}, ${facts.starter} has made your two users in ${facts.organization} on Handover one: ${facts.former} became a part of ${facts.current}. You sign in as ${facts.current} from now on, and look after everything of both.`,
        `Are you not the same person, or was this not agreed with you? Tell an Admin of ${facts.organization}: they can take it back within ${facts.days} days.`,
        'Mail, calendar, Drive and contacts in Gmail do not move.',
      ],
  sections: [
    ...(facts.kept && facts.kept.counts.length > 0
      ? [{ heading: `What came from ${facts.former}:`, list: facts.kept.counts }]
      : []),
    ...(facts.kept?.due ? [facts.kept.due] : []),
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because ${facts.former} and ${facts.current} are or were your addresses in ${facts.organization}.`,
})
