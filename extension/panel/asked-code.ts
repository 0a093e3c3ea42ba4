import { type AskedCode, isStillGood } from '../../shared/flows/sign-in/asked-code.ts'
import type { Stored } from '../stored.ts'

const keyOf = (server: string, email: string) => `code ${server} ${email.toLowerCase()}`

/** The code that was asked for from this extension, while it is good. */
export async function readAskedCode(
  stored: Stored,
  server: string,
  email: string,
  now: number,
): Promise<AskedCode | null> {
  const asked = await stored.read<AskedCode>(keyOf(server, email))
  return asked && isStillGood(asked, now) ? asked : null
}

export const writeAskedCode = (stored: Stored, server: string, asked: AskedCode): Promise<void> =>
  stored.write(keyOf(server, asked.email), asked)

export const removeAskedCode = (stored: Stored, server: string, email: string): Promise<void> =>
  stored.remove(keyOf(server, email))
