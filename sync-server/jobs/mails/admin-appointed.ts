import type { MailWords } from './mail.ts'

/** ROLE-14: to everybody in the organization. */
export const adminAppointedMail = (facts: {
  organization: string
  name: string
  appointed: string
  appointedEmail: string
  url: string
}): MailWords => ({
  subject: `${facts.appointed} is an Admin of ${facts.organization} now`,
  paragraphs: [
    `Hello ${facts.name}, whoever runs this Handover server has made ${facts.appointed} (${facts.appointedEmail}) an Admin of ${facts.organization}. That is done where no Admin can be reached any more, and everybody is told.`,
    `Nobody else’s rights have changed. If you are an Admin and can be reached, or know nothing of this, talk to ${facts.appointed} and to whoever runs the server.`,
  ],
  button: { label: 'Open Handover', url: facts.url },
  footer: `You get this because you work in ${facts.organization} on Handover.`,
})
