import { z } from 'zod'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { can } from '../policy/can.ts'

/** Stops the deletion of the organization; any Admin may, and all are told (BILL-4). */
export const organizationKeep = defineCommand({
  type: 'organization.keep',
  args: z.strictObject({}),
  *decide(_args, { actor }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization?.deletion) return refuse('not-waiting', 'The organization is not going to be deleted.')
    const admins = yield* ask('activeAdmins', {})
    return accept([
      put('organization', { ...organization, deletion: null }),
      ...admins.map((userId): Change => ({ effect: 'mail', mail: 'deletion-stopped', userId })),
    ])
  },
  words: () => 'Stop the deletion of the organization',
})
