import { meOf } from '../../shared/domain/documents/document-name.ts'
import type { Notice } from '../../shared/domain/model/notice.ts'
import { countsAsAdmin } from '../../shared/domain/policy/column.ts'
import type { Deciding } from '../decide/ports.ts'
import { newId } from '../new-id.ts'
import { toUser } from '../store/rows/user.ts'
import type { Outcome, Tx } from '../store/store.ts'

const CODE = 'quarantine'

/** Each Admin is told once that something of this person waits, until they have confirmed it. */
export async function tellAdmins(
  { documents }: Pick<Deciding, 'documents'>,
  { tx, outcome, organizationId, now }: { tx: Tx; outcome: Outcome; organizationId: string; now: string },
  userId: string,
): Promise<void> {
  const users = (
    await tx
      .selectFrom('users')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where((or) => or.or([or('state', '=', 'active'), or('user_id', '=', userId)]))
      .execute()
  ).map(toUser)
  const person = users.find(({ id }) => id === userId)
  const told = new Set(
    (
      await tx
        .selectFrom('notices')
        .select('user_id')
        .where('organization_id', '=', organizationId)
        .where('data', 'like', `%"code":"${CODE}"%${userId}%`)
        .execute()
    ).map((row) => row.user_id),
  )
  const name = person?.name || person?.email || 'somebody'
  const notices = users
    .filter((user) => countsAsAdmin(user) && !told.has(user.id))
    .map((user): Notice => ({
      id: newId('notice'),
      userId: user.id,
      code: CODE,
      message: `A device of ${name} had changes that were not sent before their access ended. They wait on their page for an Admin to accept or discard them, for 30 days.`,
      about: { userId },
      createdAt: now,
    }))
  if (notices.length === 0) return
  await tx
    .insertInto('notices')
    .values(
      notices.map((notice) => ({
        organization_id: organizationId,
        id: notice.id,
        user_id: notice.userId,
        data: JSON.stringify(notice),
      })),
    )
    .execute()
  const published = await documents.writeDirectory(
    tx,
    organizationId,
    notices.map((notice) => ({
      document: meOf(notice.userId),
      key: `notice/${notice.id}`,
      value: notice,
    })),
  )
  outcome.onCommit(() => published.publish())
  outcome.onRollback(() => published.discard())
}
