import type { Stored } from '../stored.ts'

/** A code's lifetime as the server counts it. */
export const CODE_MINUTES = 10

/** A code on its way by mail, remembered so that a panel that is closed meanwhile loses nothing. */
export interface AskedCode {
  codeId: string
  /** Proves to the server that the code is typed where it was asked for. */
  binding: string
  email: string
  /** Milliseconds since 1970. */
  at: number
}

const keyOf = (server: string, email: string) => `code ${server} ${email.toLowerCase()}`

export async function readAskedCode(
  stored: Stored,
  server: string,
  email: string,
  now: number,
): Promise<AskedCode | null> {
  const asked = await stored.read<AskedCode>(keyOf(server, email))
  return asked && now - asked.at < CODE_MINUTES * 60_000 ? asked : null
}

export const writeAskedCode = (stored: Stored, server: string, asked: AskedCode): Promise<void> =>
  stored.write(keyOf(server, asked.email), asked)

export const removeAskedCode = (stored: Stored, server: string, email: string): Promise<void> =>
  stored.remove(keyOf(server, email))
