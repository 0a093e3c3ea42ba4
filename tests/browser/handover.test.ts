import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { newId } from '../../shared/replica/ids.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { openSignedIn } from '../harness/sign-in.ts'

let server: HandoverServer
let browser: TestBrowser
let company: Company
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const open = async (who: string, path = '/') => {
  const { page } = await browser.profile()
  await openSignedIn(page, server, company.person(who).email)
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  await page.goto(`${server.url}${path}`)
  return page
}
const choose = async (page: Page, field: string, name: string) => {
  await page.getByRole('combobox', { name: field }).fill(name)
  await page.getByRole('option', { name: new RegExp(name) }).click()
}
const folder = async (workspace: string, name: string) => {
  const folderId = newId('folder')
  const fields = [{ id: 'city', name: 'City', type: 'text' }]
  await company.command('ada', 'folder.create', {
    folderId,
    workspaceId: company.workspaces[workspace],
    name,
    fields,
    stage: null,
  })
  return folderId
}
/** Adds a record on the folder's page, as the person whose page it is. */
const addRecord = async (page: Page, workspace: string, folderId: string, title: string) => {
  await page.goto(`${server.url}/w/${company.workspaces[workspace]}/f/${folderId}`)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(title)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Create' })
    .click()
  await page.getByText(title).first().waitFor()
  await page.getByText('All saved').waitFor()
}

describe('handing over everything, in the app', () => {
  beforeEach(async () => {
    if (company) return
    company = await Company.found(server)
    await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent', Service: 'agent' } })
    await company.add('ben', 'Ben Cole', { levels: { Sales: 'agent' } })
    await company.add('carl', 'Carl Dahl', { levels: { Sales: 'manager' } })
  })

  it('[HAND-1] [HAND-6] [HAND-11] [HAND-12] [HAND-16] [HAND-24] [LIFE-2] previews, runs, reports the same counts, locks the leaver, and undoes', async () => {
    const deals = await folder('Sales', 'Deals')
    const tickets = await folder('Service', 'Tickets')
    const anna = await open('anna')
    await addRecord(anna, 'Sales', deals, 'Harbour crane')
    await addRecord(anna, 'Sales', deals, 'Second crane')
    await addRecord(anna, 'Service', tickets, 'Broken hook')

    const ada = await open('ada', '/handovers/new')
    await ada.getByText('Another person takes over').click()
    await choose(ada, 'From whom', 'Anna Berg')
    await choose(ada, 'Who takes over', 'Ben Cole')
    await ada.getByText('Leaves', { exact: true }).click()
    await ada.getByRole('heading', { name: 'What moves to Ben Cole' }).waitFor()
    await ada.getByText('3 items in all').waitFor()
    const preview = await ada.getByRole('main').innerText()
    expect(preview).toMatch(/Sales\s+2/)
    expect(preview).toMatch(/Service\s+1/)
    expect(preview).toContain('Ben Cole is let into Service (as Agent)')
    expect(preview).toContain('Gmail mail, calendar, Drive and contacts do not move')
    expect(await seriousFindings(ada)).toEqual([])

    await ada.getByRole('button', { name: 'Hand over 3 items to Ben Cole' }).click()
    await ada.getByRole('heading', { name: 'What moved to Ben Cole' }).waitFor()
    const report = await ada.getByRole('main').innerText()
    expect(report).toMatch(/Sales\s+2/)
    expect(report).toMatch(/Service\s+1/)
    expect(await seriousFindings(ada)).toEqual([])

    // Her open page locks, and says why.
    await anna.getByRole('heading', { name: /Your access to .*Acme.* has ended/ }).waitFor()
    expect(await anna.getByText('Broken hook').count()).toBe(0)

    const mail = await server.mailTo(company.person('ben').email, /Anna Berg/)
    expect(mail.text).toMatch(/3/)

    const ben = await open('ben', `/w/${company.workspaces.Service}/f/${tickets}`)
    await ben.getByText('Broken hook').waitFor()
    await addRecord(ben, 'Sales', deals, 'Ben’s own')

    await ada.getByRole('button', { name: 'Undo' }).click()
    await ada.getByText('Undone', { exact: true }).waitFor()
    await ada.goto(`${server.url}/users/${company.person('anna').userId}`)
    await ada.getByText('Active', { exact: true }).first().waitFor()
    await ada.goto(`${server.url}/w/${company.workspaces.Sales}/f/${deals}`)
    const row = (title: string) => ada.getByRole('row', { name: new RegExp(title) })
    await row('Harbour crane').getByText('Anna Berg').waitFor()
    await row('Ben’s own').getByText('Ben Cole').waitFor()
  })

  it('[HAND-3] takes over what nobody looks after', async () => {
    const leads = await folder('Sales', 'Leads')
    const portfolioId = newId('portfolio')
    await company.command('ada', 'portfolio.create', {
      portfolioId,
      workspaceId: company.workspaces.Sales,
      label: 'employee 7',
    })
    const ada = await open('ada', '/handovers/new?kind=person&from=nobody')
    await choose(ada, 'Who takes over', 'Carl Dahl')
    await ada.getByText('employee 7').waitFor()
    await ada.getByRole('button', { name: /^Hand over/ }).click()
    await ada.getByText('Done', { exact: true }).first().waitFor()
    expect(leads).toMatch(/^fld_/)
  })

  it('[ROLE-11] offers it only to those who may, and says who may', async () => {
    const ben = await open('ben', '/handovers/new?kind=person')
    await ben.getByRole('combobox', { name: 'From whom' }).fill('Carl')
    const option = ben.getByRole('option', { name: /Carl Dahl/ })
    await option.waitFor()
    expect(await option.getAttribute('aria-disabled')).toBe('true')
    expect(await option.innerText()).toMatch(/Admin/)
  })
})
