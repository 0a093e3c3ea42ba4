export interface InvitationFacts {
  organization: string
  inviter: string
  inviterEmail: string
  workspaces: readonly string[]
  /** A day in words. */
  until: string
  email: string
}

/** Who invites whom to what (INV-2, INV-4): said by the mail, and shown before it is sent. */
export const invitationWords = (facts: InvitationFacts) => ({
  subject: `${facts.inviter} invites you to ${facts.organization} on Handover`,
  paragraphs: [
    `${facts.inviter} (${facts.inviterEmail}) invites you to work with ${facts.organization} on Handover${
      facts.workspaces.length > 0 ? `, in ${listed(facts.workspaces)}` : ''
    }.`,
    `To accept, open the link and sign in as ${facts.email}. Opening the link alone accepts nothing.`,
    `The invitation is open until ${facts.until}.`,
  ],
  button: 'Look at the invitation',
  footer: `Handover is where ${facts.organization} keeps what its people look after. If you do not know ${facts.inviter}, ignore this mail: nothing happens.`,
})

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '')
