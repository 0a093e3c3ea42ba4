import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { mailFromMime } from '../gmail/from-mime.ts'
import { startGmail, type Gmail } from '../gmail/gmail.ts'
import { launchGmailBrowser, openThread, panelIn, type GmailBrowser } from '../gmail/launch.ts'
import type { Account } from '../gmail/mail.ts'
import type { HandoverServer } from '../harness/server.ts'

const EXTENSION = path.resolve(import.meta.dirname, '../../dist/extension')

/** Somebody with a browser of their own, the built extension in it, and a Gmail with one or more accounts. */
export interface MailUser {
  browser: GmailBrowser
  gmail: Gmail
  /** Opens the inbox of the first account, or of this one. */
  openInbox(email?: string): Promise<{ page: Page; panel: FrameLocator }>
  /** The panel of this tab in a tab of its own, as narrow as beside the mail. */
  openAlone(page: Page): Promise<Page>
  /** Waits for the latest mail that fits, as it came over SMTP, puts it into the inbox, and opens it on this page. */
  openMail(page: Page, to: string, about: RegExp): Promise<void>
  close(): Promise<void>
}

export interface MailUserOptions {
  server: HandoverServer
  accounts: Account[]
  viewport?: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
}

export async function startMailUser(options: MailUserOptions): Promise<MailUser> {
  const { server, accounts, viewport, colorScheme } = options
  const gmail = await startGmail({ accounts })
  // A copy, because a build while the tests run exchanges the files under the browser.
  const extension = await mkdtemp(path.join(tmpdir(), 'handover-extension-'))
  await cp(EXTENSION, extension, { recursive: true })
  const browser = await launchGmailBrowser({
    gmail,
    extension,
    ...(viewport && { viewport }),
    ...(colorScheme && { colorScheme }),
  })
  browser.context.setDefaultTimeout(60_000)
  await useServer(browser, server.url)
  return {
    browser,
    gmail,
    async openInbox(email = accounts[0]?.email ?? '') {
      const page = await browser.openInbox(email)
      return { page, panel: panelIn(page) }
    },
    async openAlone(page) {
      await page.bringToFront()
      const tabId = await browser.serviceWorker?.evaluate(async () => {
        const [tab] = await chrome.tabs.query({ active: true, currentWindow: true })
        return tab?.id
      })
      const alone = await browser.context.newPage()
      await alone.setViewportSize({ width: 360, height: 800 })
      await alone.goto(`chrome-extension://${browser.extensionId}/panel/panel.html?tab=${tabId}`)
      return alone
    },
    async openMail(page, to, about) {
      const { raw } = await server.mailTo(to, about)
      const mail = await mailFromMime(raw)
      gmail.addMail(to, mail)
      await openThread(page, mail.subject)
    },
    async close() {
      await browser.close()
      await gmail.close()
      await rm(extension, { recursive: true, force: true })
    },
  }
}

/**
 * Writes the server's address where the options page writes it. Through the page itself Chrome would ask for a permission in a window of its
 * own, which a test can't answer.
 */
async function useServer(browser: GmailBrowser, origin: string): Promise<void> {
  const page = await browser.context.newPage()
  await page.goto(`chrome-extension://${browser.extensionId}/options/options.html`)
  await page.getByLabel('Address of your Handover server').waitFor()
  await page.evaluate(
    (server) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('handover-extension', 1)
        request.onerror = () => reject(request.error ?? new Error('no database'))
        request.onsuccess = () => {
          const transaction = request.result.transaction('values', 'readwrite')
          transaction.objectStore('values').put(server, 'server')
          transaction.oncomplete = () => resolve(request.result.close())
        }
      }),
    origin,
  )
  await page.close()
}

/** Signs in on the panel, which knows the address of its Gmail. */
export async function signInToPanel(
  panel: FrameLocator | Page,
  server: HandoverServer,
  email: string,
): Promise<void> {
  const before = server.smtp.mails.length
  await panel.getByRole('button', { name: 'Send me a code' }).click()
  await panel.getByLabel('Code from the mail').fill(await server.codeFor(email, before))
  await panel.getByLabel('Code from the mail').waitFor({ state: 'detached' })
}
