import type { MailSection, MailWords } from './mail.ts'

export interface ReceivedFacts {
  organization: string
  name: string
  /** Null: from what nobody looked after. */
  from: string | null
  starter: string
  /** "Sales, Deals: 120 (34 open)" */
  counts: string[]
  due: MailSection | null
  url: string
  /** Whoever handed over. */
  replyTo?: NonNullable<MailWords['replyTo']>
}

/** HAND-25: one mail, what came and what of it is due this week. */
export const handoverReceivedMail = (facts: ReceivedFacts): MailWords => ({
  subject: facts.from
    ? `You look after ${facts.from}’s items now`
    : `You look after more items in ${facts.organization} now`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.starter} has handed ${facts.from ? `${facts.from}’s items` : 'items that nobody looked after'} over to you in ${facts.organization}.`,
    facts.counts.length > 0
      ? 'This is what came:'
      : 'There was nothing in it yet; what still arrives comes to you.',
  ],
  list: facts.counts,
  ...(facts.due && { sections: [facts.due] }),
  ...(facts.replyTo && { replyTo: facts.replyTo }),
  button: { label: 'Look at what came', url: facts.url },
  footer: `You get this because you look after items in ${facts.organization}.`,
})
