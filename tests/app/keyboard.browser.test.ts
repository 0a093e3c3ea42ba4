import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { tabAndChoose, tabAndEnter, tabAndPick, tabTo } from '../harness/keyboard.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { openAs } from '../harness/story.ts'

let server: HandoverServer
let browser: TestBrowser
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Opens a menu and takes the entry with this name. */
async function tabAndSelect(page: Page, menu: string, entry: string): Promise<void> {
  await tabAndEnter(page, page.getByRole('button', { name: menu }))
  const item = page.getByRole('menuitem', { name: entry })
  await item.waitFor()
  const isThere = () => item.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 10 && !(await isThere()); presses++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
}

it('opens a workspace’s dialogs with the keyboard, stays in them, and comes back; axe finds nothing serious in them', async () => {
  const company = await Company.found(server, ['Sales'], 'desk.test')
  await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent' } })
  await company.add('ben', 'Ben Cole')
  const page = await openAs({ server, browser, company }, 'ada', `/w/${company.workspaces.Sales}`)
  await page.getByRole('heading', { name: 'Sales', level: 1 }).waitFor()
  const focus = () =>
    page.evaluate(() => {
      const { activeElement: at } = document
      return (
        at?.getAttribute('aria-label') ??
        (at as HTMLInputElement | null)?.labels?.[0]?.textContent ??
        at?.textContent
      )
    })
  /** Looks at the open dialog, tabs once around in it, and leaves it. */
  const lookAndLeave = async (title: string | RegExp, back: string) => {
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const inside: boolean[] = []
    for (let presses = 0; presses < 14; presses++) {
      await page.keyboard.press('Tab')
      // Between the last stop and the first is the browser's own window.
      inside.push(
        await dialog.evaluate(
          (one) => one.contains(document.activeElement) || document.activeElement === document.body,
        ),
      )
    }
    expect(inside).not.toContain(false)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(focus).toContain(back)
  }
  expect(await seriousFindings(page)).toEqual([])
  await tabAndSelect(page, 'More about Sales', 'Rename')
  await expect.poll(focus).toContain('Name')
  await lookAndLeave('Rename Sales', 'More about Sales')
  await tabAndSelect(page, 'Change Anna Berg here', 'Change the level')
  await lookAndLeave(/Anna Berg/, 'Change Anna Berg here')
  await tabAndSelect(page, 'Change Anna Berg here', 'Put out of this workspace')
  await lookAndLeave(/Anna Berg/, 'Change Anna Berg here')

  await tabAndEnter(page, page.getByRole('button', { name: 'Add somebody' }))
  await expect.poll(focus).toContain('Who is added')
  await page.keyboard.type('Ben')
  await page.getByRole('option', { name: /Ben Cole/ }).waitFor()
  await page.keyboard.press('Enter')
  await lookAndLeave(/Ben Cole/, 'Who is added')
  await page.keyboard.press('Escape')
  await expect.poll(focus).toContain('Add somebody')
  expect(await page.getByRole('combobox', { name: 'Who is added' }).count()).toBe(0)
})

it('is used with the keyboard alone, from inviting over a handover and its undo to erasing', async () => {
  const company = await Company.found(server)
  await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent' } })
  await company.add('ben', 'Ben Cole', { levels: { Sales: 'agent' } })
  const page = await openAs({ server, browser, company }, 'ada')
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const link = (name: string | RegExp) => page.getByRole('link', { name })

  await tabAndEnter(page, link('Users'))
  await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
  await tabAndEnter(page, page.getByRole('button', { name: 'Invite', exact: true }))
  // The dialog begins where one types, and goes on from there.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  await page.keyboard.type('eve@acme.test')
  await tabAndEnter(page, button('Send the invitation'))
  await page.getByText('eve@acme.test is invited.').waitFor()
  // What was pressed is gone with the dialog: the focus is back where it was opened.
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Invite')

  await tabAndEnter(page, link('Handovers'))
  await page.getByRole('heading', { name: 'Handovers', level: 1 }).waitFor()
  await tabAndEnter(page, page.locator('main a[href="/handovers/new"]'))
  await tabAndPick(page, 'Another person takes over')
  await tabAndChoose(page, 'From whom', 'Anna Berg')
  await tabAndChoose(page, 'Who takes over', 'Ben Cole')
  await tabAndPick(page, /^Leaves/)
  await tabTo(page, button(/^Hand over .*Ben Cole/))
  await expect.poll(() => button(/^Hand over .*Ben Cole/).getAttribute('aria-disabled')).toBeNull()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What moved to Ben Cole' }).waitFor()
  await tabAndEnter(page, button('Undo'))
  await page.getByText('Undone', { exact: true }).waitFor()

  await tabAndEnter(page, link('Users'))
  await tabAndEnter(page, page.getByRole('main').getByRole('link', { name: /Anna Berg/ }))
  await tabAndEnter(page, page.getByRole('button', { name: 'Deactivate', exact: true }))
  await tabAndPick(page, 'Leave unassigned')
  await tabAndEnter(page, button('Deactivate now'))
  await tabAndEnter(page, button('Erase personal data'))
  await tabTo(page, page.getByRole('textbox', { name: 'Type “Anna Berg” to confirm' }))
  await page.keyboard.type('Anna Berg')
  await tabAndEnter(page, button('Erase for good'))
  await page.getByRole('heading', { name: /^\(deleted user\)/, level: 1 }).waitFor()
})
