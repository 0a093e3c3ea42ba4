import { z } from 'zod'
import { defineCommand } from '../decide/command.ts'
import { accept } from '../decide/decision.ts'
import { eraseOrRefuse } from '../erase/erase-or-refuse.ts'
import { idSchema } from '../model/id.ts'

/** Erases the personal data of somebody deactivated, for good (LIFE-6). */
export const userErase = defineCommand({
  type: 'user.erase',
  args: z.strictObject({
    userId: idSchema('user'),
    /** What is still theirs becomes unassigned; without this it is asked about again. */
    unassign: z.boolean(),
  }),
  *decide(args, { actor, now }) {
    const changes = yield* eraseOrRefuse(actor, args, now)
    return 'status' in changes ? changes : accept(changes)
  },
  words: ({ userId }, nameOf) => `Erase the personal data of ${nameOf(userId)}`,
})
