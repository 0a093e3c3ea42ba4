import { z } from 'zod'
import { type Change, put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { DELETION_DAYS } from '../model/organization.ts'
import { daysAfter } from '../model/time.ts'
import { can } from '../policy/can.ts'

/** Has the organization deleted in 14 days, unless an Admin stops it; all Admins are told (BILL-4, ROLE-8). */
export const organizationDelete = defineCommand({
  type: 'organization.delete',
  /** Its name, typed, so that nobody does it by a slip of the hand. */
  args: z.strictObject({ name: z.string().max(200) }),
  *decide({ name }, { actor, now }) {
    const refusal = can(actor, 'change organization settings')
    if (refusal) return refusal
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    if (organization.deletion)
      return refuse(
        'deletion-waits',
        'The organization is going to be deleted already. An Admin can stop that.',
      )
    if (name.trim() !== organization.name)
      return refuse('confirm-name', `Type the organization’s name, ${organization.name}, to have it deleted.`)
    const deletion = { askedBy: actor.user.id, at: daysAfter(now, DELETION_DAYS) }
    const admins = yield* ask('activeAdmins', {})
    return accept([
      put('organization', { ...organization, deletion }),
      ...admins.map((userId): Change => ({ effect: 'mail', mail: 'deletion-asked', userId })),
    ])
  },
  words: ({ name }) => `Delete ${name} in ${DELETION_DAYS} days`,
})
