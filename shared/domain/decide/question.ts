import type { Subscription } from '../billing/subscription.ts'
import type { Folder } from '../model/folder.ts'
import type { Handover, ItemCount, ItemHandover } from '../model/handover.ts'
import type { Invitation } from '../model/invitation.ts'
import type { Membership } from '../model/membership.ts'
import type { Organization } from '../model/organization.ts'
import type { Portfolio } from '../model/portfolio.ts'
import type { RecordNow } from '../model/record.ts'
import type { Request } from '../model/request.ts'
import type { SignIn } from '../model/sign-in.ts'
import type { User } from '../model/user.ts'
import type { Workspace } from '../model/workspace.ts'

/**
 * What a command may ask of the directory while it is decided: question → answer. The server answers from its tables
 * inside the transaction, a device from the documents it may read, or "unknown" (then the command is decided `later`).
 * See docs/decisions/commands-ask.md.
 */
export interface Questions {
  organization: { asks: Record<never, never>; answer: Organization | null }
  /** What everybody may know of it: whether it goes on (ROLE-8). */
  subscription: { asks: Record<never, never>; answer: Subscription | null }
  user: { asks: { id: string }; answer: User | null }
  /** Anybody not erased with this address now; an open invitation's address counts for its user, too. */
  userByEmail: { asks: { emailKey: string }; answer: User | null }
  /** Anybody not erased with this user name (USR-3). */
  userByUserName: { asks: { userNameKey: string }; answer: User | null }
  /** Is any user of the organization at this domain? (HAND-22) */
  domainKnown: { asks: { domain: string }; answer: boolean }
  /** Is this user the account owner? (ROLE-1) Apart from `organization`, because a Member's device does not see that. */
  isAccountOwner: { asks: { userId: string }; answer: boolean }
  /** How many seats are taken now (BILL-3). */
  seatsTaken: { asks: Record<never, never>; answer: number }
  /** Users who are Admin and active (ROLE-5). */
  activeAdmins: { asks: Record<never, never>; answer: string[] }
  /** Everybody who is active. Server's knowledge alone, since only the operator's command asks. */
  activeUsers: { asks: Record<never, never>; answer: string[] }
  memberships: { asks: { userId: string }; answer: Membership[] }
  /** Ids of users who are Owner of the workspace. */
  workspaceOwners: { asks: { workspaceId: string }; answer: string[] }
  /** Of everybody in the workspace, invited ones too. */
  membershipsIn: { asks: { workspaceId: string }; answer: Membership[] }
  workspace: { asks: { id: string }; answer: Workspace | null }
  folder: { asks: { id: string }; answer: Folder | null }
  portfolio: { asks: { id: string }; answer: Portfolio | null }
  /** All that this user holds now, in every workspace. */
  portfoliosHeldBy: { asks: { userId: string }; answer: Portfolio[] }
  /** The user's homes, one a workspace, also after they lost the holding. */
  homesOf: { asks: { userId: string }; answer: Portfolio[] }
  invitation: { asks: { id: string }; answer: Invitation | null }
  /** The invitation of this user that still can be answered (state `pending`, expired or not). */
  pendingInvitation: { asks: { userId: string }; answer: Invitation | null }
  /** Invitations by this user that still can be answered (state `pending`, expired or not). */
  invitationsBy: { asks: { userId: string }; answer: Invitation[] }
  handover: { asks: { id: string }; answer: Handover | null }
  /** Handovers and switches from or to this user (or of them) that are asked, waiting or need a look. */
  openHandoversOf: { asks: { userId: string }; answer: Handover[] }
  /** Finished handovers after which this user's personal data are to be erased (HAND-11). */
  plannedErasings: { asks: { userId: string }; answer: ItemHandover[] }
  /** Where this user's personal values stand beside their own row. The server's knowledge alone. */
  traces: { asks: { userId: string }; answer: Traces }
  /** Exact counts of what lies in these portfolios, bin excluded. The server's knowledge alone. */
  itemCounts: { asks: { portfolioIds: string[] }; answer: ItemCount[] }
  /** A record of a folder as it is now, by whatever way it came. The server's knowledge alone. */
  record: { asks: { folderId: string; recordId: string }; answer: RecordNow | null }
  /** Items that left these portfolios one by one since a moment (ISO), at most 500. The server's knowledge alone. */
  reassignedSince: {
    asks: { portfolioIds: string[]; since: string }
    answer: { recordId: string; folderId: string; title: string; portfolioId: string }[]
  }
  /**
   * Whose photo the server keeps under this id; null: nobody's. `isNew`: the id was just made, so a device that sees nobody with it
   * may say so.
   */
  photo: { asks: { id: string; isNew: boolean }; answer: { userId: string } | null }
  /** The user in this organization in whom this account sits, whatever their state. The server's knowledge alone. */
  userOfAccount: { asks: { accountId: string }; answer: User | null }
  /** What is decided or asked about how this user signs in; null: nothing. */
  signIn: { asks: { userId: string }; answer: SignIn | null }
  /** Open claims of new Google accounts whose address is at this domain (INV-11). */
  claimsAt: { asks: { domain: string }; answer: SignIn[] }
  /** The user in whom the Google account of this claim sits here already. The server's knowledge alone. */
  userOfClaim: { asks: { claimId: string }; answer: User | null }
  request: { asks: { id: string }; answer: Request | null }
  /** What this user asked for, or was asked for, whatever became of it (ROLE-15). */
  requestsOf: { asks: { userId: string }; answer: Request[] }
  /** Active people with a role, and the Owners and Managers of these workspaces. The server's knowledge alone. */
  answerers: { asks: { workspaceIds: string[] }; answer: string[] }
  /** The account that sits in this user now. The server's knowledge alone. */
  accountOfUser: { asks: { userId: string }; answer: string | null }
}

/** What erasing somebody must find (LIFE-6). */
export interface Traces {
  /** Every name, address and telephone number that is kept of them, former ones too. */
  values: string[]
  invitations: Invitation[]
  /** Changes of their address, and those whose reasons name them. */
  handovers: Handover[]
  /** Requests of theirs, and about them. */
  requests: Request[]
  /** Whose label names them. */
  portfolios: Portfolio[]
  /** With whom they were made one (HAND-21), and who has an address of theirs among the former ones since. */
  madeOne: User[]
  /** How many people of the organization were erased before. */
  erasedBefore: number
}

export type QuestionKind = keyof Questions
export type Question = { [K in QuestionKind]: { kind: K } & Questions[K]['asks'] }[QuestionKind]
export type AnswerTo<K extends QuestionKind> = Questions[K]['answer']

/** A computation that asks the directory; `yield*` it inside another one, or run it with `answerAll`. */
export type Asking<T> = Generator<Question, T, unknown>

/** Asks one question: `const user = yield* ask('user', { id })`. */
export function* ask<K extends QuestionKind>(kind: K, asks: Questions[K]['asks']): Asking<AnswerTo<K>> {
  return (yield { kind, ...asks } as Question) as AnswerTo<K>
}

/** Said by a device that does not know; nothing else in the domain uses it. */
export const UNKNOWN: unique symbol = Symbol('unknown')

/** Runs a computation on a device. `answer` returns UNKNOWN for what the device does not see; then so does this. */
export function runWithWhatIsKnown<T>(
  asking: Asking<T>,
  answer: (question: Question) => unknown,
): T | typeof UNKNOWN {
  let step = asking.next()
  while (!step.done) {
    const known = answer(step.value)
    if (known === UNKNOWN) return UNKNOWN
    step = asking.next(known)
  }
  return step.value
}

/** Runs a computation on the server, where every question has an answer. */
export async function runWithStore<T>(
  asking: Asking<T>,
  answer: (question: Question) => Promise<unknown>,
): Promise<T> {
  let step = asking.next()
  while (!step.done) step = asking.next(await answer(step.value))
  return step.value
}
