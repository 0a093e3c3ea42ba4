import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { acceptInvitation, inviteByPage, openUsers } from '../harness/people.ts'
import { foundOrganization, openDemo, openSignedIn } from '../harness/sign-in.ts'
import { useWorld } from '../harness/world.ts'
import { allSaved } from './steps.ts'

const world = useWorld()

/** An Admin with a folder of boats, one of them Vega. Ends on Vega's page. */
async function boats(email: string) {
  const anna = await world.profile()
  const { page } = anna
  await openSignedIn(page, world.server, email)
  await foundOrganization(page, { name: `Of ${email}`, person: 'Anna Berg' })
  await page.getByRole('button', { name: 'New folder' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Boats')
  for (const [i, [name, type]] of [
    ['Harbour', 'Text'],
    ['Length', 'Number'],
    ['Stage', 'Choice'],
  ].entries()) {
    await dialog.getByRole('button', { name: 'Add a field' }).click()
    await dialog
      .getByLabel('Field name')
      .nth(i)
      .fill(name ?? '')
    await dialog
      .getByLabel('Type')
      .nth(i)
      .selectOption({ label: type ?? '' })
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
    const { page, faults } = await boats('anna@boats.test')
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
    const anna = await boats('anna@fleet.test')
    await allSaved(anna.page)
    const vega = anna.page.url()
    await openUsers(anna.page)
    await inviteByPage(anna.page, 'ben@fleet.test', { role: 'Admin', workspace: 'Sales' })
    const ben = await world.profile()
    await acceptInvitation(ben.page, world.server, 'ben@fleet.test', 'Ben Fell')
    for (const { page } of [anna, ben]) {
      await page.goto(vega)
      await expect.poll(() => page.getByLabel('Harbour', { exact: true }).inputValue()).toBe('Kiel')
    }

    for (const { page, context } of [anna, ben]) await goOffline(page, context)
    await fillField(anna.page, 'Harbour', 'Husum')
    await anna.page.getByRole('status').getByText('waiting for connection').waitFor()
    await fillField(ben.page, 'Length', '15')
    await fillField(ben.page, 'Name', 'Vega of Ben')
    await fillField(anna.page, 'Name', 'Vega of Anna')
    await anna.context.setOffline(false)
    await allSaved(anna.page)
    await ben.context.setOffline(false)
    await allSaved(ben.page)
    for (const { page } of [anna, ben]) {
      await page.getByRole('heading', { name: 'Vega of Ben', level: 1 }).waitFor()
      await expect.poll(() => page.getByLabel('Harbour', { exact: true }).inputValue()).toBe('Husum')
      await expect.poll(() => page.getByLabel('Length', { exact: true }).inputValue()).toBe('15')
    }

    // What somebody else writes never lands under the cursor.
    const mine = anna.page.getByLabel('Harbour', { exact: true })
    await mine.fill('Husum, pier 3')
    await fillField(ben.page, 'Harbour', 'Emden')
    await anna.page
      .getByText('Changed by somebody else meanwhile: Emden')
      .or(anna.page.getByText('“Emden”'))
      .first()
      .waitFor()
    expect(await mine.inputValue()).toBe('Husum, pier 3')
    await anna.page.getByRole('button', { name: 'Keep mine' }).click()
    await expect
      .poll(() => ben.page.getByLabel('Harbour', { exact: true }).inputValue())
      .toBe('Husum, pier 3')
    await mine.fill('x')
    await fillField(ben.page, 'Harbour', 'Emden')
    await anna.page.getByRole('button', { name: 'Take theirs' }).click()
    expect(await mine.inputValue()).toBe('Emden')
  })

  it('[REC-1] tasks are written down, checked off and found again', async () => {
    const { page } = await boats('anna@tasks.test')
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

  it('[HAND-17] all that a filter shows is given to somebody at once, counted first, and undone', async () => {
    const { page } = await world.profile()
    await openSignedIn(page, world.server, 'nora@demo.test')
    await openDemo(page)
    await page.getByRole('main').getByRole('link', { name: /Deals/ }).first().click()
    await page.getByRole('combobox', { name: 'Looked after by' }).fill('left by')
    await page.getByRole('option').first().click()
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
  })

  it.each([
    { width: 1280, height: 860, dark: false },
    { width: 360, height: 740, dark: true },
  ])('[REC-3] the demo’s lists can be used at $width px', async ({ width, height, dark }) => {
    const { page } = await world.profile({ viewport: { width, height }, dark })
    await openSignedIn(page, world.server, `mia${width}@demo.test`)
    await openDemo(page)
    const fits = async () => {
      expect(await seriousFindings(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await page.getByRole('main').getByRole('link', { name: /Deals/ }).first().click()
    await page.getByRole('status').getByText('1,600 records').waitFor()
    await page.getByRole('combobox', { name: 'Looked after by' }).fill('left by')
    await page.getByRole('option').first().click()
    await page.getByText(/^\d+ of 1,600 records$/).waitFor()
    await page
      .getByText(/^left by .+ \d/)
      .first()
      .waitFor()
    await fits()
    // By keyboard alone: into the list, to its end, and open the last one.
    await page.getByRole('grid').focus()
    await page.keyboard.press('End')
    await page.locator('.ho-virtual__row--active').getByRole('link').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Fields' }).waitFor()
    await fits()
    await page.getByRole('link', { name: 'Tasks', exact: true }).first().click()
    await page.getByRole('heading', { name: 'Overdue' }).waitFor()
    await fits()
  })
})
