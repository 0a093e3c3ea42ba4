import type { FrameLocator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openThread } from '../gmail/launch.ts'
import { Company } from '../harness/company.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { addRecord, createFolder, openAs } from '../harness/story.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const ada = { email: 'ada@acme.test', name: 'Ada Amin' }
const anna = { email: 'anna@acme.test', name: 'Anna Berg' }

let server: HandoverServer
let browser: TestBrowser
let company: Company
let admin: MailUser
let leaver: MailUser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
  company = await Company.found(server)
  await company.add('anna', anna.name, { levels: { Sales: 'agent', Service: 'agent' } })
  await company.add('ben', 'Ben Cole', { levels: { Sales: 'agent' } })
  await company.add('eve', 'Eve Frost', { role: 'admin' })
  const bye = { from: anna, to: [ada], subject: 'My last day', text: 'Bye.' }
  ;[admin, leaver] = await Promise.all([
    startMailUser({ server, accounts: [{ ...ada, threads: [{ messages: [bye] }] }] }),
    startMailUser({ server, accounts: [anna] }),
  ])
})

afterAll(async () => {
  await admin?.close()
  await leaver?.close()
  await browser?.close()
  await server?.close()
})

const text = (panel: FrameLocator) => panel.getByRole('main').innerText()

describe('handing over everything from the panel', () => {
  it('[MAIL-5] [MAIL-9] [HAND-6] [HAND-16] previews the person in the conversation, runs, and reports the same counts', async () => {
    const story = { server, browser, company }
    const deals = await createFolder(story, 'Sales', 'Deals')
    const tickets = await createFolder(story, 'Service', 'Tickets')
    const app = await openAs(story, 'anna')
    await addRecord(story, app, 'Sales', deals, 'Harbour crane')
    await addRecord(story, app, 'Sales', deals, 'Second crane')
    await addRecord(story, app, 'Service', tickets, 'Broken hook')
    const hers = await leaver.openInbox()
    await signInToPanel(hers.panel, server, anna.email)
    await hers.panel.getByRole('heading', { name: 'Begin' }).waitFor()
    // Another Admin looks at the list meanwhile.
    const eve = await openAs(story, 'eve', '/handovers')

    const { page, panel } = await admin.openInbox()
    await signInToPanel(panel, server, ada.email)
    await openThread(page, 'My last day')
    await panel.getByRole('button', { name: 'Hand over' }).click()
    expect(await panel.getByRole('combobox', { name: 'From whom' }).inputValue()).toBe(anna.name)
    await panel.getByRole('combobox', { name: 'Who takes over' }).fill('Ben')
    await panel.getByRole('option', { name: /Ben Cole/ }).click()
    await panel.getByText('Leaves', { exact: true }).click()
    await panel.getByText('3 items in all').waitFor()
    expect(await text(panel)).toMatch(/Sales\s+2/)
    expect(await text(panel)).toMatch(/Service\s+1/)
    expect(await text(panel)).toContain('Ben Cole is let into Service (as Agent)')

    await panel.getByRole('button', { name: 'Hand over 3 items to Ben Cole' }).click()
    await panel.getByRole('heading', { name: 'What moved to Ben Cole' }).waitFor()
    expect(await text(panel)).toContain('3 items in all')
    expect(await text(panel)).toMatch(/Sales\s+2/)
    expect(await text(panel)).toMatch(/Service\s+1/)
    await eve
      .getByRole('link', { name: /Anna Berg/ })
      .first()
      .waitFor()

    // Her app and her panel lock, and say why (SYNC-7).
    await app.getByText(/Your access to .*Acme.* has ended/).waitFor()
    await hers.panel.getByText('Your access to Acme has ended').waitFor()
    expect(await hers.panel.getByRole('heading', { name: 'Begin' }).count()).toBe(0)

    await panel.getByRole('button', { name: 'Back' }).click()
    await panel.getByText('Deactivated').waitFor()
    expect(await text(panel)).toMatch(/Anna Berg left.*Ben Cole looks after this/)
  })

  it('[HAND-12] undoes it from the panel, and the leaver is back', async () => {
    const { page, panel } = await admin.openInbox()
    await panel.getByRole('heading', { name: 'Lately' }).waitFor()
    await panel.getByRole('button', { name: /Anna Berg/ }).click()
    await panel.getByRole('button', { name: 'Undo' }).click()
    await panel.getByText('Undone', { exact: true }).first().waitFor()
    await openThread(page, 'My last day')
    await panel.getByRole('button', { name: 'Back' }).click()
    await panel.getByRole('button', { name: 'Hand over' }).waitFor()
    await page.close()
  })

  it('[MAIL-3] [LIFE-9] [LIFE-4] blocks, unblocks and restores the person of the conversation', async () => {
    const { page, panel } = await admin.openInbox()
    await openThread(page, 'My last day')
    await panel.getByRole('button', { name: 'More about Anna Berg' }).click()
    await panel.getByRole('menuitem', { name: 'Block now' }).click()
    await panel.getByText('Blocked', { exact: true }).waitFor()
    await panel.getByRole('button', { name: 'Unblock' }).click()
    await panel.getByText('Blocked', { exact: true }).waitFor({ state: 'detached' })

    await company.command('eve', 'user.deactivate', { userId: company.person('anna').userId })
    await panel.getByRole('button', { name: 'Restore' }).click()
    expect(await text(panel)).toContain('get back what nobody else was given')
    await panel.getByRole('button', { name: 'Restore' }).click()
    await panel.getByRole('button', { name: 'Hand over' }).waitFor()
    expect(await text(panel)).not.toContain('Deactivated')
    await page.close()
  })
})
