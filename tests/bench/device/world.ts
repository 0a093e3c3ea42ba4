import { sql } from 'kysely'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { readConfig } from '../../../sync-server/config.ts'
import { newId } from '../../../sync-server/new-id.ts'
import { serve } from '../../../sync-server/serve.ts'
import { TestClient } from '../../../sync-server/testing/test-client.ts'
import { freePort } from '../../harness/free-port.ts'
import type { BenchPage, Whose } from './page.ts'

/** A running server with one organization, and Chromium with pages that have the engine and its peers, but no screens. */
export interface DeviceWorld {
  whose: Whose
  /** The server itself, and its founder's session. */
  running: Running
  client: TestClient
  /** A folder with so many records. */
  folder(count: number): Promise<{ folderId: string; ids: string[] }>
  /** A device: what its pages store is there for the next one. */
  device(): Promise<Device>
  close(): Promise<void>
}
export interface Device {
  page(): Promise<Page>
  /** A screen of the built app. */
  screen(path: string): Promise<Page>
  close(): Promise<void>
}

type Running = Awaited<ReturnType<typeof serve>>

const EMAIL = 'ada@office.example'
const SHARD = 10_000

export async function openDeviceWorld(): Promise<DeviceWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'handover-bench-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const config = readConfig({
    ...{ PORT: `${port}`, PUBLIC_URL: url, DATA_DIR: folder, RATE_LIMITS: 'off', LOG_LEVEL: 'error' },
  })
  if ('problems' in config) throw new Error(config.problems.join(' '))
  const running = await serve(config, { logger: pino({ level: 'error' }) })
  const client = new TestClient(url, config, 'web')
  const accountId = await client.signIn(EMAIL, async (email) => {
    await running.jobsDone()
    const mail = await running.store.read
      .selectFrom('mails')
      .select('subject')
      .where('address', '=', email)
      .orderBy(sql`rowid`, 'desc')
      .executeTakeFirst()
    return /^\d{8}/.exec(mail?.subject ?? '')?.[0] ?? ''
  })
  const [organizationId, userId, workspaceId] = [newId('organization'), newId('user'), newId('workspace')]
  const portfolioId = newId('portfolio')
  const founded = await client.post('/api/organizations', {
    ...{ commandId: newId('command'), organizationId, userId, userName: 'Ada', name: 'Office' },
    ...{ timeZone: 'Europe/Berlin', currency: 'EUR', workspaceId, workspaceName: 'Sales' },
    ...{ tasksFolderId: newId('folder'), portfolioId },
  })
  if (founded.status !== 200) throw new Error(JSON.stringify(founded.body))

  const script = await bundle()
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // The page comes from the bench itself, which Chromium takes for another network than the server's.
    args: ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'],
  })
  return {
    whose: { serverUrl: url, organizationId, userId, accountId },
    running,
    client,
    async folder(count) {
      const folderId = newId('folder')
      const fields = [
        { id: 'city', name: 'City', type: 'text' },
        { id: 'amount', name: 'Amount', type: 'money' },
        { id: 'email', name: 'Email', type: 'email' },
        { id: 'note', name: 'Note', type: 'text' },
      ]
      const command = {
        id: newId('command'),
        type: 'folder.create',
        args: { folderId, workspaceId, name: 'Deals', fields, stage: null },
      }
      await client.post('/api/commands', { organizationId, commands: [command] })
      const ids = Array.from({ length: count }, () => newId('record'))
      for (let from = 0; from < count; from += SHARD)
        await running.store.write(async (tx, outcome) => {
          const { documents } = running
          const published = await documents.writeContent(
            tx,
            organizationId,
            folderId,
            from / SHARD,
            (records) => {
              for (const [i, id] of ids.slice(from, from + SHARD).entries())
                records.set(id, recordOf(from + i, portfolioId))
            },
          )
          outcome.onCommit(() => published.publish())
          outcome.onRollback(() => published.discard())
        })
      return { folderId, ids }
    },
    async device() {
      const context: BrowserContext = await browser.newContext()
      const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url }))
      await context.addCookies(cookies)
      await context.route(`${url}/bench`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><script type="module">${script}</script>`,
        }),
      )
      return {
        async page() {
          const page = await context.newPage()
          page.on('console', (message) => message.type() === 'error' && console.error(message.text()))
          await page.goto(`${url}/bench`)
          return page
        },
        async screen(path) {
          const page = await context.newPage()
          await page.goto(`${url}${path}`)
          return page
        },
        close: () => context.close(),
      }
    },
    async close() {
      await browser.close()
      await running.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A record as small offices have them: some 150 bytes. */
export const recordOf = (i: number, portfolio: string) => ({
  title: `Customer ${((i * 7919) % 100_000).toString(36)} ${i}`,
  portfolio,
  createdAt: '2026-05-01T08:00:00.000Z',
  values: { city: `Rotterdam ${i % 97}`, amount: i, email: `someone${i}@customer.example` },
})

/** Bytes of JavaScript heap in use after a collection. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** Runs one of the page's functions. */
export function ask<K extends keyof BenchPage>(
  page: Page,
  what: K,
  ...args: Parameters<BenchPage[K]>
): ReturnType<BenchPage[K]> {
  return page.evaluate(
    ([name, given]) => {
      const { bench } = globalThis as unknown as { bench: Record<string, (...all: unknown[]) => unknown> }
      return bench[name as string]?.(...(given as unknown[]))
    },
    [what, args] as const,
  ) as ReturnType<BenchPage[K]>
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      // Readable in profiles.
      minify: false,
      target: 'esnext',
      rollupOptions: { input: path.join(import.meta.dirname, 'page.ts'), output: { format: 'es' } },
      modulePreload: false,
    },
  })
  const [first] = Array.isArray(built) ? built : [built]
  const chunk = first && 'output' in first ? first.output[0] : null
  if (!chunk) throw new Error('the page was not built')
  return chunk.code.replaceAll('</script', '<\\/script')
}
