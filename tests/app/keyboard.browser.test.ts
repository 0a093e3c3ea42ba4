import { afterAll, beforeAll, expect, it } from 'vitest'
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
