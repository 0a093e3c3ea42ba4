import { z } from 'zod'
import { idSchema } from './id.ts'
import { levelSchema, restrictionSchema } from './membership.ts'
import { roleSchema } from './user.ts'

/** HAND-12, HAND-22: undone within 30 days. */
export const UNDO_DAYS = 30

/** ROLE-9: how long the account owner may object to what another Admin does about them. */
export const OWNER_HOURS = 72

/** How many items of one folder a portfolio holds. `open` are those whose stage is neither won nor lost (REC-1). */
export const itemCountSchema = z.strictObject({
  workspaceId: idSchema('workspace'),
  folderId: idSchema('folder'),
  kind: z.enum(['records', 'tasks']),
  open: z.int().min(0),
  all: z.int().min(0),
})
export type ItemCount = z.infer<typeof itemCountSchema>

export const afterwardsSchema = z.enum(['stay', 'block', 'deactivate'])
/** What becomes of the person whose items were handed over (HAND-11). */
export type Afterwards = z.infer<typeof afterwardsSchema>

/** What was shown before it ran, and is compared when it runs (HAND-6). */
export const planSchema = z.strictObject({
  /** Null: from what nobody looks after. */
  from: idSchema('user').nullable(),
  to: idSchema('user'),
  moves: z
    .array(
      z.strictObject({ portfolioId: idSchema('portfolio'), expectedHolder: idSchema('user').nullable() }),
    )
    .max(2_000),
  /** The counts that were on the screen; null when the device could not know them. */
  shown: z.array(itemCountSchema).max(5_000).nullable(),
  afterwards: afterwardsSchema,
  /** With `deactivate`: erase the source's personal data when it can't be undone any more (HAND-11). */
  erase: z.literal(true).optional(),
  /** A new home for a source that stays, one in each workspace whose home moves. */
  newHomes: z
    .array(z.strictObject({ workspaceId: idSchema('workspace'), portfolioId: idSchema('portfolio') }))
    .max(500),
  /** Workspaces the receiver is put into first (HAND-24). */
  access: z
    .array(
      z.strictObject({
        workspaceId: idSchema('workspace'),
        level: levelSchema,
        portfolioId: idSchema('portfolio'),
      }),
    )
    .max(500),
  /**
   * Workspaces whose items nobody looks after from then on, because the receiver lacks a level there and gets none (HAND-24).
   * Plans from before this could be chosen have no such list.
   */
  unassigned: z.array(idSchema('workspace')).max(500).optional(),
})
export type Plan = z.infer<typeof planSchema>

export const reasonSchema = z.strictObject({ code: z.string(), message: z.string() })

/** The outcome (HAND-16): what moved, what differed from the preview, what was left and why. */
export const reportSchema = z.strictObject({
  moved: z.array(itemCountSchema),
  /** What nobody looks after since, because the plan left it unassigned (HAND-24). */
  unassigned: z.array(itemCountSchema).optional(),
  /** Folders whose count differs from what the preview showed. */
  differences: z.array(z.strictObject({ folderId: idSchema('folder'), shown: z.int(), moved: z.int() })),
  /** After undo: items that were given to somebody else meanwhile and stay there. */
  stayed: z.array(
    z.strictObject({
      recordId: z.string(),
      folderId: idSchema('folder'),
      title: z.string(),
      portfolioId: z.string(),
    }),
  ),
})

/** What was planned about the source's personal data, and what came of it (HAND-11). */
const erasingSchema = z.strictObject({
  /** refused: the day came, and something stood against it. */
  state: z.enum(['planned', 'called-off', 'done', 'refused']),
  /** When undo ends. */
  at: z.iso.datetime(),
  /** Who planned it, and must still be allowed on that day. */
  by: idSchema('user'),
  /** Why it was refused. */
  reason: z.string().nullable(),
})
export type Erasing = z.infer<typeof erasingSchema>

export const HANDOVER_STATES = ['asked', 'waiting', 'needs-look', 'done', 'undone', 'called-off'] as const

const common = {
  id: idSchema('handover'),
  /** asked: needs an Admin's yes · waiting: for the acceptance, or for its date · needs-look: something changed since the preview. */
  state: z.enum(HANDOVER_STATES),
  startedBy: idSchema('user'),
  startedAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
  endedBy: idSchema('user').nullable(),
  /** Why it waits, or why it did not run. */
  reasons: z.array(reasonSchema),
}

const standingAtSchema = z.strictObject({ level: levelSchema, restrictions: z.array(restrictionSchema) })

/** A workspace in which the user who stays got more than they had; null: they were not in it. */
export const mergedMembershipSchema = z.strictObject({
  workspaceId: idSchema('workspace'),
  before: standingAtSchema.nullable(),
  after: standingAtSchema,
})
export type MergedMembership = z.infer<typeof mergedMembershipSchema>

/** Two users of one person became one (HAND-21): what `to` got beside the items, so that undo takes it back. */
export const mergeSchema = z.strictObject({
  role: roleSchema,
  roleBefore: roleSchema,
  memberships: z.array(mergedMembershipSchema),
})
export type Merge = z.infer<typeof mergeSchema>

/** Another person takes over (HAND-1). */
export const itemHandoverSchema = z.strictObject({
  ...common,
  kind: z.literal('handover'),
  plan: planSchema,
  report: reportSchema.nullable(),
  /** The source's state before, so that undo brings it back. */
  stateBefore: z.enum(['active', 'blocked', 'deactivated']).nullable(),
  erasing: erasingSchema.optional(),
  /** Same person, two users: everything went to the other. */
  merge: mergeSchema.optional(),
  /** In documents and on devices of those who see only some of its workspaces: what concerns the others is left out. */
  partial: z.literal(true).optional(),
})

/** Same person, new address (HAND-2). */
export const switchSchema = z.strictObject({
  ...common,
  kind: z.literal('switch'),
  userId: idSchema('user'),
  oldEmail: z.string(),
  newEmail: z.string(),
  /** A new name that comes with the new address (USR-11), and the one before, for undo. */
  newName: z.string().optional(),
  oldName: z.string().optional(),
  invitationId: idSchema('invitation').nullable(),
  /** Who said yes to a switch that somebody asked for themself (HAND-18). */
  approvedBy: idSchema('user').nullable(),
  /** One of many that were started together (HAND-20). */
  batchId: idSchema('batch').optional(),
  /** The new address is invited at this moment; until then the change waits without an invitation. */
  startAt: z.iso.datetime().optional(),
  /** The account in the person got the new address itself (renamed at Google): nobody else's sits there now. */
  sameAccount: z.literal(true).optional(),
  /** Before this moment it can't be accepted: the account owner may object until then (HAND-19). Absent: at once. */
  notBefore: z.iso.datetime().optional(),
  /** Everything that stays with the person, counted when it was done. */
  kept: z.array(itemCountSchema),
})

export const handoverSchema = z.discriminatedUnion('kind', [itemHandoverSchema, switchSchema])
export type Handover = z.infer<typeof handoverSchema>
export type ItemHandover = z.infer<typeof itemHandoverSchema>
export type Switch = z.infer<typeof switchSchema>

/** A change of address that waits for its date, and of which the new address knows nothing yet. */
export const isPlannedSwitch = (handover: Handover): handover is Switch & { startAt: string } =>
  handover.kind === 'switch' &&
  handover.state === 'waiting' &&
  handover.startAt !== undefined &&
  handover.invitationId === null
