import { z } from 'zod'
import { commandSchema } from '../domain/decide/command.ts'
import { idSchema } from '../domain/model/id.ts'
import type { RecordNow } from '../domain/model/record.ts'

/** What a device may give at once, and of one user in all. Bytes of JSON. */
export const QUARANTINE = { atOnce: 200, changes: 5_000, bytes: 8 * 1024 * 1024 } as const

/** Why giving was refused: the user was restored meanwhile, and the copy is to be kept. */
export const STILL_ACTIVE = 'still-active'

/**
 * POST /api/quarantine/give: a device whose user's access has ended gives what it had not sent (LIFE-10). Ids are the
 * device's, so that what is given twice is there once. All else in the organization stays closed to it.
 */
export const giveRequest = z.strictObject({
  organizationId: idSchema('organization'),
  userId: idSchema('user'),
  changes: z
    .array(z.strictObject({ ...commandSchema.shape, madeAt: z.iso.datetime() }))
    .min(1)
    .max(QUARANTINE.atOnce),
})
export type GivenChange = z.infer<typeof giveRequest>['changes'][number]

/** GET /api/quarantine?organizationId&userId: what waits for an Admin, in the order in which it was made. */
export const quarantineRequest = z.strictObject({
  organizationId: idSchema('organization'),
  userId: idSchema('user'),
})
export interface QuarantinedChange {
  id: string
  /** ISO. */
  madeAt: string
  device: string
  /** When it goes by itself. ISO. */
  until: string
  type: string
  args: unknown
  /** The record that it changes, as it is now; null where it changes none, or there is none. */
  record: RecordNow | null
}
export interface QuarantineAnswer {
  changes: QuarantinedChange[]
  /** Of these, how many there are in all. */
  all: number
}

/**
 * POST /api/quarantine/decide: these are carried out in the asker's name, in their order, or discarded; `keep` takes the
 * discarding back.
 */
export const decideQuarantineRequest = z.strictObject({
  organizationId: idSchema('organization'),
  ids: z.array(idSchema('command')).min(1).max(QUARANTINE.atOnce),
  decision: z.enum(['accept', 'discard', 'keep']),
})
export interface DecideQuarantineAnswer {
  /** What could not be carried out, and why: it stays. */
  refused: { id: string; message: string }[]
}
