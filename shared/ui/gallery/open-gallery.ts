import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContextOptions, type Locator, type Page } from 'playwright-core'
import { build } from 'vite'
import { serveBuiltApp } from '../../../tests/browser/serve-built-app.ts'

export type Gallery = {
  /** A fresh page in a window of its own; what the browser complains about ends up in `problems`. */
  open: (options?: BrowserContextOptions) => Promise<{ page: Page; problems: string[] }>
  close: () => Promise<void>
}

/** Builds the gallery and serves it under the strict policy of the app, for tests in Chromium. */
export async function startGallery(): Promise<Gallery> {
  const folder = await mkdtemp(path.join(tmpdir(), 'handover-gallery-'))
  const configFile = path.join(import.meta.dirname, 'vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
  const server = await serveBuiltApp(folder)
  const executablePath = process.env.CHROMIUM_SHELL_PATH ?? process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  return {
    async open(options = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      page.on('console', (message) => {
        const isIcon = message.location().url.endsWith('favicon.ico') // the gallery has none
        if (message.type() === 'error' && !isIcon) problems.push(message.text())
      })
      await page.goto(server.origin)
      await page.getByRole('grid', { name: 'Everybody' }).getByRole('row').nth(3).waitFor()
      return { page, problems }
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export function isFocused(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement)
}

/** Text of the element that aria-activedescendant names. */
export function activeDescendant(locator: Locator): Promise<string> {
  return locator.evaluate(
    (element) =>
      document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '',
  )
}
