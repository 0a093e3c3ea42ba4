import type { Session } from '../../replica/session.ts'
import type { AskedCode } from './asked-code.ts'

/** Has a code mailed; the sentence to show where that failed. */
export async function requestCode(
  session: Session,
  { email, device }: { email: string; device: boolean },
  notReached: string,
): Promise<{ asked: AskedCode } | { problem: string }> {
  const reply = await session.requestCode({ email, ...(device && { device }) })
  if (reply.status === 'offline') return { problem: notReached }
  if (reply.status === 'refused') return { problem: reply.message }
  const { codeId, binding } = reply.answer
  return { asked: { codeId, email, at: Date.now(), ...(binding !== undefined && { binding }) } }
}
