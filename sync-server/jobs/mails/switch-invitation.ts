import type { MailWords } from './mail.ts'

export interface SwitchInvitationFacts {
  organization: string
  name: string
  oldEmail: string
  newEmail: string
  starter: string
  /** Whoever started it, or said yes to it. */
  replyTo: NonNullable<MailWords['replyTo']>
  url: string
  until: string
  /** It can be confirmed only after this. */
  notBefore: string | null
}

/** HAND-2: to the new address. */
export const switchInvitationMail = (facts: SwitchInvitationFacts): MailWords => ({
  subject: `Confirm your new address for ${facts.organization}`,
  paragraphs: [
    `Hello ${facts.name}, ${facts.starter} is changing your address in ${facts.organization} on Handover from ${facts.oldEmail} to ${facts.newEmail}.`,
    `To confirm, open the link and sign in as ${facts.newEmail}. Everything stays as it is: what you look after, your role and your workspaces. The old address works until then.`,
    ...(facts.notBefore
      ? [
          `${facts.name} owns the account of ${facts.organization}: the link can be used only after ${facts.notBefore}.`,
        ]
      : []),
    `The link is good until ${facts.until}. Your mail, calendar, Drive and contacts in Gmail do not move.`,
  ],
  button: { label: 'Confirm the new address', url: facts.url },
  replyTo: facts.replyTo,
  footer: `If you do not know ${facts.organization}, ignore this mail: nothing happens.`,
})
