import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../harness/browser.ts'
import { startHandover } from '../harness/server.ts'
import { openDemo, openSignedIn } from '../harness/sign-in.ts'
import { choose } from '../harness/story.ts'

/**
 * `npm run screens`: pictures of the main screens with the demo organization, light and dark, wide and 360 px, into
 * docs/screens. For the README, and for looking at after a change; nothing compares them.
 */
const folder = path.resolve(import.meta.dirname, '../../docs/screens')
const looks = [
  { name: 'light-wide', dark: false, viewport: { width: 1280, height: 860 } },
  { name: 'dark-wide', dark: true, viewport: { width: 1280, height: 860 } },
  { name: 'light-360', dark: false, viewport: { width: 360, height: 740 } },
  { name: 'dark-360', dark: true, viewport: { width: 360, height: 740 } },
]

const screens: Record<string, (page: Page, url: string) => Promise<void>> = {
  async users(page, url) {
    await page.goto(`${url}/users`)
    await page.getByText('Anna Lindqvist').first().waitFor()
  },
  async person(page, url) {
    await page.goto(`${url}/users`)
    await page.getByRole('link', { name: 'Anna Lindqvist' }).first().click()
    await page.getByText('Looks after').waitFor()
  },
  async folder(page, url) {
    await page.goto(url)
    await page.getByRole('main').getByRole('link', { name: 'Deals' }).click()
    await page
      .getByText(/^[\d,]+ records|^[\d,]+ of/)
      .first()
      .waitFor()
    await page.getByRole('row').nth(6).getByRole('link').first().waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async record(page, url) {
    await screens.folder?.(page, url)
    await page.getByRole('row').nth(2).getByRole('link').first().click()
    await page
      .getByLabel('Name', { exact: true })
      .or(page.getByRole('heading', { level: 1 }))
      .first()
      .waitFor()
  },
  async tasks(page, url) {
    await page.goto(url)
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Tasks/ })
      .first()
      .click()
    await page.getByRole('checkbox').nth(3).waitFor()
  },
  async workspaces(page, url) {
    await page.goto(url)
    await page.getByRole('main').getByRole('link', { name: 'Deals' }).waitFor()
  },
  async invite(page, url) {
    await page.goto(`${url}/users?invite=`)
    await page.getByLabel('Email addresses').fill('Nora Ekdahl <nora@harbour.test>')
    await page.getByRole('radio').first().waitFor()
  },
  async billing(page, url) {
    await page.goto(`${url}/billing`)
    await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async organization(page, url) {
    await page.goto(`${url}/organization`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  async history(page, url) {
    await page.goto(`${url}/history`)
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async preferences(page, url) {
    await page.goto(`${url}/preferences`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async handover(page, url) {
    await page.goto(`${url}/handovers/new?kind=person`)
    await choose(page, 'From whom', 'Anna Lindqvist')
    await choose(page, 'Who takes over', 'Benedikt Okafor')
    await page.getByText('items in all').waitFor()
  },
  async report(page, url) {
    await page.goto(`${url}/handovers`)
    await page.getByRole('link', { name: /Farid Rahmani/ }).click()
    await page.getByText('items in all').waitFor()
  },
  async address(page, url) {
    await page.goto(`${url}/users`)
    await page.getByRole('link', { name: 'Anna Lindqvist' }).first().click()
    await page.getByText('Change the address').first().click()
    await page.getByRole('textbox', { name: 'New address' }).fill('anna@lindqvist.example')
    await page.getByRole('heading', { name: 'What stays' }).waitFor()
  },
}

/** What is still loading is no picture of the screen. */
async function expectGone(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((what) => document.querySelectorAll(what).length === 0, selector)
}

mkdirSync(folder, { recursive: true })
const [server, browser] = await Promise.all([startHandover(), launchBrowser()])
try {
  const { context, page } = await browser.profile()
  await openSignedIn(page, server, 'you@harbour.test')
  await openDemo(page)
  const state = await context.storageState()
  for (const { name, dark, viewport } of looks) {
    const { page: shown, context: own } = await browser.profile({ viewport, dark })
    await own.addCookies(state.cookies)
    for (const [screen, open] of Object.entries(screens)) {
      await open(shown, server.url)
      await shown.screenshot({
        path: path.join(folder, `${screen}-${name}.png`),
        fullPage: !['folder', 'users', 'tasks', 'invite'].includes(screen),
      })
      console.log(`docs/screens/${screen}-${name}.png`)
    }
  }
} finally {
  await browser.close()
  await server.close()
}
