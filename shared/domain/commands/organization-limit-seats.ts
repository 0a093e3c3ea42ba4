import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { organizationSchema } from '../model/organization.ts'
import { can } from '../policy/can.ts'

/** Sets how many seats may be taken at most, or lifts that (BILL-3). Who has a seat keeps it; nobody new gets one above it. */
export const organizationLimitSeats = defineCommand({
  type: 'organization.limit-seats',
  args: z.strictObject({ limit: organizationSchema.shape.seatLimit }),
  *decide({ limit }, { actor }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    return accept([put('organization', { ...organization, seatLimit: limit })])
  },
  words: ({ limit }) => (limit === null ? 'Lift the limit of seats' : `Limit the seats to ${limit}`),
})
