import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { eventually } from '../harness/eventually.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { addRecord, choose, createFolder, folderPath, openAs } from '../harness/story.ts'

let server: HandoverServer
let browser: TestBrowser
let company: Company
const story = () => ({ server, browser, company })

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
  company = await Company.found(server)
  await company.add('eve', 'Eve Example', { role: 'admin' })
  await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent' } })
  await company.add('ben', 'Ben Cole', { levels: { Sales: 'agent' } })
  await company.add('carl', 'Carl Dahl', { levels: { Sales: 'agent' } })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const setField = async (page: Page, name: string, value: string) => {
  const field = page.getByRole('textbox', { name, exact: true })
  await field.fill(value)
  await field.blur()
}

describe('two Admins, together and offline', () => {
  it('[SYNC-1] [SYNC-2] [SYNC-3] [SYNC-5] [REC-2] [HAND-6] one goes offline and works on; back online nothing is lost, nothing is twice', async () => {
    const deals = await createFolder(story(), 'Sales', 'Deals')
    const anna = await openAs(story(), 'anna')
    await addRecord(story(), anna, 'Sales', deals, 'Harbour crane')
    const ada = await openAs(story(), 'ada', folderPath(story(), 'Sales', deals), { worker: true })
    const eve = await openAs(story(), 'eve', folderPath(story(), 'Sales', deals))
    // They see each other.
    await ada.getByRole('button', { name: /Also here: .*Eve Example/ }).waitFor()
    await ada.getByRole('link', { name: 'Harbour crane' }).click()
    await eve.getByRole('link', { name: 'Harbour crane' }).click()
    // And each other's changes as they happen.
    await setField(ada, 'City', 'Rotterdam')
    await expect
      .poll(() => eve.getByRole('textbox', { name: 'City', exact: true }).inputValue())
      .toBe('Rotterdam')
    await ada.getByText('All saved').waitFor()

    // Ada goes offline and reloads: the app opens.
    await ada.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await ada.context().setOffline(true)
    await ada.reload()
    await ada.getByRole('textbox', { name: 'City', exact: true }).waitFor()
    await setField(ada, 'City', 'Antwerp')
    // Said once it is on the disk here; a page that is left before has not promised anything.
    await ada.getByText('waiting for connection').first().waitFor()
    await ada.goto(`${server.url}/users`)
    await ada.getByRole('button', { name: 'Invite' }).click()
    await ada.getByLabel('Email address').fill('nora@acme.test')
    await ada.getByRole('button', { name: 'Send the invitation' }).click()
    await ada.getByRole('button', { name: 'Invite' }).click()
    await ada.getByLabel('Email address').fill('typo@acme.test')
    await ada.getByRole('button', { name: 'Send the invitation' }).click()
    await ada.goto(`${server.url}/handovers/new?kind=person`)
    await choose(ada, 'From whom', 'Anna Berg')
    await choose(ada, 'Who takes over', 'Ben Cole')
    await ada.getByRole('button', { name: /^Hand over .*Ben Cole/ }).click()
    await ada.getByText('Kept on this device', { exact: true }).waitFor()

    // What waits is listed in words, and one is withdrawn.
    await ada.goto(`${server.url}/waiting`)
    const waiting = ada.getByRole('main')
    await waiting.getByText('Invite nora@acme.test').waitFor()
    await waiting.getByText('Hand over Anna Berg’s items to Ben Cole').waitFor()
    const typo = waiting.getByRole('listitem').filter({ hasText: 'Invite typo@acme.test' })
    await typo.getByRole('button', { name: /^Take back/ }).click()
    await typo.waitFor({ state: 'detached' })

    // Meanwhile Eve edits another field of the same record, and hands the same items to somebody else.
    await setField(eve, 'Phone', '+31 10 123')
    await eventually('Eve’s edit in the history', async () => {
      const { organizationId } = company
      const reply = await company.person('ada').session.history({ organizationId })
      return JSON.stringify(reply).includes('+31 10 123')
    })
    await eve.goto(`${server.url}/handovers/new?kind=person`)
    await choose(eve, 'From whom', 'Anna Berg')
    await choose(eve, 'Who takes over', 'Carl Dahl')
    await eve.getByRole('button', { name: /^Hand over .*Carl Dahl/ }).click()
    await eve.getByText('Done', { exact: true }).first().waitFor()

    await ada.context().setOffline(false)
    await ada.getByRole('status').getByText('All saved').waitFor()
    // The handover found another holder than was shown: it waits for somebody's look.
    await ada.goto(`${server.url}/handovers`)
    await ada
      .getByRole('row', { name: /Anna Berg’s items to Ben Cole/ })
      .getByText('Needs your look')
      .waitFor()
    await ada.goto(`${server.url}/users`)
    await ada.getByRole('tab', { name: /Pending/ }).click()
    await ada.getByText('nora@acme.test').first().waitFor()
    expect(await ada.getByText('typo@acme.test').count()).toBe(0)
    await server.mailTo('nora@acme.test')
    expect(server.smtp.mails.filter((mail) => mail.to === 'nora@acme.test')).toHaveLength(1)
    expect(server.smtp.mails.filter((mail) => mail.to === 'typo@acme.test')).toHaveLength(0)

    // Both edits of the record are there, on both sides, and it is looked after by Carl.
    for (const page of [ada, eve]) {
      await page.goto(`${server.url}${folderPath(story(), 'Sales', deals)}`)
      await page
        .getByRole('row', { name: /Harbour crane/ })
        .getByText('Carl Dahl')
        .waitFor()
      await page.getByRole('link', { name: 'Harbour crane' }).click()
      await expect
        .poll(() => page.getByRole('textbox', { name: 'City', exact: true }).inputValue())
        .toBe('Antwerp')
      await expect
        .poll(() => page.getByRole('textbox', { name: 'Phone', exact: true }).inputValue())
        .toBe('+31 10 123')
    }
  })
})
