import { afterAll, beforeAll, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { openAs } from '../harness/story.ts'

let server: HandoverServer
let browser: TestBrowser
let company: Company
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
  company = await Company.found(server, ['Sales'])
  await company.add('bill', 'Bill Bauer', { role: 'billing-admin' })
  await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent' } })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

it('[ROLE-7] [BILL-2] [BILL-3] [ROLE-13] [USR-5] a Billing Admin steps through the seats, sets the price, and may do no more', async () => {
  const bill = await openAs({ server, browser, company }, 'bill', '/billing')
  const chart = bill.getByRole('slider', { name: /Seats by day/ })
  await chart.waitFor()
  expect(await chart.getAttribute('aria-valuetext')).toMatch(/^Today, .*: 3 seats so far$/)
  await chart.focus()
  await bill.keyboard.press('Home')
  expect(await chart.getAttribute('aria-valuenow')).toBe('1')
  expect(await seriousFindings(bill)).toEqual([])

  await bill.getByRole('button', { name: 'Change', exact: true }).click()
  const dialog = bill.getByRole('dialog')
  await dialog.getByLabel(/Price of a seat and month/).fill('9,5')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await bill.getByText('€9.50 a seat and month').waitFor()
  await bill.getByRole('button', { name: 'Set a limit' }).click()
  await dialog.getByText('What you fill in here is sent to them').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await bill.getByRole('navigation').getByRole('link', { name: 'Organization' }).first().click()
  await bill.getByText('Europe/Berlin').waitFor()
  expect(await bill.getByRole('main').innerText()).toContain('An Admin may.')
  expect(await bill.getByRole('textbox').count()).toBe(0)

  // What an Admin changes others see at once.
  const ada = await openAs({ server, browser, company }, 'ada', '/organization')
  await ada.getByLabel('Address', { exact: true }).fill('Main Street 1\nSpringfield')
  await ada.getByRole('button', { name: 'Save' }).click()
  await bill.getByText('Springfield').waitFor()
  expect(await seriousFindings(ada)).toEqual([])

  // A record for each user, in a folder of a workspace in which nobody is.
  await ada.getByRole('button', { name: 'Keep an Employee record for each user' }).click()
  await ada.getByRole('button', { name: 'Stop keeping them' }).waitFor()
  await ada.getByRole('link', { name: 'Staff: Employees' }).click()
  for (const name of ['Ada Amin', 'Anna Berg', 'Bill Bauer']) await ada.getByRole('link', { name }).waitFor()
})

it('[BILL-4] [BILL-5] [ROLE-8] an Admin has the organization deleted, another one stops it; who is long unseen can be blocked', async () => {
  await company.add('eve', 'Eve Ender', { role: 'admin' })
  const ada = await openAs({ server, browser, company }, 'ada', '/organization')
  await ada.getByRole('button', { name: 'Delete Acme' }).click()
  const dialog = ada.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: 'Delete in 14 days' })
  expect(await confirm.getAttribute('aria-disabled')).toBe('true')
  await dialog.getByLabel('Type Acme to go on').fill('Acme')
  expect(await seriousFindings(ada)).toEqual([])
  await confirm.click()
  await ada.getByText(/^Acme is going to be deleted on/).waitFor()
  const mail = await server.mailTo(company.person('eve').email, /is going to be deleted/)
  expect(mail.text).toContain('Ada Amin has asked to delete Acme')

  const eve = await openAs({ server, browser, company }, 'eve')
  await eve.clock.setFixedTime(Date.now() + 70 * 86_400_000)
  await eve.getByRole('button', { name: 'Stop it' }).click()
  await ada.getByText(/^Acme is going to be deleted on/).waitFor({ state: 'detached' })

  await eve.goto(`${server.url}/users`)
  await eve.getByText('3 people were not seen for 60 days').waitFor()
  await eve.getByRole('link', { name: 'Look at them' }).click()
  const row = eve.getByRole('table', { name: /not seen/ }).getByRole('row', { name: /Anna Berg/ })
  await row.getByRole('button', { name: 'Block' }).click()
  await row.waitFor({ state: 'detached' })
  await eve.getByText(/1 of them by blocked people/).waitFor()
})

it('[ROLE-8] an Admin is told what will happen and cancels; when it has ended everybody reads on, and it is taken up again', async () => {
  const ada = await openAs({ server, browser, company }, 'ada', '/billing')
  await ada.getByRole('button', { name: 'Cancel the subscription…' }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByText('Nothing is deleted.').waitFor()
  await dialog.getByText('The last invoice').waitFor()
  expect(await seriousFindings(ada)).toEqual([])
  await dialog.getByRole('button', { name: /^Cancel after/ }).click()
  await ada.getByText(/^The subscription ends on/).waitFor()
  await server.mailTo(company.person('ada').email, /subscription of Acme .* ends on/)

  // By his device’s clock the month is over.
  const bill = await openAs({ server, browser, company }, 'bill', '/billing')
  await bill.clock.setFixedTime(Date.now() + 40 * 86_400_000)
  await bill.reload()
  await bill.getByText(/^The subscription ended on/).waitFor()
  await bill.getByText('None: the subscription has ended').waitFor()
  expect(await seriousFindings(bill)).toEqual([])
  await bill
    .getByRole('button', { name: /^Ask somebody who may: Go on with/ })
    .first()
    .click()
  await bill.getByText('You asked somebody who may.').first().waitFor()
  await ada.getByRole('link', { name: /Requests/ }).click()
  await ada.getByRole('button', { name: 'Say yes: do it in my name' }).click()
  await bill.getByText(/^The subscription ended on/).waitFor({ state: 'detached' })
})
