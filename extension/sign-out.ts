import { createSession } from '../shared/replica/session.ts'
import { removeAccount, type SignedAccount } from './accounts.ts'
import type { Stored } from './stored.ts'

/**
 * Ends the session on the server and forgets the token; false without a connection, because then the token would live on. Copies of
 * organizations stay, with what was not sent yet, for the next time.
 */
export async function signOut(stored: Stored, account: SignedAccount): Promise<boolean> {
  const { server, token } = account
  const reply = await createSession(server, { kind: 'token', token }).signOut()
  if (reply.status === 'offline') return false
  await removeAccount(stored, account)
  return true
}
