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

export interface TestBrowser {
  /** A browser profile of its own: cookies, storage and service workers are nobody else's. */
  profile(options?: { viewport?: { width: number; height: number }; dark?: boolean }): Promise<Profile>
  close(): Promise<void>
}

/** Chromium without an extension; for the extension see tests/gmail/launch.ts. */
export async function launchBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_SHELL_PATH ?? process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const networks: Network[] = []
  return {
    async profile({ viewport = { width: 1280, height: 860 }, dark = false } = {}) {
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
          await context.close()
          await network.close()
        },
      }
    },
    async close() {
      await browser.close()
      await Promise.all(networks.map((network) => network.close()))
    },
  }
}
