import type { MailWords } from './mail.ts'

interface RequestFacts {
  organization: string
  /** Who reads it. */
  name: string
  /** What was asked for, in words. */
  what: string
  url: string
}

/** ROLE-15: to those who may do it. */
export const requestMadeMail = (facts: RequestFacts & { asker: string; until: string }): MailWords => ({
  subject: `${facts.asker} asks you for something in ${facts.organization}`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.asker} would like this done in ${facts.organization} on Handover, and may not do it themself:`,
    `“${facts.what}”`,
    `Nothing happens unless you, or somebody else who may, say yes. It lapses after ${facts.until}. If you are not sure that it was ${facts.asker}, ask them in person.`,
  ],
  button: { label: 'Look at it', url: `${facts.url}/requests` },
  footer: `You get this because you may do it in ${facts.organization}. Your preferences there say which mails you get.`,
})

/** ROLE-15: to whoever asked. */
export const requestAnsweredMail = (
  facts: RequestFacts & { answerer: string; yes: boolean; word: string },
): MailWords => ({
  subject: `${facts.answerer} said ${facts.yes ? 'yes' : 'no'} to what you asked for`,
  paragraphs: [
    `Hello ${facts.name}, you asked for this in ${facts.organization} on Handover:`,
    `“${facts.what}”`,
    facts.yes ? `${facts.answerer} said yes: it is done.` : `${facts.answerer} said no.`,
    ...(facts.word ? [`“${facts.word}”`] : []),
  ],
  button: { label: 'Open Handover', url: `${facts.url}/requests` },
  footer: `You get this because you asked for it in ${facts.organization}.`,
})
