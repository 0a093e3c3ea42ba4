import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ProfileOptions } from '../harness/browser.ts'
import { openFounded, openSignedIn } from '../harness/sign-in.ts'
import { useWorld } from '../harness/world.ts'
import { allSaved, chooseFile, countOf, downloaded, openImport, proposeImport, runImport } from './steps.ts'

const world = useWorld()
const northwind = path.resolve(import.meta.dirname, '../../../shared/data/northwind')
const file = (name: string) => path.join(northwind, name)

/** Somebody with an organization of their own, at the import. */
async function atImport(email: string, options?: ProfileOptions) {
  const profile = await world.profile(options)
  await openSignedIn(profile.page, world.server, email)
  await openFounded(profile.page, world.server, { name: `Of ${email}`, person: 'Anna Berg' })
  await openImport(profile.page)
  return profile
}

describe('importing records', () => {
  it.skipIf(!existsSync(northwind))(
    '[REC-4] brings Northwind in, names employees from a second file, and creates nothing when done again',
    async () => {
      const { page, faults } = await atImport('anna@northwind.test')
      await proposeImport(page, file('customers.csv'))
      expect(await countOf(page, 'new')).toBe('67')
      expect(await countOf(page, 'can’t be read')).toBe('24')
      await page.getByText('Such a text has to stand in quotes').waitFor()
      const failed = await downloaded(page, () =>
        page.getByRole('button', { name: 'Download these rows' }).click(),
      )
      expect(failed.trimEnd().split('\r\n')).toHaveLength(1 + 24)
      await runImport(page, 67)

      await openImport(page)
      await proposeImport(page, file('orders.csv'), file('employees.csv'))
      expect(await countOf(page, 'new')).toBe('654')
      await page.getByText('Nobody yet: Margaret Peacock').first().waitFor()
      await runImport(page, 654)
      const owner = page.getByRole('combobox', { name: 'Looked after by' })
      await owner.fill('Anne Dodsworth')
      await page.getByRole('option', { name: 'Nobody yet: Anne Dodsworth' }).click()
      await page.getByText('35 of 654 records').waitFor()

      // A later edit stays when the same file comes again.
      await page.getByRole('link', { name: 'Customers' }).click()
      await page.getByRole('link', { name: 'Alfreds Futterkiste' }).click()
      const city = page.getByLabel('city', { exact: true })
      await city.fill('Potsdam')
      await city.press('Enter')
      await allSaved(page)
      await openImport(page)
      await proposeImport(page, file('customers.csv'))
      expect(await countOf(page, 'new')).toBe('0')
      await page.getByText('0 new, 67 already there').waitFor()
      await page.getByRole('link', { name: 'Open the folder' }).click()
      await page.getByRole('searchbox').fill('potsdam')
      await page.getByText('1 of 67 records').waitFor()
      await page.getByRole('link', { name: 'Alfreds Futterkiste' }).waitFor()
      expect(faults).toEqual([])
    },
  )

  it('[REC-4] [CSV-2] a record in the bin stays there, and neither formulas nor __proto__ do harm', async () => {
    const { page, faults } = await atImport('ben@northwind.test')
    const things = {
      name: 'things.csv',
      text: 'id,name,__proto__,note\n1,Rope,"=HYPERLINK(""x"")",@a\n2,=1+1,b,NULL\n3,"Anchor,c,d\n',
    }
    await proposeImport(page, things)
    expect(await countOf(page, 'new')).toBe('2')
    await page.getByText('Line 4').waitFor()
    await page.getByText('has a quote that is not opened and closed properly').waitFor()
    await runImport(page, 2)
    await page.getByRole('link', { name: '=1+1' }).waitFor()
    await page.getByText('=HYPERLINK("x")').waitFor()
    const more = page.getByRole('button', { name: 'More about Things' })
    await more.click()
    const csv = await downloaded(page, () => page.getByRole('menuitem', { name: 'Export (CSV)' }).click())
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`)
    expect(csv).toContain(`\r\n'=1+1,Anna Berg,`)

    await page.getByRole('checkbox', { name: 'Choose Rope' }).click()
    await page.getByRole('button', { name: 'Move to the bin' }).click()
    await page.getByRole('status').getByText('1 record', { exact: true }).waitFor()
    await openImport(page)
    await proposeImport(page, things)
    await page.getByText('0 new, 2 already there').waitFor()
    expect(faults).toEqual([])
  })

  it('[REC-4] says what it cannot read, and what it had to guess', async () => {
    const { page } = await atImport('carl@northwind.test')
    await chooseFile(page, { name: 'empty.csv', text: 'id,name\n' })
    await page.getByText('This file has column names and no rows below them.').waitFor()
    await chooseFile(
      page,
      { name: 'table.csv', text: new Uint8Array([0x50, 0x4b, 3, 4, 0]) },
      'Choose another file',
    )
    await page.getByText('This is a spreadsheet or a zip file.').waitFor()
    const latin = new Uint8Array([...Buffer.from('id,name\n1,M'), 0xfc, ...Buffer.from('ller\n')])
    await chooseFile(page, { name: 'latin.csv', text: latin }, 'Choose another file')
    await page.getByText('This file is not in UTF-8.').waitFor()
    expect(await page.getByRole('button', { name: 'Continue' }).isEnabled()).toBe(true)
  })

  it('[REC-4] [SYNC-1] works without a network, and invites whom the file names when there is one again', async () => {
    const { page, context } = await atImport('dora@northwind.test', { worker: true })
    // The app's parts have to be on the device before the network goes.
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
    await context.setOffline(true)
    await page.reload()
    await page.getByRole('status').getByText('Offline').waitFor()
    await chooseFile(page, {
      name: 'deals.csv',
      text: 'id,title,owner\n1,Rope,Nora Fell\n2,Paint,Anna Berg\n3,Oil,Nora Fell\n',
    })
    await page.getByText(/can be read/).waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Name of the record').waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('found by name').waitFor()
    await page.getByRole('combobox', { name: 'Who is Nora Fell' }).fill('invite')
    await page.getByRole('option', { name: /Invite somebody/ }).click()
    await page.getByLabel('Address of Nora Fell').fill('nora@northwind.test')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('nora@northwind.test (invited)').first().waitFor()
    await page.getByRole('button', { name: 'Import 3 records' }).click()
    await page.getByText('All of it is on this device and will be sent when you are online.').waitFor()
    await page.getByRole('link', { name: 'Open the folder' }).click()
    await page.getByText('waiting for connection').first().waitFor()
    expect(world.server.smtp.mails.filter(({ to }) => to === 'nora@northwind.test')).toEqual([])

    await context.setOffline(false)
    await allSaved(page)
    await world.server.invitationLink('nora@northwind.test')
    const other = await world.profile()
    await openSignedIn(other.page, world.server, 'dora@northwind.test')
    await other.page.getByRole('link', { name: 'Deals' }).first().click()
    await other.page.getByRole('status').getByText('3 records', { exact: true }).waitFor()
    await other.page.getByRole('row', { name: /Oil.*Nora Fell/ }).waitFor()
  })
})
