import type { MailWords } from './mail.ts'

interface DeletionFacts {
  organization: string
  name: string
  url: string
}

/** BILL-4: to every Admin, when somebody has the organization deleted. */
export const deletionAskedMail = (facts: DeletionFacts & { asker: string; on: string }): MailWords => ({
  subject: `${facts.organization} on Handover is going to be deleted`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.asker} has asked to delete ${facts.organization} on Handover, with everything in it: people, workspaces, records, history and invoices.`,
    `It happens on ${facts.on}. Until then every Admin can stop it, on the page Organization. Afterwards nothing can be brought back.`,
  ],
  button: { label: 'Look at it', url: `${facts.url}/organization` },
  footer: `You get this because you are an Admin of ${facts.organization} on Handover.`,
})

export const deletionStoppedMail = (facts: DeletionFacts): MailWords => ({
  subject: `${facts.organization} on Handover is not going to be deleted`,
  paragraphs: [
    `Hello ${facts.name}, the deletion of ${facts.organization} on Handover was stopped. Everything stays as it is.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because you are an Admin of ${facts.organization} on Handover.`,
})
