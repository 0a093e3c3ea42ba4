import type { RecordToCreate } from '../../shared/domain/import/plan-rows.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { ownerChoiceKey } from './owner-choice-key.ts'
import type { OwnerPlan } from './owner-plan.ts'

/** So many are written between two looks at whether to stop. */
const PIECE = 200

export interface ImportRun {
  folderId: string
  /** The folder to open or to change first; null when it is as it should be. */
  folderCommand: { type: string; args: unknown } | null
  owners: OwnerPlan
  records: readonly RecordToCreate[]
}

export type ImportOutcome =
  | { status: 'done' | 'stopped'; created: number; already: number }
  /** Something that has to come first was refused; no record was created. */
  | { status: 'refused'; message: string }

/**
 * Sends what the records need, then creates them. Works without a network: all of it waits on this device, in this order.
 * `shouldStop` is asked between pieces; what was created until then stays.
 */
export async function runImport(
  replica: Replica,
  { folderId, folderCommand, owners, records }: ImportRun,
  onProgress: (done: number, of: number) => void,
  shouldStop: () => boolean,
): Promise<ImportOutcome> {
  for (const { type, args } of [...(folderCommand ? [folderCommand] : []), ...owners.commands]) {
    const { decision } = await replica.dispatch(type, args)
    if (decision.status === 'refused') return { status: 'refused', message: decision.message }
  }
  let created = 0
  let already = 0
  onProgress(0, records.length)
  for (let at = 0; at < records.length; at += PIECE) {
    if (shouldStop()) return { status: 'stopped', created, already }
    const piece = records.slice(at, at + PIECE).map(({ recordId, title, values, owner }) => ({
      id: recordId,
      title,
      values,
      portfolio: owners.portfolioOf.get(ownerChoiceKey(owner)) ?? '',
    }))
    const result = await replica.content.createMany(folderId, piece, (done) =>
      onProgress(at + done, records.length),
    )
    created += result.created
    already += result.already
    onProgress(at + piece.length, records.length)
  }
  return { status: 'done', created, already }
}
