import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type * as Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { adapterExtension } from './adapter.ts'
import { startGmail, type Gmail } from './gmail.ts'
import { closeThread, launchGmailBrowser, openThread, panelIn, type GmailBrowser } from './launch.ts'
import { anna, mail } from './mails.ts'

let gmail: Gmail
let browser: GmailBrowser
let extension: string

beforeAll(async () => {
  gmail = await startGmail({
    accounts: [
      {
        ...anna,
        threads: [{ messages: [mail({ subject: 'First' })] }, { messages: [mail({ subject: 'Second' })] }],
      },
    ],
  })
  extension = await adapterExtension()
  browser = await launchGmailBrowser({ gmail, extension })
})

afterAll(async () => {
  await browser?.close()
  await gmail?.close()
  await rm(extension, { recursive: true, force: true })
})

async function inboxAt(width: number): Promise<Page> {
  const page = await browser.context.newPage()
  await page.setViewportSize({ width, height: 800 })
  await page.goto(gmail.inboxUrl(anna.email))
  await page.locator('tr.zA:visible').first().waitFor()
  await panelIn(page).getByText('A page of the extension.').waitFor()
  return page
}

const foldButton = (page: Page) => page.locator('#handover-panel').getByRole('button', { name: 'Handover' })
const frame = (page: Page) => page.locator('#handover-panel .frame')
const born = (page: Page) => panelIn(page).locator('#born').textContent()

async function boxOf(page: Page, selector: string) {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`${selector} is not on screen`)
  return { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height }
}

/** Waits until the right edge of Gmail's page is here. Moving aside takes a frame or two. */
async function mainEndsAt(page: Page, right: number): Promise<void> {
  await vi.waitFor(async () => expect((await boxOf(page, '.views')).right).toBe(right), { timeout: 60_000 })
}

describe('[MAIL-1] the panel beside the mail', () => {
  it('keeps one living iframe, outside the body, while conversations change and Gmail rebuilds its page', async () => {
    const page = await inboxAt(1280)
    const first = await born(page)
    for (const subject of ['First', 'Second']) {
      await openThread(page, subject)
      expect(await born(page)).toBe(first)
      await closeThread(page)
    }
    await page.evaluate(() => document.body.replaceChildren())
    expect(await born(page)).toBe(first)
    expect(
      await page.evaluate(() => document.getElementById('handover-panel')!.parentElement!.localName),
    ).toBe('html')
    await page.close()
  })

  it('loads under the policies of the page without breaking one', async () => {
    const page = await browser.context.newPage()
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(gmail.inboxUrl(anna.email))
    await panelIn(page).getByText('A page of the extension.').waitFor()
    await foldButton(page).click()
    await foldButton(page).click()
    await panelIn(page).getByRole('button', { name: 'A button in it' }).click()
    expect(errors).toEqual([])
    await page.close()
  })

  it('moves Gmail aside on a wide window, so that it covers nothing', async () => {
    const page = await inboxAt(1280)
    await mainEndsAt(page, 1280 - 360 - 16)
    expect((await frame(page).boundingBox())!.x).toBe(1280 - 360)
    await page.locator('a.account').click({ trial: true })
    await page.close()
  })

  it('lies over a page that does not follow, and gives it its full width back', async () => {
    const page = await inboxAt(1280)
    await mainEndsAt(page, 1280 - 360 - 16)
    await page.evaluate(() => {
      document.getElementById('app')!.style.width = '100vw'
    })
    await foldButton(page).click()
    await foldButton(page).click()
    await page.locator('#handover-panel .over .page').waitFor()
    await vi.waitFor(async () => {
      expect(await page.locator('html').getAttribute('data-handover-aside')).toBeNull()
      expect(await page.evaluate(() => getComputedStyle(document.body).marginRight)).toBe('0px')
    })
    await page.close()
  })

  it('lies over the page on a narrower window; folded, all of Gmail can be reached', async () => {
    const page = await inboxAt(760)
    await mainEndsAt(page, 760 - 16)
    expect(await frame(page).boundingBox()).toMatchObject({ x: 400, y: 0, width: 360, height: 800 })
    await foldButton(page).click()
    expect((await frame(page).boundingBox())!.width).toBe(32)
    await page.locator('a.account').click({ trial: true })
    await openThread(page, 'Second')
    await page.close()
  })

  it('is a sheet at the bottom of a small window', async () => {
    const page = await inboxAt(480)
    expect(await frame(page).boundingBox()).toMatchObject({ x: 0, y: 240, width: 480, height: 560 })
    await foldButton(page).click()
    expect((await frame(page).boundingBox())!.height).toBe(36)
    await page.close()
  })

  it('follows when the window changes', async () => {
    const page = await inboxAt(1280)
    await mainEndsAt(page, 1280 - 360 - 16)
    await page.setViewportSize({ width: 800, height: 800 })
    await mainEndsAt(page, 800 - 16)
    await page.setViewportSize({ width: 1400, height: 800 })
    await mainEndsAt(page, 1400 - 360 - 16)
    await page.close()
  })
})

describe('folding the panel', () => {
  it('works by keyboard, keeps focus and iframe, and is told to the caller', async () => {
    const page = await inboxAt(1280)
    await mainEndsAt(page, 1280 - 360 - 16)
    const first = await born(page)
    const button = foldButton(page)
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    expect(await button.getAttribute('aria-label')).toBe('Fold Handover')
    await button.focus()
    await page.keyboard.press('Enter')
    expect(await button.getAttribute('aria-expanded')).toBe('false')
    expect(await button.getAttribute('aria-label')).toBe('Open Handover')
    expect(await page.locator('html').getAttribute('data-test-folded')).toBe('true')
    expect(await page.locator('#handover-panel iframe').isVisible()).toBe(false)
    await mainEndsAt(page, 1280 - 16)
    await page.keyboard.press('Space')
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    await mainEndsAt(page, 1280 - 360 - 16)
    expect(await page.locator('html').getAttribute('data-test-folded')).toBe('false')
    expect(await born(page)).toBe(first)
    await page.keyboard.press('Tab')
    expect(
      await page.evaluate(
        () => document.getElementById('handover-panel')!.shadowRoot!.activeElement?.localName,
      ),
    ).toBe('iframe')
    await page.close()
  })

  it('has no serious accessibility problem, light or dark, open or folded', async () => {
    const page = await inboxAt(1280)
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await page.evaluate(axe)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const surface = await frame(page).evaluate((element) => getComputedStyle(element).backgroundColor)
      expect(surface).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(22, 29, 30)')
      for (const _ of ['open', 'folded']) {
        const problems = await page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: typeof Axe }
          return (await axe.run('#handover-panel', { iframes: false })).violations.map(
            ({ id, impact }) => `${id} ${impact}`,
          )
        })
        expect(problems).toEqual([])
        await foldButton(page).click()
      }
    }
    await page.close()
  })
})

describe('taking the panel away', () => {
  it('leaves the page as it was', async () => {
    const page = await inboxAt(1280)
    await mainEndsAt(page, 1280 - 360 - 16)
    await page.evaluate(() => document.dispatchEvent(new Event('test-stop')))
    await mainEndsAt(page, 1280 - 16)
    expect(await page.locator('#handover-panel').count()).toBe(0)
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0)
    await page.close()
  })
})
