import { z } from 'zod'
import { put } from '../decide/change.ts'
import { defineCommand } from '../decide/command.ts'
import { accept } from '../decide/decision.ts'
import { mutableMailSchema } from '../model/user.ts'

/** Says which mails one does without (USR-7): one's own alone, so nobody is asked and nobody is named. */
export const userSetMails = defineCommand({
  type: 'user.set-mails',
  args: z.strictObject({ muted: z.array(mutableMailSchema).max(10) }),
  *decide({ muted }, { actor }) {
    return accept([put('user', { ...actor.user, muted: [...new Set(muted)] })])
  },
  words: () => 'Choose which mails to get',
})
