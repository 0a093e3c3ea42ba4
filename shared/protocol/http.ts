import { z } from 'zod'
import { commandSchema } from '../domain/decide/command.ts'
import { employeePlaceSchema } from '../domain/employees/employee-place.ts'
import type { UsedAddress } from '../domain/handover/address-uses.ts'
import { emailSchema } from '../domain/model/email.ts'
import type { ItemCount } from '../domain/model/handover.ts'
import { idSchema } from '../domain/model/id.ts'
import { organizationSchema } from '../domain/model/organization.ts'
import { LIMITS } from './limits.ts'

/** Bodies of the HTTP API, one schema a request; answers are the types beside them. Every write is POST with JSON. */

/** GET /api/health: open to all. */
export interface HealthAnswer {
  status: 'ok'
  version: number
  /** There is no mail server: mails are on the server's outbox page. */
  outbox: boolean
  /** Name of the OpenID provider people may sign in at ("Google"); null: by mailed codes alone. */
  openId: string | null
}

/** POST /api/codes: mails an 8-digit code. Answer: `{ codeId }`, and for the web a cookie that binds it to the browser. */
export const codeRequest = z.strictObject({ email: emailSchema, device: z.boolean().optional() })
export interface CodeAnswer {
  codeId: string
  /** Extensions keep it and send it back, where browsers have the cookie. */
  binding?: string
}

/** POST /api/sessions: trades the code for a session (web: cookie; extension: `token`). */
export const sessionRequest = z.strictObject({
  codeId: z.string().max(100),
  code: z.string().regex(/^\d{8}$/),
  device: z.boolean().optional(),
  binding: z.string().max(100).optional(),
})
export interface SessionAnswer {
  accountId: string
  token?: string
}

/** GET /api/sessions: where the account is signed in (USR-7). POST /api/sessions/end `{ sessionId }` signs out there. */
export interface DevicesAnswer {
  sessions: {
    id: string
    kind: 'web' | 'extension'
    /** "Chrome on Linux" */
    label: string
    /** ISO. */
    createdAt: string
    lastSeenAt: string
    current: boolean
  }[]
}

/** POST /api/sign-ins: when people last signed in, of those of whom the asker may know it (USR-2). ISO. */
export const signInsRequest = z.strictObject({ organizationId: idSchema('organization') })
export interface SignInsAnswer {
  /** `atProvider`: with a Google account, whose own address may change (INV-11). */
  signIns: { userId: string; at: string; atProvider: boolean }[]
}

/** POST /api/deeds: what somebody took along, deleted or changed in masses in the last 30 days, for who may block them (LIFE-9). */
export const deedsRequest = z.strictObject({
  organizationId: idSchema('organization'),
  userId: idSchema('user'),
})
export interface DeedsAnswer {
  /** Newest first. */
  exports: { id: string; at: string; words: string }[]
  /** Newest first: many records, one field, one folder, about the same minute. */
  changes: MassChange[]
  /** There was more than is told here. */
  more: boolean
}
export interface MassChange {
  at: string
  folderId: string
  /** `deleted` is going to the bin. */
  field: string
  /** Those that nobody else has changed since; only these can be put back. */
  records: { recordId: string; before: unknown }[]
  /** How many somebody else has changed since. */
  changedSince: number
}

/** GET /api/me: the account, and where it belongs. 401 without a session. */
export interface MeAnswer {
  account: { id: string; email: string; emails: string[]; name: string }
  organizations: {
    organizationId: string
    userId: string
    name: string
    state: 'active' | 'blocked' | 'deactivated'
    /** Of somebody whose two users became one (HAND-21): the address to sign in with from now on. */
    nowAs?: string
  }[]
  /**
   * Organizations that the account's person owns, as one of its addresses tells, and somebody takes over (ROLE-9), or gives
   * them `newEmail` as address, or of which an Admin may say by then that another Google account is theirs. ISO.
   */
  ownerClaims?: {
    organizationId: string
    name: string
    by: string
    at: string
    newEmail?: string
    newAccount?: true
  }[]
  /** Open invitations for the account's verified addresses, and those it may start with. */
  invitations: InvitationView[]
}

/**
 * POST /api/organizations/object: the account owner is not gone (ROLE-9); with any address they have or had there. It ends
 * all that is said in `ownerClaims` of the organization.
 */
export const objectRequest = z.strictObject({
  organizationId: idSchema('organization'),
  commandId: idSchema('command'),
})

/** What an invited person may know before accepting (INV-4). */
export interface InvitationView {
  id: string
  purpose: 'join' | 'switch'
  organizationName: string
  invitedByName: string
  invitedByEmail: string
  email: string
  role: string
  workspaceNames: string[]
  expiresAt: string
}

/** POST /api/organizations: founds an organization; the account becomes its Admin and account owner. */
export const foundRequest = z.strictObject({
  commandId: idSchema('command'),
  organizationId: idSchema('organization'),
  userId: idSchema('user'),
  userName: z.string().trim().min(1).max(120),
  name: z.string().trim().min(1).max(120),
  timeZone: organizationSchema.shape.timeZone,
  currency: organizationSchema.shape.currency,
  workspaceId: idSchema('workspace'),
  workspaceName: z.string().trim().min(1).max(120),
  tasksFolderId: idSchema('folder'),
  portfolioId: idSchema('portfolio'),
  /** To keep an Employee record for each user from the start (USR-5). */
  employees: employeePlaceSchema.optional(),
})

/** POST /api/demo: founds a demo organization with the account as a second Admin. Answer: `{ organizationId, userId }`. */
export const demoRequest = z.strictObject({})

/** POST /api/invitations/look and /accept. `token` from the link's fragment shows the invitation to whoever has the link;
 *  accepting needs a signed-in account with the invited address, with or without the token (INV-2, MAIL-4). */
export const lookRequest = z.strictObject({
  id: idSchema('invitation'),
  token: z.string().max(100).optional(),
})
export const acceptRequest = z.strictObject({
  id: idSchema('invitation'),
  commandId: idSchema('command'),
  name: z.string().trim().max(120).optional(),
})

/** POST /api/commands: decided one after the other, in order. */
export const commandsRequest = z.strictObject({
  organizationId: idSchema('organization'),
  commands: z.array(commandSchema).min(1).max(LIMITS.batch),
})
export type CommandAnswer =
  | { id: string; status: 'accepted'; aliases?: Record<string, string> }
  | { id: string; status: 'refused'; code: string; message: string }
export interface CommandsAnswer {
  answers: CommandAnswer[]
}

/** POST /api/notices/confirm: one's own notices were read and are not delivered again (SYNC-3). */
export const confirmNoticesRequest = z.strictObject({
  organizationId: idSchema('organization'),
  ids: z.array(idSchema('notice')).min(1).max(200),
})

/** POST /api/tickets: one use, 30 seconds, for the socket's subprotocol. */
export const ticketRequest = z.strictObject({ organizationId: idSchema('organization') })
export interface TicketAnswer {
  ticket: string
}

/** POST /api/handovers/preview: exact counts of the plan's portfolios, from the server's running counts (DESIGN §2.6). */
export const previewRequest = z.strictObject({
  organizationId: idSchema('organization'),
  portfolioIds: z.array(idSchema('portfolio')).max(2_000),
})

export interface PreviewAnswer {
  counts: (ItemCount & { portfolioId: string })[]
  /** Devices of the people who hold them, and when each last synchronised (LIFE-10). ISO. */
  devices: { userId: string; kind: 'web' | 'extension'; label: string; lastSeenAt: string }[]
}

/** GET /api/address-uses: what still uses a person's former addresses (HAND-23). */
export const addressUsesRequest = z.strictObject({
  organizationId: idSchema('organization'),
  userId: idSchema('user'),
})
export interface FormerAddress extends UsedAddress {
  email: string
  /** The folders of those records that the asker may see. */
  folders: { workspaceId: string; folderId: string; count: number }[]
  /** Another user whose address it is now. */
  nowOf: string | null
  quietDays: number
  safeToDelete: boolean
}
export interface AddressUsesAnswer {
  /** The latest first. */
  addresses: FormerAddress[]
}

/** POST /api/address-uses/seen: a former address is among the people of a conversation in Gmail. Only that, and once a day. */
export const addressSeenRequest = z.strictObject({
  organizationId: idSchema('organization'),
  email: z.string().max(254),
})

/**
 * GET /api/history?organizationId&before&user&handover&record&from&until&kinds&limit: newest first, 50 a page or up to 500,
 * of what the asker may see (AUD-1). Moments are ISO, kinds are separated by commas.
 */
export interface HistoryEntry {
  id: string
  at: string
  actorUserId: string | null
  actorName: string
  /** A command's type, or `record.edit`. */
  action: string
  /** The change in words. */
  words: string
  cause: string | null
  subjects: string[]
  before: unknown
  after: unknown
}
export interface HistoryAnswer {
  entries: HistoryEntry[]
  /** Pass as `before` for the next page; null at the end. */
  next: string | null
}

/** Every refusal over HTTP has this body, with a fitting status (400, 401, 403, 404, 409, 413, 426, 429). */
export interface RefusalAnswer {
  status: 'refused'
  code: string
  message: string
}
