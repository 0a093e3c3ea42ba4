import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { launchBrowser, quitChromium } from '../harness/browser.ts'
import { startHandover } from '../harness/server.ts'
import { openDemo, openSignedIn } from '../harness/sign-in.ts'
import { screens } from './screens.ts'

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

/** Long lists, and dialogs, which stand in the middle of the window. */
const IN_WINDOW = ['folder', 'users', 'tasks', 'invite', 'erase', 'cancel-subscription']

mkdirSync(folder, { recursive: true })
const [server, browser] = await Promise.all([startHandover(), launchBrowser()])
try {
  const { context, page } = await browser.profile()
  await openSignedIn(page, server, 'you@harbour.test')
  await openDemo(page)
  const state = await context.storageState()
  for (const { name, dark, viewport } of looks) {
    const { page: shown, context: own } = await browser.profile({ viewport, dark })
    const take = async (screen: string) => {
      await shown.screenshot({
        path: path.join(folder, `${screen}-${name}.png`),
        fullPage: !IN_WINDOW.includes(screen),
      })
      console.log(`docs/screens/${screen}-${name}.png`)
    }
    await shown.goto(server.url)
    await shown.getByLabel('Your email address').waitFor()
    await take('sign-in')
    await own.addCookies(state.cookies)
    for (const [screen, open] of Object.entries(screens)) {
      await open(shown, server.url)
      await take(screen)
    }
  }
} finally {
  await browser.close()
  await quitChromium()
  await server.close()
}
