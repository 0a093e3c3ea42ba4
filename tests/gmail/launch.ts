import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type FrameLocator, type Page, type Worker } from 'playwright-core'
import type { Gmail } from './gmail.ts'

export type LaunchOptions = {
  /** The running stand-in that this browser shall take for https://mail.google.com. */
  gmail: Pick<Gmail, 'port' | 'inboxUrl'>
  /** Directory of an unpacked extension. */
  extension?: string
  /** Keep the profile here, to start the same browser again. Otherwise a new one, deleted by close(). */
  profile?: string
  headless?: boolean
  viewport?: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
}

export type GmailBrowser = {
  context: BrowserContext
  /** Undefined only when launched without an extension. */
  serviceWorker: Worker | undefined
  extensionId: string | undefined
  /** A page with the inbox of this account, drawn. */
  openInbox(email: string): Promise<Page>
  close(): Promise<void>
}

/** One person's browser: its own profile, so two people are two calls. Expects Chromium at /usr/bin/chromium or at $CHROMIUM_PATH. */
export async function launchGmailBrowser(options: LaunchOptions): Promise<GmailBrowser> {
  const { gmail, extension, viewport = { width: 1280, height: 800 } } = options
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'handover-browser-')))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: options.headless ?? true,
    viewport,
    colorScheme: options.colorScheme ?? 'light',
    locale: 'en-GB',
    args: [...browserFlags(gmail.port), ...extensionFlags(extension)],
  })
  const serviceWorker = extension
    ? (context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker')))
    : undefined
  return {
    context,
    serviceWorker,
    extensionId: serviceWorker && new URL(serviceWorker.url()).host,
    async openInbox(email) {
      const page = await context.newPage()
      await page.goto(gmail.inboxUrl(email))
      await page.locator('[role="main"]').first().waitFor()
      return page
    },
    async close() {
      await context.close()
      if (!options.profile) await rm(profile, { recursive: true, force: true })
    },
  }
}

/** Opens the conversation with this subject from the list that the page shows, and waits for its heading. */
export async function openThread(page: Page, subject: string): Promise<void> {
  await page.locator('tr.zA:visible', { hasText: subject }).first().click()
  await page.locator('h2.hP:visible', { hasText: subject }).waitFor()
}

/** Back to the list. */
export async function closeThread(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#inbox'
  })
  await page.locator('tr.zA:visible').first().waitFor()
}

/** The panel that mount.ts put beside the mail: the page in its iframe. */
export function panelIn(page: Page): FrameLocator {
  return page.frameLocator('#handover-panel iframe')
}

export function browserFlags(port: number): string[] {
  return [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--host-resolver-rules=MAP mail.google.com 127.0.0.1:${port}`,
    '--ignore-certificate-errors',
    // The last one wins. Playwright's own list turns storage partitioning off, and then IndexedDB fails in an extension's iframe.
    '--disable-features=DialMediaRouteProvider',
  ]
}

function extensionFlags(extension: string | undefined): string[] {
  return extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []
}
