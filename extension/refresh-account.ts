import { giveUnsent } from '../shared/replica/outbox/give-unsent.ts'
import { unsentIn } from '../shared/replica/unreadable-copy.ts'
import { sameAccount, sessionOf, type SignedAccount, writeAccount } from './accounts.ts'
import { copiesHere, databaseOf, deleteCopy, isOver } from './device-copies.ts'
import type { Stored } from './stored.ts'

/**
 * Asks the server who this is; keeps its answer, or that the session has ended. No answer changes nothing. Copies whose access is over
 * give what they had not sent, and are deleted (SYNC-7, LIFE-10); when the session has ended, those of which all was sent. Resolves with the account as it is stored then; null when it was signed out meanwhile.
 */
export async function refreshAccount(stored: Stored, account: SignedAccount): Promise<SignedAccount | null> {
  const reply = await sessionOf(account).me()
  // Something may have been chosen, or somebody signed out, while the server was asked.
  const kept = await sameAccount(stored, account)
  if (!kept) return null
  if (reply.status === 'ok') {
    const now = { ...kept, me: reply.answer }
    const over = (await copiesHere(kept)).filter((copy) => isOver(now, copy))
    // Before it is kept that the access is over, which has panels delete what they have open.
    for (const copy of over)
      if ((await giveUnsent(databaseOf(copy), sessionOf(account), copy)) === 'offline') return kept
    await writeAccount(stored, now)
    for (const copy of over) deleteCopy(copy)
    return now
  }
  if (reply.status !== 'refused' || reply.http !== 401) return kept
  const ended = { ...kept, ended: true }
  await writeAccount(stored, ended)
  for (const copy of await copiesHere(kept))
    if ((await unsentIn(databaseOf(copy)))?.length === 0) deleteCopy(copy)
  return ended
}
