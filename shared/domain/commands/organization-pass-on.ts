import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { tell, unclaimed } from '../handover/owner-claim.ts'
import { idSchema } from '../model/id.ts'
import { countsAsAdmin } from '../policy/column.ts'

/** The account owner makes another active Admin the account owner (ROLE-9); they stay Admin themselves, and all Admins are told. */
export const organizationPassOn = defineCommand({
  type: 'organization.pass-on',
  args: z.strictObject({ userId: idSchema('user') }),
  *decide({ userId }, { actor }) {
    if (!actor.isAccountOwner) return refuse('not-allowed', 'Only the account owner hands over the account.')
    const user = yield* standingOf(userId)
    if (!user || user.isAccountOwner || !countsAsAdmin(user.user))
      return refuse(
        'not-an-admin',
        'The account goes to another Admin who is active. Give them the role Admin first.',
      )
    const organization = yield* ask('organization', {})
    if (!organization) return refuse('no-organization', 'This organization is gone.')
    return accept([
      // Whoever passes it on is not gone.
      put('organization', { ...unclaimed(organization), ownerUserId: user.user.id }),
      ...(yield* tell('ownership-passed', actor)),
    ])
  },
  words: ({ userId }, nameOf) => `Hand over the account to ${nameOf(userId)}`,
})
