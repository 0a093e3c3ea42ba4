import type { FastifyBaseLogger } from 'fastify'
import type { Secret } from '../auth/secret.ts'
import type { Clock } from '../clock.ts'
import type { OpenIdProvider } from '../auth/openid/provider.ts'
import type { Config } from '../config.ts'
import type { Deciding } from '../decide/ports.ts'
import type { Store } from '../store/store.ts'

/** What the routes work with. */
export interface Served {
  config: Config
  store: Store
  clock: Clock
  secret: Secret
  deciding: Deciding
  /** Null: people sign in by mailed codes alone. */
  openId: OpenIdProvider | null
  /** Where the extension's own window at the provider ends; Chrome gives it to that extension alone. */
  extensionRedirect: string
  /** Closes the sockets of a session that ended. */
  closeSession(sessionId: string): void
  /** Founds a demo organization with the account as an Admin. */
  foundDemo(accountId: string): Promise<{ organizationId: string; userId: string }>
  logger: FastifyBaseLogger
  /** The built app's folder. */
  appFolder: string
}
