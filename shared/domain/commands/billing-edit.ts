import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { organizationSchema } from '../model/organization.ts'
import { can } from '../policy/can.ts'

/** Changes what a seat costs from today on, and who gets the invoices (BILL-2). Days that are over keep their price. */
export const billingEdit = defineCommand({
  type: 'billing.edit',
  args: organizationSchema.pick({ seatPrice: true, billingName: true, billingEmail: true }).partial(),
  *decide(args, { actor }) {
    const refusal = can(actor, 'manage billing')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    return accept([put('organization', { ...organization, ...args })])
  },
  words: ({ seatPrice }) =>
    seatPrice === undefined ? 'Change who gets the invoices' : 'Change the price of a seat',
})
