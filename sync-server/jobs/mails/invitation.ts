import { type InvitationFacts, invitationWords } from '../../../shared/domain/words/invitation-words.ts'
import type { MailWords } from './mail.ts'

/** The invitation with its link, whose fragment holds the token (INV-4); whoever invites answers. */
export function invitationMail(
  facts: InvitationFacts & { url: string; replyTo: NonNullable<MailWords['replyTo']> },
): MailWords {
  const { url, replyTo, ...said } = facts
  const { subject, paragraphs, button, footer } = invitationWords(said)
  return { subject, paragraphs, button: { label: button, url }, footer, replyTo }
}
