import type { MailKind } from '../../shared/domain/decide/change.ts'

/** A mail to be written and sent. Holds ids, not words: names and addresses are read when it is sent. */
export type MailJob =
  | { mail: 'code'; codeId: string; address: string }
  | {
      mail: MailKind
      organizationId: string
      userId: string
      address?: string
      invitationId?: string
      handoverId?: string
      requestId?: string
      aboutUserId?: string
      /** The link's token follows from it; a later mail makes a new one, and this link is dead. */
      tokenNonce?: string
    }
