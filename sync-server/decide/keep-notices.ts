import { randomUUID } from 'node:crypto'
import { readableNotice } from '../../shared/domain/content/keep-notice.ts'
import { runWithStore } from '../../shared/domain/decide/question.ts'
import { FORGOTTEN, meOf } from '../../shared/domain/documents/document-name.ts'
import { noticeSchema } from '../../shared/domain/model/notice.ts'
import type { Tx } from '../store/store.ts'
import { answerFrom } from './answer.ts'
import type { Deciding, DocumentChange } from './ports.ts'

/**
 * Notices of people who have other rights now (ROLE-10): none outlives the right to see what it quotes. Called when the new rights
 * are written; gives what their own documents shall say, each notice anew, since they may know records by other ids now.
 */
export async function keepNotices(
  deciding: Pick<Deciding, 'documents'>,
  { tx, organizationId, now }: { tx: Tx; organizationId: string; now: string },
  userIds: readonly string[],
): Promise<DocumentChange[]> {
  const entries: DocumentChange[] = []
  for (const userId of userIds) {
    const document = meOf(userId)
    const rows = await tx
      .selectFrom('notices')
      .select(['id', 'data'])
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .execute()
    for (const { id, data } of rows) {
      const notice = noticeSchema.safeParse(JSON.parse(data))
      // Of another version: what it quotes can't be told, so it stays as it was written.
      if (!notice.success) continue
      const answer = answerFrom(tx, organizationId, now, deciding.documents)
      const kept = await runWithStore(readableNotice(notice.data), answer)
      entries.push({ document, key: `notice/${id}`, value: kept })
      if (kept === notice.data) continue
      await tx
        .updateTable('notices')
        .set({ data: JSON.stringify(kept) })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .execute()
    }
    // Devices fold what stood there before.
    if (rows.length > 0) entries.push({ document, key: FORGOTTEN, value: randomUUID() })
  }
  return entries
}
