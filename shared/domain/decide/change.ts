import type { Folder } from '../model/folder.ts'
import type { Handover } from '../model/handover.ts'
import type { Invitation } from '../model/invitation.ts'
import type { Invoice } from '../model/invoice.ts'
import type { Membership } from '../model/membership.ts'
import type { Organization } from '../model/organization.ts'
import type { Portfolio } from '../model/portfolio.ts'
import type { CreatedRecord, FieldValue } from '../model/record.ts'
import type { Request } from '../model/request.ts'
import type { SeatMonth } from '../model/seat-month.ts'
import type { SignIn } from '../model/sign-in.ts'
import type { User } from '../model/user.ts'
import type { Workspace } from '../model/workspace.ts'

/** The tables of the directory. A row is replaced whole. */
export interface Rows {
  organization: Organization
  user: User
  workspace: Workspace
  membership: Membership
  folder: Folder
  portfolio: Portfolio
  invitation: Invitation
  handover: Handover
  /** Written by the server alone, when days are over; no command asks for them. */
  seatMonth: SeatMonth
  invoice: Invoice
  signIn: SignIn
  request: Request
}
export type Table = keyof Rows

/** Key of a row within its table; the same in SQL's unique keys, in documents and on devices. */
export function rowKey<T extends Table>(table: T, row: Rows[T]): string {
  if (table === 'membership') {
    const { workspaceId, userId } = row as Membership
    return `${workspaceId}/${userId}`
  }
  return (row as { id: string }).id
}

/**
 * `isNew`: the command made this row's id. Ids come from devices, so the server refuses the whole command (`id-used`) when
 * a row by that id exists; a device cannot know that and need not, with 128 random bits.
 */
export type RowChange =
  | { [T in Table]: { put: T; row: Rows[T]; isNew?: true } }[Table]
  | { remove: 'user' | 'membership' | 'invitation' | 'request'; key: string }

/** Mails the directory can send, to `userId` at `address` or their own; the server writes the words. */
export type MailKind =
  | 'invitation'
  | 'switch-invitation'
  | 'switch-started'
  | 'switch-done'
  | 'switch-asked'
  | 'users-merged'
  | 'switch-of-owner'
  | 'switch-objected'
  | 'handover-received'
  | 'access-ended'
  | 'admin-appointed'
  | 'identity-asked'
  | 'identity-recognised'
  | 'address-followed'
  | 'request-made'
  | 'request-answered'
  | 'owner-claimed'
  | 'owner-claim-dropped'
  | 'ownership-passed'
  | 'deletion-asked'
  | 'deletion-stopped'
  | 'subscription-cancelled'
  | 'subscription-resumed'

/** What a command writes into content. */
export interface RecordWrite {
  folderId: string
  recordId: string
  create?: CreatedRecord
  /** By field; `title`, `portfolio` and `deleted` too. */
  edits?: Record<string, FieldValue>
}

/** What the server does beside writing rows; devices ignore it. All of it is written in the same transaction as a job. */
export type Effect =
  | {
      effect: 'mail'
      mail: MailKind
      userId: string
      address?: string
      invitationId?: string
      handoverId?: string
      requestId?: string
      /** The user the mail is about, where it goes to somebody else. */
      aboutUserId?: string
    }
  /** The account sits in the user from now on; who sat there before is kept under the handover, for undo. */
  | { effect: 'sit'; userId: string; accountId: string; handoverId?: string }
  /** Undo of a switch: the account that sat there before `handoverId` sits there again. */
  | { effect: 'sit-again'; userId: string; handoverId: string }
  /** The Google account of a claim sits in the user from now on, and the address is its (INV-11). */
  | { effect: 'recognise'; userId: string; claimId: string }
  /** The claim is somebody else's: it is not asked again. */
  | { effect: 'dismiss-claim'; claimId: string }
  /** The server keeps the photo; of this user's others only the one `before`, for undo. `image` is base64. */
  | { effect: 'keep-photo'; userId: string; photoId: string; image: string; before: string | null }
  /**
   * Names and addresses of an erased user go wherever the server keeps them beside rows; `instead` stands there then. `madeOne`:
   * users whose former addresses these are, too, since they were made one with the erased one (HAND-21).
   */
  | { effect: 'erase'; userId: string; values: string[]; instead: string; madeOne: string[] }
  /** At that moment (ISO) the new address of this change is invited (HAND-20). */
  | { effect: 'begin-later'; handoverId: string; at: string }
  /** On that day (ISO) the erasing planned with this handover runs. */
  | { effect: 'erase-later'; handoverId: string; at: string }
  /** Content by the second door: a new record, or other values of one. Judged already. */
  | ({ effect: 'write-record' } & RecordWrite)
  /** Sessions' rights in this organization end; open sockets of the user close. */
  | { effect: 'close-sockets'; userId: string; why: 'blocked' | 'deactivated' | 'switched' | 'removed' }

export type Change = RowChange | Effect

export const isRowChange = (change: Change): change is RowChange => 'put' in change || 'remove' in change

export const create = <T extends Table>(table: T, row: Rows[T]): RowChange =>
  ({ put: table, row, isNew: true }) as RowChange

export const put = <T extends Table>(table: T, row: Rows[T]): RowChange => ({ put: table, row }) as RowChange
