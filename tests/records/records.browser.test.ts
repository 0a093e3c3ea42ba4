import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import { seriousFindings } from '../harness/accessibility.ts'
import type { Profile } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { inviteByPage, openUsers } from '../harness/people.ts'
import { openDemo, openFounded, openSignedIn } from '../harness/sign-in.ts'
import { useWorld } from '../harness/world.ts'
import { allSaved } from './steps.ts'

const world = useWorld()

const FIELDS = [
  { id: 'harbour', name: 'Harbour', type: 'text' },
  { id: 'length', name: 'Length', type: 'number' },
  { id: 'stage', name: 'Stage', type: 'choice', choices: ['Looking', 'Sold'] },
]

/** Two Admins, and a folder of boats with one of them, Vega. */
async function boats(domain: string): Promise<{ company: Company; path: string }> {
  const company = await Company.found(world.server, ['Sales'], domain)
  await company.add('ben', 'Ben Fell', { role: 'admin', levels: { Sales: 'agent' } })
  const [folderId, recordId] = [newId('folder'), newId('record')]
  const stage = { fieldId: 'stage', won: ['Sold'], lost: [] }
  const workspaceId = company.workspaces.Sales
  await company.command('ada', 'folder.create', {
    folderId,
    workspaceId,
    name: 'Boats',
    fields: FIELDS,
    stage,
  })
  const record = {
    title: 'Vega',
    portfolio: company.person('ada').homes.Sales,
    createdAt: new Date().toISOString(),
    values: { harbour: 'Kiel', length: 12.5 },
  }
  await company.command('ada', 'record.create', { folderId, recordId, record })
  return { company, path: `/w/${workspaceId}/f/${folderId}/r/${recordId}` }
}

/** An Admin makes the same folder and boat by the forms. Ends on Vega's page. */
async function boatsByForms(email: string): Promise<Profile> {
  const anna = await world.profile()
  const { page } = anna
  await openSignedIn(page, world.server, email)
  await openFounded(page, world.server, { name: `Of ${email}`, person: 'Anna Berg' })
  await page.getByRole('button', { name: 'New folder' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Boats')
  for (const [i, { name }] of FIELDS.entries()) {
    await dialog.getByRole('button', { name: 'Add a field' }).click()
    await dialog.getByLabel('Field name').nth(i).fill(name)
    const label = ['Text', 'Number', 'Choice'][i] ?? ''
    await dialog.getByLabel('Type').nth(i).selectOption({ label })
  }
  await dialog.getByLabel('Choices, one a line').fill('Looking\nSold')
  await dialog.getByLabel('How far a record is').selectOption({ label: '“Stage” says it' })
  await dialog.getByRole('group', { name: 'Closed, won' }).getByRole('button', { name: 'Sold' }).click()
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { name: 'Boats', level: 1 }).waitFor()
  await addBoat(page, 'Vega', { Harbour: 'Kiel', Length: '12,5' })
  await page.getByRole('link', { name: 'Vega' }).click()
  await page.getByRole('heading', { name: 'Vega', level: 1 }).waitFor()
  return anna
}

async function addBoat(page: Page, name: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name: 'New', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  for (const [field, value] of Object.entries(fields)) await dialog.getByLabel(field).fill(value)
  await dialog.getByRole('button', { name: 'Create' }).click()
  await page.getByText(`“${name}” created.`).waitFor()
}

async function fillField(page: Page, label: string, value: string): Promise<void> {
  const input = page.getByRole('textbox', { name: label, exact: true })
  await input.fill(value)
  await input.press('Enter')
}

/** An open connection outlives the cut, so the page is loaded again, from the device. */
async function goOffline(page: Page, context: BrowserContext): Promise<void> {
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('status').getByText('Offline').waitFor()
  await expect.poll(() => page.getByLabel('Harbour', { exact: true }).inputValue()).toBe('Kiel')
}

describe('records', () => {
  it('[REC-1] [REC-3] [REC-5] are created, edited, filtered, given away, put in the bin and restored', async () => {
    const { page, faults } = await boatsByForms('anna@boats.test')
    expect(await page.getByLabel('Length', { exact: true }).inputValue()).toBe('12.5')
    // Going back saves what was typed and not left.
    await page.getByRole('textbox', { name: 'Harbour' }).fill('Husum')
    await page.goBack()
    await page.getByRole('row', { name: /Vega.*Husum/ }).waitFor()
    await page.getByRole('link', { name: 'Vega' }).click()
    await fillField(page, 'Length', 'long')
    await page.getByText('“long” is not a number.').waitFor()
    await fillField(page, 'Length', '14')
    await page.getByLabel('Stage', { exact: true }).selectOption({ label: 'Sold' })
    await page.getByRole('link', { name: 'Boats', exact: true }).first().click()
    await page.getByRole('row', { name: /Vega.*Sold.*Husum.*14/ }).waitFor()
    await allSaved(page)
    await page.reload()
    await page.getByRole('row', { name: /Vega.*Sold.*Husum.*14/ }).waitFor()
    await addBoat(page, 'Mira')
    const stage = page.getByRole('group', { name: 'Open or closed' })
    await stage.getByRole('button', { name: 'Open' }).click()
    await page.getByText('1 of 2 records').waitFor()
    expect(new URL(page.url()).search).toBe('?stage=open')
    await page.getByRole('link', { name: 'Mira' }).waitFor()
    await stage.getByRole('button', { name: 'Closed' }).click()
    await page.getByRole('link', { name: 'Vega' }).waitFor()
    await stage.getByRole('button', { name: 'Closed' }).click()
    await page.getByRole('searchbox').fill('nowhere')
    await page.getByText('Nothing fits').waitFor()
    await page.getByRole('button', { name: 'Show everything' }).click()
    await page.getByRole('button', { name: 'Name' }).click()
    await expect
      .poll(() => page.getByRole('link', { name: /Vega|Mira/ }).allInnerTexts())
      .toEqual(['Vega', 'Mira'])

    await openUsers(page)
    await inviteByPage(page, 'ben@boats.test', { workspace: 'Sales' })
    await page.getByRole('link', { name: 'Boats', exact: true }).first().click()
    await page.getByRole('checkbox', { name: 'Choose Mira' }).click()
    await page.getByRole('button', { name: 'Give to…' }).click()
    await page.getByRole('combobox', { name: 'Who looks after it' }).fill('ben')
    await page.getByRole('option', { name: /ben@boats\.test/ }).click()
    await page.getByRole('button', { name: 'Give', exact: true }).click()
    await page.getByText('1 record now looked after by ben@boats.test.').waitFor()
    await page.getByRole('combobox', { name: 'Looked after by' }).fill('ben')
    await page.getByRole('option', { name: /ben@boats\.test/ }).click()
    await page.getByText('1 of 2 records').waitFor()
    await page.getByRole('link', { name: 'Mira' }).waitFor()

    await page.getByRole('checkbox', { name: 'Choose Mira' }).click()
    await page.getByRole('button', { name: 'Move to the bin' }).click()
    await page.getByText('0 of 1 record', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await page.getByText('1 of 2 records').waitFor()
    await page.getByRole('link', { name: 'Mira' }).click()
    await page.getByRole('button', { name: 'Move to the bin' }).click()
    await page.getByText('This record is in the bin').waitFor()
    expect(await page.getByLabel('Harbour', { exact: true }).getAttribute('readonly')).not.toBeNull()
    await page.getByRole('link', { name: 'Boats', exact: true }).first().click()
    await page.getByRole('button', { name: 'More about Boats' }).click()
    await page.getByRole('menuitem', { name: 'Bin' }).click()
    await page.getByRole('button', { name: 'Restore Mira' }).click()
    await page.getByText('The bin is empty').waitFor()
    expect(faults).toEqual([])
  })

  it('[REC-2] two people offline edit different fields, and both edits are kept; of one field the later arrival wins', async () => {
    const { path } = await boats('fleet.test')
    const open = async (who: string) => {
      const profile = await world.profile({ worker: true })
      await openSignedIn(profile.page, world.server, `${who}@fleet.test`, path)
      await expect.poll(() => profile.page.getByLabel('Harbour', { exact: true }).inputValue()).toBe('Kiel')
      return profile
    }
    const [ada, ben] = [await open('ada'), await open('ben')]

    for (const { page, context } of [ada, ben]) await goOffline(page, context)
    await fillField(ada.page, 'Harbour', 'Husum')
    await ada.page.getByRole('status').getByText('waiting for connection').waitFor()
    await fillField(ben.page, 'Length', '15')
    await fillField(ben.page, 'Name', 'Vega of Ben')
    await fillField(ada.page, 'Name', 'Vega of Ada')
    await ada.context.setOffline(false)
    await allSaved(ada.page)
    await ben.context.setOffline(false)
    await allSaved(ben.page)
    for (const { page } of [ada, ben]) {
      await page.getByRole('heading', { name: 'Vega of Ben', level: 1 }).waitFor()
      await expect.poll(() => page.getByLabel('Harbour', { exact: true }).inputValue()).toBe('Husum')
      await expect.poll(() => page.getByLabel('Length', { exact: true }).inputValue()).toBe('15')
    }

    // What somebody else writes never lands under the cursor.
    const mine = ada.page.getByLabel('Harbour', { exact: true })
    await mine.fill('Husum, pier 3')
    await fillField(ben.page, 'Harbour', 'Emden')
    await ada.page
      .getByText('Changed by somebody else meanwhile: Emden')
      .or(ada.page.getByText('“Emden”'))
      .first()
      .waitFor()
    expect(await mine.inputValue()).toBe('Husum, pier 3')
    await ada.page.getByRole('button', { name: 'Keep mine' }).click()
    await expect
      .poll(() => ben.page.getByLabel('Harbour', { exact: true }).inputValue())
      .toBe('Husum, pier 3')
    await mine.fill('x')
    await fillField(ben.page, 'Harbour', 'Emden')
    await ada.page.getByRole('button', { name: 'Take theirs' }).click()
    expect(await mine.inputValue()).toBe('Emden')
  })

  it('[REC-1] tasks are written down, checked off and found again', async () => {
    const { page } = await world.profile()
    await openSignedIn(page, world.server, 'anna@tasks.test')
    await openFounded(page, world.server, { name: 'Harbour', person: 'Anna Berg' })
    await page.getByRole('link', { name: 'Tasks', exact: true }).first().click()
    await page.getByText('Nothing to do').waitFor()
    await page.getByLabel('New task').fill('Call the harbour')
    await page.getByLabel('Due').fill('2020-02-03')
    await page.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('region', { name: 'Overdue' }).getByText('was due 3 Feb 2020').waitFor()
    // click, not check: the box leaves the page with its task, and check() would look for its mark there.
    await page.getByRole('checkbox', { name: 'Call the harbour: done' }).click()
    await page.getByText('0 open, 1 done').waitFor()
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByRole('checkbox', { name: 'Call the harbour: done' }).click()
    await page.getByText('1 open, 0 done').waitFor()
  })

  it('[REC-3] [HAND-17] the demo’s lists can be used at any width and by keyboard; what is shown is given away at once, and undone', async () => {
    const { page } = await world.profile()
    await openSignedIn(page, world.server, 'mia@demo.test')
    await openDemo(page)
    await page.getByRole('main').getByRole('link', { name: /Deals/ }).first().click()
    await page.getByRole('status').getByText('1,600 records').waitFor()
    await page.getByRole('combobox', { name: 'Looked after by' }).fill('left by')
    await page.getByRole('option').first().click()
    const leftBy = page.getByText(/^left by .+ \d/).first()
    await leftBy.waitFor()

    const subtitle = page.getByRole('status').getByText(/^\d+ of 1,600 records$/)
    const count = (await subtitle.innerText()).split(' ')[0] ?? ''
    await page.getByRole('checkbox').first().click()
    await page.getByRole('button', { name: `Choose all ${count}` }).click()
    await page.getByRole('button', { name: 'Give to…' }).click()
    const dialog = page.getByRole('dialog', { name: `Give ${count} records to somebody` })
    await dialog.getByRole('combobox').fill('Benedikt')
    await dialog.getByRole('option').first().click()
    await dialog.getByRole('button', { name: 'Give', exact: true }).click()
    await page.getByText(`${count} records now looked after by Benedikt`).waitFor()
    await page.getByText('Nothing fits').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('status').getByText(`${count} of 1,600 records`).waitFor()

    await leftBy.waitFor()
    await fitsInBothLooks(page)
    // By keyboard alone: into the list, to its end, and open the last one.
    await page.getByRole('grid').focus()
    await page.keyboard.press('End')
    await page.locator('.ho-virtual__row--active').getByRole('link').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Fields' }).waitFor()
    await fitsInBothLooks(page)
    await page.getByRole('link', { name: 'Tasks', exact: true }).first().click()
    await page.getByRole('heading', { name: 'Overdue' }).waitFor()
    await fitsInBothLooks(page)
  })
})

/** Wide and light, then narrow and dark, then as before. */
async function fitsInBothLooks(page: Page): Promise<void> {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    expect(await seriousFindings(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 860 })
}
