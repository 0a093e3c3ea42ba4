import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { openRunningOffice, type RunningOffice } from '../running-office.ts'
import type { BenchPage } from './page.ts'

/** A running server with one organization, and Chromium with pages that have the engine and its peers, but no screens. */
export interface DeviceWorld extends RunningOffice {
  /** A device: what its pages store is there for the next one. */
  device(): Promise<Device>
}
export interface Device {
  page(): Promise<Page>
  /** A screen of the built app. */
  screen(path: string): Promise<Page>
  close(): Promise<void>
}

export async function openDeviceWorld(): Promise<DeviceWorld> {
  const office = await openRunningOffice()
  const { client } = office
  const url = office.whose.serverUrl
  const script = await bundle()
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    // The page comes from the bench itself, which Chromium takes for another network than the server's.
    args: ['--no-sandbox', '--disable-features=LocalNetworkAccessChecks'],
  })
  return {
    ...office,
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
      await office.close()
    },
  }
}

/** Bytes of JavaScript heap in use after a collection, with what typed arrays hold outside of it. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize + backingStorageSize
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
