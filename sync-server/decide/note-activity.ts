import { put } from '../../shared/domain/decide/change.ts'
import { isoNow } from '../clock.ts'
import { readRow } from '../store/rows/rows.ts'
import { changedRows } from './apply.ts'
import type { Deciding } from './ports.ts'
import { writeChanges } from './write-changes.ts'

/** Each noting is a change of documents that all Admins receive; who is here right now is presence, not this. */
const EVERY_MINUTES = 10

/** Keeps "last active" about right (USR-2). No history: it is nobody's change. */
export async function noteActivity(
  deciding: Deciding,
  organizationId: string,
  userId: string,
): Promise<void> {
  await deciding.store.write(async (tx, outcome) => {
    const now = isoNow(deciding.clock)
    const user = await readRow(tx, organizationId, 'user', userId)
    if (user?.state !== 'active') return
    if (user.lastActiveAt && Date.parse(now) - Date.parse(user.lastActiveAt) < EVERY_MINUTES * 60_000) return
    const change = put('user', { ...user, lastActiveAt: now })
    const rows = await changedRows(tx, organizationId, [change])
    await writeChanges(deciding, { tx, outcome, organizationId, now }, rows, [change])
  })
}
