import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openThread } from '../gmail/launch.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const ada = { email: 'ada@acme.test', name: 'Ada Amin' }
const emil = { email: 'emil@brightwater.test', name: 'Emil Sand' }

let server: HandoverServer
let office: MailUser
let page: Page
let panel: FrameLocator

beforeAll(async () => {
  server = await startHandover()
  await Company.found(server)
  const hello = { from: emil, to: [ada], subject: 'Hello', text: 'Hello Ada.' }
  office = await startMailUser({ server, accounts: [{ ...ada, threads: [{ messages: [hello] }] }] })
  ;({ page, panel } = await office.openInbox())
  await signInToPanel(panel, server, ada.email)
  await openThread(page, 'Hello')
  await panel.getByRole('button', { name: 'Invite' }).click()
})

afterAll(async () => {
  await office?.close()
  await server?.close()
})

const send = () => panel.getByRole('button', { name: 'Send the invitation' })
const isOff = async () => (await send().getAttribute('aria-disabled')) === 'true'

/** Lays something over the panel, as a page that wants a click would: it lets the mouse through. */
const cover = (style: string) =>
  page.evaluate((text) => {
    const over = document.createElement('div')
    over.id = 'over'
    over.style.cssText = `position:fixed;inset:0;z-index:2147483647;pointer-events:none;${text}`
    document.documentElement.append(over)
  }, style)
const uncover = () => page.evaluate(() => document.getElementById('over')?.remove())

describe('what gives rights away, in a page that is not ours', () => {
  it('[MAIL-5] is confirmed only while the button is really visible, and says so', async () => {
    await expect.poll(isOff, { timeout: 60_000 }).toBe(false)
    for (const style of ['background:white', 'background:white;opacity:0.02']) {
      await cover(style)
      await expect.poll(isOff, { timeout: 60_000 }).toBe(true)
      await panel.getByText('This panel is not fully visible').waitFor()
      await send().click({ force: true })
      await uncover()
      await expect.poll(isOff, { timeout: 60_000 }).toBe(false)
    }
    await page.evaluate(() => document.getElementById('handover-panel')?.style.setProperty('opacity', '0.1'))
    await expect.poll(isOff, { timeout: 60_000 }).toBe(true)
    await page.evaluate(() => document.getElementById('handover-panel')?.style.removeProperty('opacity'))
    await expect.poll(isOff, { timeout: 60_000 }).toBe(false)
    // Nothing of the forced clicks went through.
    expect(server.smtp.mails.some((mail) => mail.to === emil.email)).toBe(false)
  })

  it('[MAIL-5] goes on in a window of its own, where nothing can lie over it', async () => {
    await cover('background:white')
    await panel.getByText('This panel is not fully visible').waitFor()
    const opened = office.browser.context.waitForEvent('page')
    await panel.getByRole('button', { name: 'Open in a window' }).click()
    const own = await opened
    expect(await own.getByLabel('Email address').inputValue()).toBe(emil.email)
    await own.getByRole('button', { name: 'Send the invitation' }).click()
    await own.getByText('Pending').waitFor()
    await server.mailTo(emil.email, /invites you to Acme/)
    await uncover()
  })

  it('[MAIL-2] opens at no place that Gmail’s page writes into the frame’s address', async () => {
    const route = encodeURIComponent(JSON.stringify({ to: 'invite', email: 'evil@evil.test', name: '' }))
    await page.evaluate((hash) => {
      const frame = document.getElementById('handover-panel')?.shadowRoot?.querySelector('iframe')
      if (frame) frame.src = `${frame.src}?tab=1#${hash}`
    }, route)
    await panel.getByRole('heading', { name: 'Hello' }).waitFor()
    expect(await panel.getByLabel('Email address').count()).toBe(0)
  })
})
