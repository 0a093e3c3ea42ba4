import { type InvitationFacts, invitationWords } from '../../../shared/domain/words/invitation-words.ts'
import type { MailWords } from './mail.ts'

/** The invitation with its link, whose fragment holds the token (INV-4). */
export function invitationMail({ url, ...facts }: InvitationFacts & { url: string }): MailWords {
  const { subject, paragraphs, button, footer } = invitationWords(facts)
  return { subject, paragraphs, button: { label: button, url }, footer }
}
