import { z } from 'zod'
import { judgeCreation } from '../content/judge.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import { idSchema } from '../model/id.ts'
import { createdRecordSchema } from '../model/record.ts'

/**
 * The second door to content: a record (or task, which is one) by command, for who has no copy of the folder to write into
 * (ROLE-10), and for what waited on a device whose user has left (LIFE-10). Judged like an edit that arrives at the guard.
 */
export const recordCreate = defineCommand({
  type: 'record.create',
  args: z.strictObject({
    folderId: idSchema('folder'),
    recordId: idSchema('record'),
    record: createdRecordSchema,
  }),
  *decide({ folderId, recordId, record }, { actor }) {
    const folder = yield* ask('folder', { id: folderId })
    if (!folder) return refuse('no-folder', 'This folder is gone.')
    const portfolio = yield* ask('portfolio', { id: record.portfolio })
    const portfolios = new Map(portfolio ? [[record.portfolio, portfolio]] : [])
    const verdict = judgeCreation(record, { actor, folder, portfolios })
    if (!('keep' in verdict)) return verdict
    const [lost] = verdict.without ?? []
    if (lost) return lost.reason
    // A record is written once: one that is there came from the same device, by the other door.
    if (yield* ask('record', { folderId, recordId })) return accept([])
    return accept([{ effect: 'write-record', folderId, recordId, create: record }])
  },
  words: ({ folderId, record }, nameOf) => `Create “${record.title}” in ${nameOf(folderId)}`,
})
