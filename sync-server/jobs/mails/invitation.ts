import type { MailWords } from './mail.ts'

export interface InvitationFacts {
  organization: string
  inviter: string
  inviterEmail: string
  workspaces: string[]
  url: string
  until: string
  email: string
}

/** INV-2, INV-4: who invites whom to what. */
export const invitationMail = (facts: InvitationFacts): MailWords => ({
  subject: `${facts.inviter} invites you to ${facts.organization} on Handover`,
  paragraphs: [
    `${facts.inviter} (${facts.inviterEmail}) invites you to work with ${facts.organization} on Handover${
      facts.workspaces.length > 0 ? `, in ${listed(facts.workspaces)}` : ''
    }.`,
    `To accept, open the link and sign in as ${facts.email}. Opening the link alone accepts nothing.`,
    `The invitation is open until ${facts.until}.`,
  ],
  button: { label: 'Look at the invitation', url: facts.url },
  footer: `Handover is where ${facts.organization} keeps what its people look after. If you do not know ${facts.inviter}, ignore this mail: nothing happens.`,
})

const listed = (names: string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
