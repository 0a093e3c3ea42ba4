import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { organizationSchema } from '../model/organization.ts'
import { can } from '../policy/can.ts'

/** Changes what an organization is called, where it is, its time zone and currency, and whether Owners add people (ROLE-13). */
export const organizationEdit = defineCommand({
  type: 'organization.edit',
  args: organizationSchema
    .pick({ name: true, address: true, timeZone: true, currency: true, ownersAddSeats: true })
    .partial(),
  *decide(args, { actor }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    return accept([put('organization', { ...organization, ...args })])
  },
  words: ({ name }) =>
    name === undefined ? 'Change the organization’s settings' : `Call the organization ${name}`,
})
