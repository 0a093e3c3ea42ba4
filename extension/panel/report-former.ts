import { emailKey } from '../../shared/domain/model/email.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import type { Session } from '../../shared/replica/session.ts'
import type { Stored } from '../stored.ts'

/** Keys of the addresses among these that somebody here had before and nobody has now. */
export function formerAmong(directory: Directory, emails: readonly string[]): string[] {
  const current = new Set(
    directory.users.flatMap((user) => (user.emailKey && user.state !== 'deactivated' ? [user.emailKey] : [])),
  )
  const former = new Set(directory.users.flatMap((user) => (user.formerly ?? []).map(emailKey)))
  return [...new Set(emails.map(emailKey))].filter((key) => former.has(key) && !current.has(key))
}

/**
 * Tells the server that these former addresses are still in conversations (HAND-23): that they are, once a day, and nothing
 * about the mail. What can't be told now is told when such a conversation is opened again.
 */
export async function reportFormer(
  stored: Stored,
  session: Session,
  organizationId: string,
  keys: readonly string[],
  today = new Date().toISOString().slice(0, 10),
): Promise<void> {
  for (const email of keys) {
    const note = `seen-former ${organizationId} ${email}`
    if ((await stored.read<string>(note)) === today) continue
    const reply = await session.post('/api/address-uses/seen', { organizationId, email })
    if (reply.status === 'ok') await stored.write(note, today)
  }
}
