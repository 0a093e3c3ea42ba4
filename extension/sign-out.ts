import { tellWorker } from './messages.ts'
import { removeAccount, sessionOf, type SignedAccount } from './accounts.ts'
import type { Stored } from './stored.ts'

/**
 * Ends the session on the server and forgets the token; false without a connection, because then the token would live on. Copies of
 * organizations stay, with what was not sent yet, for the next time.
 */
export async function signOut(stored: Stored, account: SignedAccount): Promise<boolean> {
  const reply = await sessionOf(account).signOut()
  if (reply.status === 'offline') return false
  await removeAccount(stored, account)
  tellWorker()
  return true
}
