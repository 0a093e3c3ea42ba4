import type { FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeThread, openThread } from '../gmail/launch.ts'
import type { Mail } from '../gmail/mail.ts'
import { newId } from '../../shared/replica/ids.ts'
import { SMALL_PHOTO } from '../harness/small-photo.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const ada = { email: 'ada@acme.test', name: 'Ada Amin' }
const ben = { email: 'ben@acme.test', name: 'Ben Okafor' }
const dora = { email: 'dora@acme.test', name: 'Dora Lind' }
const gina = { email: 'gina@acme.test', name: 'Gina Holm' }
const emil = { email: 'Emil@Brightwater.test', name: 'Emil Sand' }

const renewal: Mail = {
  from: ben,
  to: [ada],
  cc: [dora, emil],
  subject: 'Renewal',
  html: '<p>Ask <a href="mailto:fred@elsewhere.test">fred@elsewhere.test</a>, <span email="gil@elsewhere.test">Gil</span>.</p>',
}

let server: HandoverServer
let office: MailUser
let page: Page
let panel: FrameLocator
const errors: string[] = []

beforeAll(async () => {
  server = await startHandover()
  const company = await Company.found(server)
  await company.add('ben', ben.name, { levels: { Sales: 'manager' } })
  await company.add('gina', gina.name, { levels: { Sales: 'agent' } })
  await company.add('dora', dora.name, { pending: true })
  const photo = { id: newId('photo'), image: SMALL_PHOTO }
  await company.command('ben', 'user.set-photo', { userId: company.person('ben').userId, photo })
  office = await startMailUser({
    server,
    accounts: [
      { ...ada, threads: [{ messages: [renewal] }, { messages: [{ ...renewal, subject: 'Other' }] }] },
      { email: 'ada.private@mail.test', name: 'Ada' },
      { ...ben, threads: [{ messages: [{ from: gina, to: [ben], subject: 'Sold', text: 'All of it.' }] }] },
    ],
  })
  ;({ page, panel } = await office.openInbox(ada.email))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
})

afterAll(async () => {
  await office?.close()
  await server?.close()
})

const person = (name: string) => panel.getByRole('listitem').filter({ hasText: name })

describe('the panel beside a conversation', () => {
  it('[MAIL-2] is signed in to by a code, for the address that Gmail shows', async () => {
    await panel.getByRole('heading', { name: 'Sign in to Handover' }).waitFor()
    expect(await panel.getByLabel('Your email address').inputValue()).toBe(ada.email)
    await signInToPanel(panel, server, ada.email)
    await panel.getByRole('heading', { name: 'Begin' }).waitFor()
    await panel.getByText('Acme', { exact: true }).waitFor()
  })

  it('[MAIL-3] shows who of the people is a user, pending or unknown, and offers the next step', async () => {
    await openThread(page, 'Renewal')
    await person('Ben Okafor').getByRole('button', { name: 'Hand over' }).waitFor()
    await person('Dora Lind').getByText('Pending').waitFor()
    await person('Dora Lind').getByRole('button', { name: 'Send again' }).waitFor()
    await person('Emil Sand').getByText('not in Handover').waitFor()
    await person('Emil Sand').getByRole('button', { name: 'Invite' }).waitFor()
    await person('Ada Amin').getByText('you · Admin').waitFor()
    const face = person('Ben Okafor').locator('img')
    await expect.poll(() => face.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(8)
  })

  it('[MAIL-6] takes nobody out of the body of a message', async () => {
    await person('Ben Okafor').waitFor()
    expect(await panel.getByText('elsewhere.test').count()).toBe(0)
    expect(await panel.getByText('Gil').count()).toBe(0)
  })

  it('[INV-1] [INV-7] invites somebody from the conversation, with the price said before, who gets the mail', async () => {
    await person('Emil Sand').getByRole('button', { name: 'Invite' }).click()
    await panel
      .getByText('they take a seat: €12.00 a month. Who has a seat at the end of the day counts')
      .waitFor()
    await panel.getByRole('combobox', { name: 'Add a workspace' }).fill('Serv')
    await panel.getByRole('option', { name: 'Service' }).click()
    await panel.getByRole('button', { name: 'Send the invitation' }).click()
    await person('Emil Sand').getByText('Pending').waitFor()
    const mail = await server.mailTo('emil@brightwater.test', /invites you to Acme/)
    expect(mail.text).toContain('Service')
  })

  it('[INV-3] sends an invitation again and takes one back, after asking', async () => {
    const before = server.smtp.mails.length
    await person('Dora Lind').getByRole('button', { name: 'Send again' }).click()
    await panel.getByText('Sent again').waitFor()
    await expect
      .poll(() => server.smtp.mails.slice(before).map((mail) => mail.to), { timeout: 60_000 })
      .toContain(dora.email)
    await person('Dora Lind').getByRole('button', { name: 'Take back' }).click()
    await person('Dora Lind').getByRole('button', { name: 'Take it back' }).click()
    await person('Dora Lind').getByText('not in Handover').waitFor()
  })

  it('[MAIL-1] keeps what was begun while conversations change', async () => {
    await person('Ben Okafor').getByRole('button', { name: 'Hand over' }).click()
    await panel.getByRole('heading', { name: 'Hand over' }).waitFor()
    await closeThread(page)
    await openThread(page, 'Other')
    expect(await panel.getByRole('combobox', { name: 'From whom' }).inputValue()).toBe('Ben Okafor')
    await panel.getByRole('button', { name: 'Back' }).click()
    await panel.getByRole('heading', { name: 'Other' }).waitFor()
  })

  it('breaks no policy of Gmail’s page, and reports no error', () => {
    expect(errors).toEqual([])
  })

  it('[MAIL-2] does nothing for another account than the one Gmail shows', async () => {
    const other = await office.openInbox('ada.private@mail.test')
    await other.panel.getByText('ada.private@mail.test').first().waitFor()
    await other.panel.getByText(`Signed in as ${ada.email} so far`).waitFor()
    expect(await other.panel.getByText('Acme', { exact: true }).count()).toBe(0)
    await signInToPanel(other.panel, server, 'ada.private@mail.test')
    await other.panel.getByText('ada.private@mail.test belongs to no organization').waitFor()
    // The tab beside it goes on with its own.
    await panel.getByText(ada.email).first().waitFor()
    await other.page.close()
  })

  it('[ROLE-15] asks somebody who may, once, for what one may not', async () => {
    const other = await office.openInbox(ben.email)
    await signInToPanel(other.panel, server, ben.email)
    await openThread(other.page, 'Sold')
    await other.panel.getByRole('button', { name: 'More about Gina Holm' }).click()
    await other.panel.getByRole('menuitem', { name: 'Ask somebody who may block them' }).click()
    await other.panel.getByText('You asked somebody who may.').waitFor()
    const mail = await server.mailTo(ada.email, /Block Gina Holm/i)
    expect(mail.text).toContain('Ben Okafor')
    await other.panel.getByRole('button', { name: 'More about Gina Holm' }).click()
    await other.panel.getByRole('menuitem', { name: 'Open their page and records' }).waitFor()
    expect(await other.panel.getByRole('menuitem', { name: /^Ask/ }).count()).toBe(0)
    await other.page.close()
  })

  it('[MAIL-2] asks when Gmail does not say whose mail it is', async () => {
    const other = await office.openInbox(ada.email)
    await other.panel.getByRole('heading', { name: 'Begin' }).waitFor()
    await other.page.evaluate(() =>
      document.documentElement.setAttribute('data-handover-account', 'somebody@else.test'),
    )
    await other.panel.getByRole('heading', { name: 'Which account is this?' }).waitFor()
    await other.panel.getByRole('button', { name: ada.email }).click()
    await other.panel.getByRole('heading', { name: 'Begin' }).waitFor()
    await other.page.close()
  })

  it('gives no secret to Gmail’s page: no message, no token, no storage', async () => {
    const other = await office.browser.context.newPage()
    await other.addInitScript(() => {
      addEventListener('message', (event) =>
        document.documentElement.setAttribute('data-heard', String(event.data)),
      )
    })
    await other.goto(office.gmail.inboxUrl(ada.email))
    await other.frameLocator('#handover-panel iframe').getByRole('heading', { name: 'Begin' }).waitFor()
    const seen = await other.evaluate(async () => ({
      heard: document.documentElement.getAttribute('data-heard'),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      chrome: typeof (globalThis as { chrome?: { runtime?: unknown } }).chrome?.runtime,
      frame:
        document.getElementById('handover-panel')?.shadowRoot?.querySelector('iframe')?.contentDocument ??
        null,
    }))
    expect(seen).toEqual({ heard: null, databases: [], chrome: 'undefined', frame: null })
    await other.close()
  })

  it('[MAIL-1] remembers that it was folded', async () => {
    await page.locator('#handover-panel').getByRole('button', { name: 'Fold Handover' }).click()
    await page.reload()
    await page.locator('#handover-panel').getByRole('button', { name: 'Open Handover' }).click()
    await panel.getByText(ada.email).first().waitFor()
  })
})
