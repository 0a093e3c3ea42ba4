import { type Network, startNetwork } from './network.ts'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export interface Profile {
  context: BrowserContext
  page: Page
  /** What a page reported as an error or as blocked by its policy; a test can expect it to be empty. */
  faults: string[]
  /** Cuts this browser off from every server, open sockets included, and back. */
  setOffline(offline: boolean): Promise<void>
  close(): Promise<void>
}

export interface ProfileOptions {
  viewport?: { width: number; height: number }
  dark?: boolean
  /**
   * With the app's service worker, as outside of tests. Needed where a page is loaded without a network, or loads parts of itself then;
   * it fetches the whole app for each profile, which is a third of what a short test takes.
   */
  worker?: boolean
}

export interface TestBrowser {
  /** A browser profile of its own: cookies, storage and service workers are nobody else's. */
  profile(options?: ProfileOptions): Promise<Profile>
  /** Closes its profiles. */
  close(): Promise<void>
}

/** One for all files of this worker: a profile has nothing of another, and starting Chromium takes as long as a short test. */
let running: Promise<Browser> | null = null

async function chromiumOfWorker(): Promise<Browser> {
  const started = await running
  if (started?.isConnected()) return started
  running = chromium.launch({
    executablePath: process.env.CHROMIUM_SHELL_PATH ?? process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  return running
}

/** For what is no test: vitest ends its workers, and Chromium with them; a script waits for Chromium. */
export async function quitChromium(): Promise<void> {
  await (await running)?.close()
}

/** Chromium without an extension; for the extension see tests/gmail/launch.ts. */
export async function launchBrowser(): Promise<TestBrowser> {
  const browser = await chromiumOfWorker()
  const networks: Network[] = []
  const contexts = new Set<BrowserContext>()
  return {
    async profile({ viewport = { width: 1280, height: 860 }, dark = false, worker = false } = {}) {
      const network = await startNetwork()
      networks.push(network)
      const context = await browser.newContext({
        proxy: { server: network.proxy, bypass: '<-loopback>' },
        viewport,
        colorScheme: dark ? 'dark' : 'light',
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
      })
      contexts.add(context)
      // As in a private window. (Playwright's own way of blocking lets the page register, and answers with nothing, as no browser does.)
      if (!worker)
        await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
      context.setDefaultTimeout(60_000)
      const faults: string[] = []
      context.on('weberror', (fault) => faults.push(fault.error().message))
      context.on('console', (message) => {
        if (/Content Security Policy|Trusted ?(Type|Script)/i.test(message.text()))
          faults.push(message.text())
      })
      return {
        context,
        page: await context.newPage(),
        faults,
        async setOffline(offline) {
          if (offline) network.cut()
          else network.mend()
          await context.setOffline(offline)
        },
        async close() {
          contexts.delete(context)
          await context.close()
          await network.close()
        },
      }
    },
    async close() {
      await Promise.all([...contexts].map((context) => context.close()))
      await Promise.all(networks.map((network) => network.close()))
    },
  }
}
