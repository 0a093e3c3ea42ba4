import type { MeAnswer } from '../shared/protocol/http.ts'
import { emailKey } from '../shared/domain/model/email.ts'
import { createSession, type Session } from '../shared/replica/session.ts'
import type { Stored } from './stored.ts'

/** An account signed in on this device, with its token. Several can be, each used only for its own Gmail (MAIL-2). */
export interface SignedAccount {
  server: string
  /** A device token of the server's; it can be ended there. It goes to our server alone, and never to a content script. */
  token: string
  /** The server's last answer, so that the panel opens without a network. */
  me: MeAnswer
  /** Which organization was open last, where there are several. */
  organizationId: string | null
  /** The server no longer knows the token. Kept so that the panel can say so, until somebody signs in again. */
  ended?: boolean
}

const prefix = (server: string) => `account ${server} `
const keyOf = ({ server, me }: Pick<SignedAccount, 'server' | 'me'>) => `${prefix(server)}${me.account.id}`

export const readAccounts = (stored: Stored, server: string): Promise<SignedAccount[]> =>
  stored.list<SignedAccount>(prefix(server))

export const writeAccount = (stored: Stored, account: SignedAccount): Promise<void> =>
  stored.write(keyOf(account), account)

/** As it is stored now; null when it was signed out meanwhile, or in again with another token. */
export async function sameAccount(stored: Stored, account: SignedAccount): Promise<SignedAccount | null> {
  const now = await stored.read<SignedAccount>(keyOf(account))
  return now?.token === account.token ? now : null
}

export const removeAccount = (stored: Stored, account: SignedAccount): Promise<void> =>
  stored.remove(keyOf(account))

/** What may be asked of the server for this account: with its token, and no cookie. */
export const sessionOf = ({ server, token }: SignedAccount): Session =>
  createSession(server, { kind: 'token', token })

/** Is the address one that the account was verified for? */
export const hasAddress = (account: SignedAccount, email: string): boolean =>
  account.me.account.emails.some((own) => emailKey(own) === emailKey(email))
