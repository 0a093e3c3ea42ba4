import { expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import { Company } from '../harness/company.ts'
import { openSignedIn } from '../harness/sign-in.ts'
import { createFolder, folderPath, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[ROLE-10] an Admin restricts somebody to their own items and hides contact details; they work on, also offline', async () => {
  const { server } = world
  const company = await Company.found(server, ['Sales'])
  const story = { ...world, company }
  await company.add('ben', 'Ben Bauer', { levels: { Sales: 'agent' } })
  const ben = company.person('ben')
  const ada = company.person('ada')
  const folderId = await createFolder(story, 'Sales', 'Customers')
  const records = { Nordwind: ben, Ostwind: ada }
  for (const [title, person] of Object.entries(records))
    await company.command('ada', 'record.create', {
      folderId,
      recordId: newId('record'),
      record: {
        title,
        portfolio: person.homes.Sales,
        createdAt: new Date().toISOString(),
        values: { phone: '0123 45' },
      },
    })
  const { page, setOffline } = await world.profile({ worker: true })
  await openSignedIn(page, server, ben.email)
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  const folder = `${server.url}${folderPath(story, 'Sales', folderId)}`
  await page.goto(folder)
  const row = (title: string) => page.getByRole('row', { name: new RegExp(title) })
  await row('Ostwind').getByText('0123 45').waitFor()

  // While he looks.
  const admin = await openAs(story, 'ada', `/users/${ben.userId}`)
  await admin.getByRole('button', { name: 'Change Ben Bauer in Sales' }).click()
  await admin.getByRole('menuitem', { name: 'Change the level' }).click()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Sees their own items only').click()
  await dialog.getByLabel('Sees no contact details').click()
  await dialog.getByRole('button', { name: /Save|Change/ }).click()
  await row('Ostwind').waitFor({ state: 'detached' })
  await row('Nordwind').getByText('hidden').waitFor()
  expect(await page.getByText('0123 45').count()).toBe(0)
  await page.getByText('You see what you look after').waitFor()

  // The record’s page is fetched when it is first opened, so without a network it must lie on the device by then.
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 60_000 })
    .toBe('activated')
  await setOffline(true)
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Südwind')
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await row('Südwind').waitFor()
  await page.getByRole('status').getByText('Offline · 1 change').waitFor()
  await row('Nordwind').getByRole('link').first().click()
  await page.getByLabel('City').fill('Kiel')
  await page.getByLabel('City').press('Enter')
  await page.getByRole('status').getByText('Offline · 2 changes').waitFor()
  await setOffline(false)
  await page.getByRole('status').getByText('All saved').waitFor()
  await admin.goto(folder)
  await admin
    .getByRole('row', { name: /Südwind/ })
    .getByText('Ben Bauer')
    .waitFor()
  await admin
    .getByRole('row', { name: /Nordwind/ })
    .getByText('Kiel')
    .waitFor()
})

it('[SYNC-3] [ROLE-10] what somebody wrote before they were restricted is shown with its words, and sent again where it is still theirs', async () => {
  const { server } = world
  const company = await Company.found(server, ['Sales'], 'restricted.test')
  const story = { ...world, company }
  await company.add('ben', 'Ben Bauer', { levels: { Sales: 'agent' } })
  const ben = company.person('ben')
  const folderId = await createFolder(story, 'Sales', 'Customers')
  for (const [title, person] of Object.entries({ Nordwind: ben, Ostwind: company.person('ada') }))
    await company.command('ada', 'record.create', {
      folderId,
      recordId: newId('record'),
      record: {
        title,
        portfolio: person.homes.Sales,
        createdAt: new Date().toISOString(),
        values: {},
      },
    })
  const { page, setOffline } = await world.profile()
  await openSignedIn(page, server, ben.email)
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  const customers = page.getByRole('main').getByRole('link', { name: 'Customers' })
  const write = async (title: string, city: string) => {
    await page.getByRole('row', { name: title }).getByRole('link').first().click()
    await page.getByLabel('City').fill(city)
    await page.getByLabel('City').press('Enter')
  }
  await customers.click()
  await page.getByRole('row', { name: 'Ostwind' }).getByRole('link').first().click()
  await page.getByLabel('City').waitFor()
  await page.goBack()
  await setOffline(true)
  await write('Nordwind', 'Kiel')
  await page.getByRole('status').getByText('Offline · 1 change').waitFor()
  await page.goBack()
  await write('Ostwind', 'Lübeck')
  await page.getByRole('status').getByText('Offline · 2 changes').waitFor()
  await company.command('ada', 'membership.set', {
    userId: ben.userId,
    place: {
      ...{ workspaceId: company.workspaces.Sales, level: 'agent', restrictions: ['own-items-only'] },
      portfolioId: newId('portfolio'),
    },
  })
  await setOffline(false)
  await page.getByRole('link', { name: /Waiting/ }).click()
  const item = (title: string) =>
    page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: `City of “${title}”` })
  await item('Ostwind').getByText('Lübeck').waitFor()
  await item('Nordwind').getByText('Kiel').waitFor()
  await page.getByRole('link', { name: 'Customers' }).click()
  await page.getByRole('row', { name: 'Nordwind' }).waitFor()
  await page.getByRole('link', { name: /Waiting/ }).click()
  await page.getByRole('button', { name: 'Send all again' }).click()
  await item('Nordwind').waitFor({ state: 'detached' })
  // All that is theirs may still be on its way; then it says so, and is tried again.
  await expect
    .poll(async () => {
      await item('Ostwind')
        .getByRole('button', { name: /^Send again/ })
        .click()
      return await item('Ostwind').textContent()
    })
    .toContain('not among the items you see now')
  const admin = await openAs(story, 'ada', folderPath(story, 'Sales', folderId))
  await admin
    .getByRole('row', { name: /Nordwind/ })
    .getByText('Kiel')
    .waitFor()
})
