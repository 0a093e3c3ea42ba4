import { sql } from 'kysely'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { emailKey } from '../../shared/domain/model/email.ts'
import type { Clock } from '../clock.ts'
import { type Config, readConfig } from '../config.ts'
import { type Running, serve } from '../serve.ts'
import { TestClient } from './test-client.ts'

export interface TestClock extends Clock {
  forward(by: { minutes?: number; days?: number; seconds?: number }): void
}

export function testClock(start = '2026-05-04T08:00:00.000Z'): TestClock {
  let now = Date.parse(start)
  return {
    now: () => new Date(now),
    forward({ minutes = 0, days = 0, seconds = 0 }) {
      now += ((days * 24 * 60 + minutes) * 60 + seconds) * 1_000
    },
  }
}

export interface TestServer extends Running {
  clock: TestClock
  config: Config
  /** What the sockets were told. */
  told: string[]
  /** A browser without a session. */
  browser(): TestClient
  /** An extension without a session. */
  extension(): TestClient
  /** A browser signed in by a mailed code. */
  signIn(email: string): Promise<TestClient>
  /** The code in the last mail to an address. */
  codeFor(email: string): Promise<string>
  mailsTo(address: string): Promise<{ id: string; subject: string; text: string; html: string }[]>
}

/**
 * The real server over real HTTP and SQLite, in a folder of its own; its sockets are a list of what they were told, unless
 * asked for. For a browser give it a PORT, so that it knows its own address.
 */
export async function startTestServer(
  environment: Record<string, string> = {},
  clock = testClock(),
  { realSockets = false } = {},
): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'handover-server-'))
  const config = readConfig({ DATA_DIR: folder, RATE_LIMITS: 'off', LOG_LEVEL: 'error', ...environment })
  if ('problems' in config) throw new Error(config.problems.join(' '))
  const told: string[] = []
  const running = await serve(
    { ...config, port: environment.PORT ? config.port : 0 },
    {
      clock,
      logger: pino({ level: config.logLevel }),
      ...(!realSockets && {
        openSockets: () => ({
          attach: () => undefined,
          reconsider: (_organization, users) => told.push(`reconsider ${users?.join(' ') ?? 'all'}`),
          closeUser: (_organization, user, code) => told.push(`close ${user} ${code}`),
          closeSession: (session, code) => told.push(`close ${session} ${code}`),
          close: () => Promise.resolve(),
        }),
      }),
    },
  )
  const client = (kind: 'web' | 'extension') => new TestClient(running.url, config, kind)
  const server: TestServer = {
    ...running,
    clock,
    config,
    told,
    browser: () => client('web'),
    extension: () => client('extension'),
    async signIn(email) {
      const browser = client('web')
      await browser.signIn(email, (to) => server.codeFor(to))
      return browser
    },
    async codeFor(email) {
      const mails = await server.mailsTo(emailKey(email))
      return /^\d{8}/.exec(mails.at(-1)?.subject ?? '')?.[0] ?? ''
    },
    async mailsTo(address) {
      await running.jobsDone()
      const rows = await running.store.read
        .selectFrom('mails')
        .selectAll()
        .where('address', '=', address)
        .orderBy(sql`rowid`)
        .execute()
      return rows.map((row) => ({
        id: row.mail_id,
        subject: row.subject,
        text: row.body_text,
        html: row.body_html,
      }))
    },
    async close() {
      await running.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return server
}
