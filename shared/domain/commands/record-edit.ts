import { z } from 'zod'
import { judgeEdit } from '../content/judge.ts'
import type { Standing } from '../decide/actor.ts'
import { defineCommand } from '../decide/command.ts'
import { accept, refuse } from '../decide/decision.ts'
import { ask } from '../decide/question.ts'
import type { Portfolio } from '../model/portfolio.ts'
import { idSchema } from '../model/id.ts'
import { type CreatedRecord, type FieldValue, fieldValueSchema, valueNow } from '../model/record.ts'
import { seesItemsOfOthers, worksIn } from '../policy/reading.ts'

/**
 * The second door (see `record.create`): new values for `title`, `portfolio` (who looks after it), `deleted` (the moment it
 * went to the bin, or null) and the folder's own fields. All of them or none.
 */
export const recordEdit = defineCommand({
  type: 'record.edit',
  args: z.strictObject({
    folderId: idSchema('folder'),
    recordId: idSchema('record'),
    changes: z
      .record(z.string().regex(/^[A-Za-z0-9_-]{1,40}$/), fieldValueSchema)
      .refine((changes) => Object.keys(changes).length > 0, 'nothing to change'),
  }),
  *decide({ folderId, recordId, changes }, { actor }) {
    const folder = yield* ask('folder', { id: folderId })
    if (!folder) return refuse('no-folder', 'This folder is gone.')
    const record = yield* ask('record', { folderId, recordId })
    if (!record && readsAll(actor, folder.workspaceId)) return NO_SUCH_RECORD
    const portfolios = new Map<string, Portfolio>()
    for (const id of [record?.portfolio, changes.portfolio]) {
      const portfolio = typeof id === 'string' ? yield* ask('portfolio', { id }) : null
      if (portfolio) portfolios.set(portfolio.id, portfolio)
    }
    const edits: Record<string, FieldValue> = {}
    for (const [field, value] of Object.entries(changes)) {
      const was = { created: record ?? NOBODYS, portfolio: record?.portfolio ?? '' }
      const verdict = judgeEdit(field, value, was, { actor, folder, portfolios })
      if (!('keep' in verdict)) return verdict
      if (record && valueNow(record, field) !== value) edits[field] = value
    }
    if (!record) return NO_SUCH_RECORD
    if (Object.keys(edits).length === 0) return accept([])
    return accept([{ effect: 'write-record', folderId, recordId, edits }])
  },
  words: ({ folderId, recordId, changes }, nameOf) => {
    const item = `${nameOf(recordId)} in ${nameOf(folderId)}`
    if (typeof changes.deleted === 'string') return `Move ${item} to the bin`
    if (changes.deleted === null) return `Take ${item} out of the bin`
    return typeof changes.portfolio === 'string'
      ? `Give ${item} to ${nameOf(changes.portfolio)}`
      : `Change ${item}`
  },
})

const NO_SUCH_RECORD = refuse('no-such-record', 'There is no such item here any more.')

/**
 * Whoever does not see all items here is told the same of one that is not there as of one that they don't see: imported
 * records have ids made of what is in the file, so others could ask who is among them (ROLE-10).
 */
const readsAll = (actor: Standing, workspaceId: string): boolean =>
  worksIn(actor, workspaceId) && seesItemsOfOthers(actor, workspaceId)
const NOBODYS: CreatedRecord = { title: '', portfolio: '', createdAt: '', values: {} }
