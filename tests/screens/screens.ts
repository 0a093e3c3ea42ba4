import type { Page } from 'playwright-core'
import { choose } from '../harness/story.ts'

/** How each screen is reached within the demo organization, ready to be looked at. */
export const screens: Record<string, (page: Page, url: string) => Promise<void>> = {
  async users(page, url) {
    await page.goto(`${url}/users`)
    await page.getByText('Anna Lindqvist').first().waitFor()
  },
  async person(page, url) {
    await page.goto(`${url}/users`)
    await page.getByRole('link', { name: 'Anna Lindqvist' }).first().click()
    await page.getByText('Looks after').waitFor()
  },
  async folder(page, url) {
    await page.goto(url)
    await page.getByRole('main').getByRole('link', { name: 'Deals' }).click()
    await page
      .getByText(/^[\d,]+ records|^[\d,]+ of/)
      .first()
      .waitFor()
    await page.getByRole('row').nth(6).getByRole('link').first().waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async record(page, url) {
    await screens.folder?.(page, url)
    await page.getByRole('row').nth(2).getByRole('link').first().click()
    await page
      .getByLabel('Name', { exact: true })
      .or(page.getByRole('heading', { level: 1 }))
      .first()
      .waitFor()
  },
  async tasks(page, url) {
    await page.goto(url)
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Tasks/ })
      .first()
      .click()
    await page.getByRole('checkbox').nth(3).waitFor()
  },
  async workspaces(page, url) {
    await page.goto(url)
    await page.getByRole('main').getByRole('link', { name: 'Deals' }).waitFor()
  },
  async invite(page, url) {
    await page.goto(`${url}/users?invite=`)
    await page.getByLabel('Email addresses').fill('Nora Ekdahl <nora@harbour.test>')
    await page.getByRole('radio').first().waitFor()
  },
  async billing(page, url) {
    await page.goto(`${url}/billing`)
    await page.getByRole('heading', { name: 'Billing', level: 1 }).waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async organization(page, url) {
    await page.goto(`${url}/organization`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  async history(page, url) {
    await page.goto(`${url}/history`)
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async preferences(page, url) {
    await page.goto(`${url}/preferences`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async handover(page, url) {
    await page.goto(`${url}/handovers/new?kind=person`)
    await choose(page, 'From whom', 'Anna Lindqvist')
    await choose(page, 'Who takes over', 'Benedikt Okafor')
    await page.getByText('items in all').waitFor()
  },
  async report(page, url) {
    await page.goto(`${url}/handovers`)
    await page.getByRole('link', { name: /Farid Rahmani/ }).click()
    await page.getByText('items in all').waitFor()
  },
  async roles(page, url) {
    await page.goto(`${url}/roles`)
    await page.getByRole('table').first().waitFor()
  },
  async merge(page, url) {
    await page.goto(`${url}/users`)
    await page.getByRole('link', { name: 'Anna Lindqvist' }).first().click()
    await page.getByText('Looks after').waitFor()
    await page.goto(`${page.url()}/merge`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  async erase(page, url) {
    await page.goto(`${url}/users`)
    await page.getByRole('tab', { name: /Deactivated/ }).click()
    await page.getByRole('link', { name: 'Farid Rahmani' }).click()
    await page.getByRole('button', { name: 'Erase personal data' }).click()
    await page.getByRole('dialog').getByText('Kept', { exact: true }).waitFor()
  },
  async 'import-users'(page, url) {
    await page.goto(`${url}/users/import`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'staff.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'First Name,Last Name,Work email,Teams\n' +
          'Nora,Ekdahl,nora@harbour.test,Sales (Manager)\n' +
          'Otto,Lind,otto@harbour,\n' +
          'Paul,O’Neil,paul@harbour.test,Sales\n',
      ),
    })
    await page.getByText('1 row stays out').waitFor()
  },
  async 'import-records'(page, url) {
    await page.goto(url)
    await page.getByRole('main').getByRole('link', { name: 'Import', exact: false }).first().click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'harbours.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Number;Harbour;Town;Looked after by;Fee\n' +
          '1;North pier;Husum;Anna;1.200,50\n' +
          '2;Old harbour;Emden;Ben;900\n' +
          '3;Yacht harbour;Kiel;NULL;2.000\n',
      ),
    })
    await page.getByRole('button', { name: 'Continue' }).click()
    await page
      .getByText(/tells rows apart|Key column/)
      .first()
      .waitFor()
  },
  async 'many-addresses'(page, url) {
    await page.goto(`${url}/users/addresses`)
    await page.getByLabel('To', { exact: true }).fill('@harbour.example')
    await page.getByRole('button', { name: 'Show the new addresses' }).click()
    await page.getByText('of them are chosen').waitFor()
  },
  async requests(page, url) {
    await page.goto(`${url}/requests`)
    await page.getByText('Nobody has asked for anything').waitFor()
  },
  async bin(page, url) {
    await screens.folder?.(page, url)
    await page.goto(`${page.url().split('?')[0]}/bin`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectGone(page, '.ho-skeleton, .ho-loading')
  },
  async workspace(page, url) {
    await screens.folder?.(page, url)
    await page.goto(page.url().split('/f/')[0] ?? url)
    await page.getByRole('heading', { name: 'Sales', level: 1 }).waitFor()
  },
  async handovers(page, url) {
    await page.goto(`${url}/handovers`)
    await page.getByRole('link', { name: /Farid Rahmani/ }).waitFor()
  },
  async 'cancel-subscription'(page, url) {
    await screens.billing?.(page, url)
    await page.getByRole('button', { name: 'Cancel the subscription…' }).click()
    await page.getByRole('dialog').waitFor()
  },
  async start(page, url) {
    await page.goto(`${url}/start`)
    await page.getByRole('button', { name: 'Create an organization' }).click()
    await page.getByLabel('Name of the organization').waitFor()
  },
  async waiting(page, url) {
    await page.goto(`${url}/waiting`)
    await page.getByRole('heading', { level: 1 }).waitFor()
  },
  async address(page, url) {
    await page.goto(`${url}/users`)
    await page.getByRole('link', { name: 'Anna Lindqvist' }).first().click()
    await page.getByText('Change the address').first().click()
    await page.getByRole('textbox', { name: 'New address' }).fill('anna@lindqvist.example')
    await page.getByRole('heading', { name: 'What stays' }).waitFor()
  },
}

/** What is still loading is no picture of the screen. */
async function expectGone(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((what) => document.querySelectorAll(what).length === 0, selector)
}
