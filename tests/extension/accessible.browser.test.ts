import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openThread } from '../gmail/launch.ts'
import { seriousFindings } from '../harness/accessibility.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const ada = { email: 'ada@acme.test', name: 'Ada Amin' }
const ben = { email: 'ben@acme.test', name: 'Ben Okafor' }
const dora = { email: 'dora@acme.test', name: 'Dora Lind' }
const emil = { email: 'emil@brightwater.test', name: 'Emil Sand' }

let server: HandoverServer
const users: MailUser[] = []

beforeAll(async () => {
  server = await startHandover()
  const company = await Company.found(server)
  await company.add('ben', ben.name, { levels: { Sales: 'agent' } })
  await company.add('dora', dora.name, { pending: true })
})

afterAll(async () => {
  for (const user of users) await user.close()
  await server?.close()
})

async function start(colorScheme: 'light' | 'dark'): Promise<{ user: MailUser; page: Page }> {
  const hello = { from: ben, to: [ada], cc: [dora, emil], subject: 'Hello', text: 'Hello Ada.' }
  const accounts = [{ ...ada, threads: [{ messages: [hello] }] }]
  const user = await startMailUser({ server, accounts, colorScheme })
  users.push(user)
  const { page, panel } = await user.openInbox()
  await panel.getByRole('heading', { name: 'Sign in to Handover' }).waitFor()
  return { user, page }
}

describe('the panel for everybody', () => {
  it.each(['light', 'dark'] as const)('has nothing serious for axe at 360 px, %s', async (scheme) => {
    const { user, page } = await start(scheme)
    const alone = await user.openAlone(page)
    await alone.getByRole('heading', { name: 'Sign in to Handover' }).waitFor()
    expect(await seriousFindings(alone)).toEqual([])
    await signInToPanel(alone, server, ada.email)
    await alone.getByRole('heading', { name: 'Begin' }).waitFor()
    expect(await seriousFindings(alone)).toEqual([])
    await openThread(page, 'Hello')
    await alone.getByRole('heading', { name: 'People in this conversation' }).waitFor()
    expect(await seriousFindings(alone)).toEqual([])
    const back = alone.getByRole('button', { name: 'Back' })
    const places: [open: () => Promise<void>, heading: RegExp][] = [
      [() => alone.getByRole('button', { name: 'Invite' }).click(), /Invite Emil Sand/],
      [() => alone.getByRole('button', { name: 'Hand over' }).first().click(), /Hand over/],
      [() => alone.getByRole('button', { name: 'All saved' }).click(), /Waiting/],
    ]
    for (const [open, heading] of places) {
      await open()
      await alone.getByRole('heading', { name: heading }).waitFor()
      expect(await seriousFindings(alone)).toEqual([])
      const width = await alone.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(360)
      await back.click()
    }
    await alone.close()
  })

  it('is used with the keyboard alone, from the conversation to the sent invitation', async () => {
    const user = users[0] as MailUser
    const { page, panel } = await user.openInbox()
    await openThread(page, 'Hello')
    const invite = panel.getByRole('button', { name: 'Invite' })
    await invite.waitFor()
    await page.locator('#handover-panel').getByRole('button', { name: 'Fold Handover' }).focus()
    await tabTo(page, 'Invite')
    await page.keyboard.press('Enter')
    // The new screen begins at its heading.
    await panel.locator('h1:focus').getByText('Invite Emil Sand').waitFor()
    await expect
      .poll(() => panel.getByRole('button', { name: 'Send the invitation' }).getAttribute('aria-disabled'), {
        timeout: 60_000,
      })
      .toBeNull()
    await tabTo(page, 'Send the invitation')
    await page.keyboard.press('Enter')
    await server.mailTo(emil.email, /invites you to Acme/)
    await page.close()
  })
})

/** Presses Tab until the focus is on the button of the panel with this text; fails after more stops than the panel has. */
async function tabTo(page: Page, text: string): Promise<void> {
  const frame = page.frames().find((one) => one.url().startsWith('chrome-extension:'))
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab')
    if ((await frame?.evaluate(() => document.activeElement?.textContent?.trim())) === text) return
  }
  throw new Error(`Tab never came to “${text}”`)
}
