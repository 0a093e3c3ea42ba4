import { z } from 'zod'
import { idSchema } from './id.ts'
import { levelSchema, restrictionSchema } from './membership.ts'

export const ROLES = ['admin', 'billing-admin', 'user-admin', 'member'] as const
export const roleSchema = z.enum(ROLES)
/** What somebody is in the organization (ROLE-1). Compared only in `policy/`. */
export type Role = z.infer<typeof roleSchema>

export const USER_STATES = ['pending', 'active', 'blocked', 'deactivated', 'erased'] as const
/** LIFE-1: pending → active ⇄ blocked → deactivated → erased. A revoked invitation deletes the pending user. */
export type UserState = (typeof USER_STATES)[number]

export const personNameSchema = z.string().trim().min(1).max(120)

export const MUTABLE_MAILS = ['handover-received', 'switch-asked', 'request-made'] as const
export const mutableMailSchema = z.enum(MUTABLE_MAILS)
/** Mails that somebody may do without; those about one's own access come always (USR-7). */
export type MutableMail = z.infer<typeof mutableMailSchema>

/** What of a profile is empty at first. */
export const EMPTY_PROFILE = {
  formerNames: [],
  userName: null,
  number: null,
  position: null,
  phone: null,
  postalAddress: null,
  currency: null,
  photo: null,
  muted: [],
  putOut: [],
  shared: false,
} satisfies Partial<User>

/** A person in an organization. The account that sits in it is the server's knowledge alone and in no document. */
export const userSchema = z.strictObject({
  id: idSchema('user'),
  name: z.string().max(120),
  /** Names before, as typed, oldest first, for searching. */
  formerNames: z.array(z.string().max(120)),
  userName: z.string().max(60).nullable(),
  /** Personnel number or the like; imports match owners by it. */
  number: z.string().max(40).nullable(),
  position: z.string().max(120).nullable(),
  phone: z.string().max(40).nullable(),
  postalAddress: z.string().max(300).nullable(),
  /** ISO 4217. */
  currency: z.string().max(3).nullable(),
  photo: idSchema('photo').nullable(),
  /** Mails they do not want. */
  muted: z.array(mutableMailSchema),
  /** Workspaces they were put out of, and as what, for 30 days (LIFE-8). */
  putOut: z.array(
    z.strictObject({
      workspaceId: idSchema('workspace'),
      level: levelSchema,
      restrictions: z.array(restrictionSchema),
      at: z.iso.datetime(),
    }),
  ),
  /** Several people use it, as with info@: never an Admin (USR-9). Absent in documents from before. */
  shared: z.boolean(),
  /** As typed; matched by `emailKey` (INV-8). */
  email: z.string().max(254),
  emailKey: z.string().max(254),
  /** Addresses the user had before a switch, as typed, oldest first: "formerly" (HAND-2). */
  formerly: z.array(z.string().max(254)),
  role: roleSchema,
  state: z.enum(USER_STATES),
  createdAt: z.iso.datetime(),
  joinedAt: z.iso.datetime().nullable(),
  leftAt: z.iso.datetime().nullable(),
  lastActiveAt: z.iso.datetime().nullable(),
})
export type User = z.infer<typeof userSchema>

/** What stands in place of an address that was erased. */
export const ERASED_ADDRESS = '(erased)'

/** What is left of a user whose personal data were erased: that there was one, and from when to when (LIFE-6). */
export const erasedUser = ({ id, createdAt, joinedAt, leftAt }: User, number: number): User => ({
  ...EMPTY_PROFILE,
  id,
  name: `(deleted user) ${number}`,
  email: '',
  emailKey: '',
  formerly: [],
  role: 'member',
  state: 'erased',
  createdAt,
  joinedAt,
  leftAt,
  lastActiveAt: null,
})
