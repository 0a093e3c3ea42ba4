import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { serveBuiltApp } from './serve-built-app.ts'

const dist = path.resolve(import.meta.dirname, '../../dist')
const extension = path.join(dist, 'extension')
/** Fixed by the manifest's key; the server accepts this extension's origin alone. */
const extensionId = 'binbonddnooccindljcofabobmfapbif'

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean()
})

async function launch(args: string[] = []): Promise<BrowserContext> {
  const profile = await mkdtemp(path.join(tmpdir(), 'handover-build-'))
  cleanUp.push(() => rm(profile, { recursive: true, force: true }))
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ['--no-sandbox', ...args],
  })
  cleanUp.push(() => context.close())
  return context
}

/** Something can be read: what it says is other tests' matter. */
const waitForText = (page: Page) => page.locator('#root').getByText(/\S/).first().waitFor()

describe('the built app', () => {
  it('runs under a strict policy, and opens without its server on any of its paths', async () => {
    const server = await serveBuiltApp(path.join(dist, 'app'))
    cleanUp.push(() => server.close())
    const context = await launch()
    const page = await context.newPage()
    const violations: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted ?(Type|Script)/i.test(message.text()))
        violations.push(message.text())
    })
    page.on('pageerror', (error) => violations.push(error.message))

    await page.goto(server.origin)
    await waitForText(page)
    // Playwright's waitForFunction needs eval, which the policy forbids.
    const worker = () => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL)
    await expect.poll(worker, { timeout: 60_000 }).toBe(`${server.origin}/sw.js`)

    await server.close()
    for (const screen of ['/', '/invitation/inv_1#t=secret', '/users/usr_1']) {
      await page.goto(server.origin + screen)
      await waitForText(page)
    }
    expect(violations).toEqual([])
    // What the server itself answers is never the app's page from the cache.
    for (const own of ['/api/me', '/outbox', '/sync'])
      await expect(page.goto(server.origin + own)).rejects.toThrow()
  })
})

describe('the built extension', () => {
  it('has the id of its key, and its pages load', async () => {
    const context = await launch([
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
    ])
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
    expect(new URL(worker.url()).host).toBe(extensionId)
    for (const file of ['panel/panel.html', 'options/options.html']) {
      const page = await context.newPage()
      await page.goto(`chrome-extension://${extensionId}/${file}`)
      await waitForText(page)
    }
  })

  it('asks for no more than it needs, and its id follows from the key', async () => {
    const manifest = JSON.parse(await readFile(path.join(extension, 'manifest.json'), 'utf8'))
    expect(manifest.permissions.toSorted()).toEqual(['alarms', 'identity', 'sidePanel', 'unlimitedStorage'])
    expect(manifest.host_permissions).toEqual(['http://localhost:4820/*'])
    const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32)
    const letters = [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    expect(letters.join('')).toBe(extensionId)
  })
})
