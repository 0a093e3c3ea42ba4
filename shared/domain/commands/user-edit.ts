import { z } from 'zod'
import { standingOf } from '../decide/actor.ts'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { idSchema } from '../model/id.ts'
import { named, profileSchema } from '../model/profile.ts'
import { personNameSchema } from '../model/user.ts'
import { can } from '../policy/can.ts'
import { userNameTaken } from '../policy/user-names.ts'

/** Changes a person's profile (USR-3): what is left out stays, null empties. Everybody may change their own name, Admins all of it. */
export const userEdit = defineCommand({
  type: 'user.edit',
  args: z.strictObject({
    userId: idSchema('user'),
    changes: z
      .strictObject({ name: personNameSchema, ...profileSchema.shape })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, { message: 'nothing to change' }),
  }),
  *decide({ userId, changes }, { actor }) {
    const user = yield* standingOf(userId)
    if (!user || user.user.state === 'erased') return refuse('no-user', 'This person is not here any more.')
    const { name, ...profile } = changes
    const onlyName = Object.keys(profile).length === 0
    const refusal =
      (onlyName ? can(actor, 'edit own name', { user }) : NEEDS_MORE) &&
      can(actor, 'edit a profile', { user })
    if (refusal) return refusal
    const taken = yield* userNameTaken(actor, profile.userName, user.user.id)
    if (taken) return taken
    return accept([put('user', { ...named(user.user, name), ...profile })])
  },
  words({ userId, changes }, nameOf) {
    const { name, ...profile } = changes
    if (Object.keys(profile).length === 0) return `Rename ${nameOf(userId)} to ${name ?? ''}`
    return `Change ${listOf(Object.keys(changes))} of ${nameOf(userId)}`
  },
})

/** One's own profile beyond the name is an Admin's to change, too. */
const NEEDS_MORE = refuse('not-allowed', '')

const FIELD_WORDS: Record<string, string> = {
  name: 'the name',
  userName: 'the user name',
  number: 'the number',
  position: 'the position',
  phone: 'the phone number',
  postalAddress: 'the postal address',
  currency: 'the currency',
}

function listOf(fields: string[]): string {
  const words = fields.map((field) => FIELD_WORDS[field] ?? field)
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? 'nothing')
}
