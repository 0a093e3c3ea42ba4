import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { openDemo, openSignedIn } from '../harness/sign-in.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

/** The screens that the navigation leads to, and what says that each is there. */
const PATHS = [
  '/',
  '/users',
  '/users?tab=pending',
  '/users?invite=',
  '/handovers',
  '/handovers/new',
  '/history',
  '/billing',
  '/roles',
  '/users/import',
  '/users/addresses',
  '/requests',
  '/organization',
  '/waiting',
  '/preferences',
  '/start',
  '/nowhere',
]

const looks = [
  { name: 'wide and light', viewport: { width: 1280, height: 860 }, scheme: 'light' },
  { name: '360 px and dark', viewport: { width: 360, height: 740 }, scheme: 'dark' },
] as const

it('every screen, wide and light, at 360 px and dark: axe finds nothing serious, nothing is wider than the window', async () => {
  const { page, faults } = await world.profile()
  const findings: string[] = []
  // Each screen is opened once and looked at in both ways: opening is most of the time, and the media are the page's own.
  const look_at = async (what: string) => {
    for (const { name, viewport, scheme } of looks) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme: scheme })
      await settled(page)
      for (const finding of await seriousFindings(page)) findings.push(`${what}, ${name}: ${finding}`)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > viewport.width) findings.push(`${what}: ${width} px wide`)
    }
  }
  await page.goto(world.server.url)
  await page.getByLabel('Your email address').waitFor()
  await look_at('signing in')
  await openSignedIn(page, world.server, 'axe@k.test')
  await page.getByRole('heading', { name: 'Welcome to Handover' }).waitFor()
  await look_at('start')
  await page.getByRole('button', { name: 'Create an organization' }).click()
  await look_at('found')
  await page.getByRole('button', { name: 'Back' }).click()
  await openDemo(page)

  for (const path of [...PATHS, ...(await linkedPaths(page))]) {
    await goWithin(page, path)
    await page.locator('h1, dialog[open]').first().waitFor()
    await look_at(path)
  }
  expect(findings).toEqual([])
  expect(faults).toEqual([])
})

/** To another screen as a link does, without loading the app again. */
async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
}

/** One of each kind that has an id in its address: a folder, a record, its bin, tasks, import, a user, changing an address. */
async function linkedPaths(page: Page): Promise<string[]> {
  const hrefOf = async (selector: string) => {
    const first = page.locator(selector).first()
    await first.waitFor({ state: 'attached' })
    return (await first.getAttribute('href')) ?? ''
  }
  const folder = await hrefOf('main a[href*="/f/"]')
  const tasks = await hrefOf('main a[href$="/tasks"]')
  await page.goto(world.server.url + folder)
  const record = await hrefOf('main a[href*="/r/"]')
  await page.goto(`${world.server.url}/billing`)
  const invoice = await hrefOf('main a[href^="/billing/"]')
  await page.goto(`${world.server.url}/users`)
  const user = await hrefOf('main a[href^="/users/usr_"]')
  await page.goto(`${world.server.url}/handovers`)
  const handover = await hrefOf('main a[href^="/handovers/hov_"]')
  const workspace = folder.slice(0, folder.indexOf('/f/'))
  return [
    invoice,
    workspace,
    folder,
    record,
    `${folder}/bin`,
    tasks,
    `${workspace}/import`,
    user,
    `${user}/address`,
    `${user}/merge`,
    handover,
  ]
}

/** Colours fade over and a page is fetched; what is half-way has other contrasts than what stays. */
async function settled(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.querySelectorAll('.ho-loading').length), { timeout: 60_000 })
    .toBe(0)
  await page.evaluate(async () => {
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((a) => a instanceof CSSTransition)
        .map((a) => a.finished),
    )
  })
}
