import { z } from 'zod'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { can } from '../policy/can.ts'

/**
 * Says that a file was made on this device of what lies here: so many records of a folder, users, or entries of the history. It
 * changes nothing and stands in the history, where it is looked for when somebody is blocked (LIFE-9).
 */
export const exportNote = defineCommand({
  type: 'export.note',
  args: z.discriminatedUnion('what', [
    z.strictObject({
      what: z.literal('records'),
      folderId: idSchema('folder'),
      count: z.int().min(0).max(10_000_000),
    }),
    z.strictObject({ what: z.enum(['users', 'history']), count: z.int().min(0).max(10_000_000) }),
  ]),
  *decide(args, { actor }) {
    const self = actor.user.id
    if (args.what !== 'records') return accept([], { noted: [self] })
    const folder = yield* ask('folder', { id: args.folderId })
    if (!folder) return refuse('no-folder', 'This folder is gone.')
    const refusal = can(actor, 'export items', { workspaceId: folder.workspaceId })
    return refusal ?? accept([], { noted: [self, folder.id, folder.workspaceId] })
  },
  words: (args, nameOf) =>
    args.what === 'records'
      ? `Save ${counted(args.count, 'record')} of ${nameOf(args.folderId)} to a file`
      : args.what === 'users'
        ? `Save ${counted(args.count, 'user')} to a file`
        : `Save ${counted(args.count, 'entry', 'entries')} of the history to a file`,
})

const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`
