import type * as Y from 'yjs'
import type { DemoData, DemoRecord } from '../../shared/domain/demo/demo-data.ts'
import { type CreatedRecord, createdRecordSchema } from '../../shared/domain/model/record.ts'
import { newId } from '../new-id.ts'
import type { Outcome, Tx } from '../store/store.ts'
import type { Published } from '../decide/ports.ts'
import type { DemoDirectory } from './demo-directory.ts'

/** The server's own door to content documents (`content/documents.ts`). */
export interface ContentDocuments {
  writeContent(
    tx: Tx,
    organizationId: string,
    folderId: string,
    shard: number,
    change: (records: Y.Map<unknown>, edits: Y.Map<unknown>) => void,
    userId?: string | null,
  ): Promise<Published>
}

/** Writes the demo's records and tasks, a folder at a time. */
export async function writeDemoContent(
  at: { tx: Tx; outcome: Outcome; documents: ContentDocuments },
  data: DemoData,
  { organizationId, workspaces }: DemoDirectory,
): Promise<void> {
  for (const [index, workspace] of data.workspaces.entries()) {
    const ids = workspaces[index]
    if (!ids) throw new Error('a workspace of the demo has no ids')
    const portfolioOf = (item: DemoRecord) =>
      (item.ownerIndex === null ? undefined : ids.homes.get(item.ownerIndex)) ?? ids.unassigned
    for (const [folderIndex, folder] of workspace.folders.entries())
      await write(
        ids.folderIds[folderIndex],
        folder.records.map((record) => created(record, portfolioOf(record), record.values)),
      )
    await write(
      ids.tasksFolderId,
      workspace.tasks.map((task) => {
        const about = workspace.folders[task.about.folder]?.records[task.about.record]?.title ?? null
        return created(task, portfolioOf(task), { ...task.values, about })
      }),
    )
  }

  async function write(folderId: string | undefined, items: CreatedRecord[]) {
    if (!folderId) throw new Error('a folder of the demo has no id')
    const published = await at.documents.writeContent(at.tx, organizationId, folderId, 0, (records) => {
      for (const item of items) records.set(newId('record'), item)
    })
    at.outcome.onCommit(() => published.publish())
    at.outcome.onRollback(() => published.discard())
  }
}

const created = (item: DemoRecord, portfolio: string, values: CreatedRecord['values']): CreatedRecord =>
  createdRecordSchema.parse({
    title: item.title,
    portfolio,
    createdAt: `${item.createdOn}T09:00:00.000Z`,
    values,
  })
