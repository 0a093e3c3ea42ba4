import type { MailWords } from './mail.ts'

interface SubscriptionFacts {
  organization: string
  name: string
  /** Who cancelled or keeps it. */
  by: string
  url: string
}

const footer = ({ organization }: SubscriptionFacts): string =>
  `You get this because you are an Admin of ${organization} on Handover, or get its invoices.`

/** ROLE-8: to every Admin and to whoever gets the invoices. */
export const subscriptionCancelledMail = (facts: SubscriptionFacts & { lastDay: string }): MailWords => ({
  subject: `The subscription of ${facts.organization} on Handover ends on ${facts.lastDay}`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.by} has cancelled the subscription of ${facts.organization} on Handover. Until the end of ${facts.lastDay} everything works as before, and any Admin can keep it, on the Billing page.`,
    'Afterwards everything can still be read and saved to files, by the same people, and nothing can be changed. Nothing is deleted. The invoice for that month is the last one.',
    'An Admin can take the subscription up again at any time; seats count from that day on.',
  ],
  button: { label: 'Look at it', url: `${facts.url}/billing` },
  footer: footer(facts),
})

export const subscriptionResumedMail = (facts: SubscriptionFacts): MailWords => ({
  subject: `The subscription of ${facts.organization} on Handover goes on`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.by} goes on with the subscription of ${facts.organization} on Handover. Everything works, and seats count as usual.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: footer(facts),
})
