import { expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import { Company } from '../harness/company.ts'
import { addRecord, choose, createFolder, folderPath, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[USR-9] info@ is marked as shared, can’t be Admin, and each of its people gets their own, with undo', async () => {
  const company = await Company.found(world.server, ['Sales'])
  const story = { server: world.server, browser: world.browser, company }
  await company.add('info', 'Info desk', { levels: { Sales: 'agent' } })
  await company.add('ben', 'Ben Okafor', { levels: { Sales: 'agent' } })
  await company.add('carla', 'Carla Vega', { levels: { Sales: 'agent' } })
  const folderId = await createFolder(story, 'Sales', 'Leads')
  const page = await openAs(story, 'ada')
  for (const title of ['Lead 1', 'Lead 2', 'Lead 3']) await addRecord(story, page, 'Sales', folderId, title)
  // What the desk looks after came to it.
  const [ada, info] = [company.person('ada'), company.person('info')]
  await company.command('ada', 'handover.start', {
    handoverId: newId('handover'),
    plan: {
      from: ada.userId,
      to: info.userId,
      moves: [{ portfolioId: ada.homes.Sales, expectedHolder: ada.userId }],
      shown: [{ workspaceId: company.workspaces.Sales, folderId, kind: 'records', open: 3, all: 3 }],
      afterwards: 'stay',
      newHomes: [{ workspaceId: company.workspaces.Sales, portfolioId: newId('portfolio') }],
      access: [],
    },
  })

  await page.goto(`${world.server.url}/users/${info.userId}`)
  await page.getByText('an address like this is usually read by several').waitFor()
  await page.getByRole('checkbox', { name: 'Several people use this account' }).click()
  await page.getByText('Several people use Info desk.').waitFor()
  const role = page.getByRole('combobox', { name: 'Role of Info desk' })
  expect(await role.locator('option', { hasText: /^Admin/ }).isDisabled()).toBe(true)

  await page.getByRole('button', { name: 'Give each their own' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, 'Who gets a share', 'Ben Okafor')
  await choose(page, 'Who gets a share', 'Carla Vega')
  const preview = dialog.getByRole('list', { name: 'Who gets what' })
  await preview.getByRole('listitem').filter({ hasText: 'Ben Okafor' }).getByText('Leads 2').waitFor()
  await preview.getByRole('listitem').filter({ hasText: 'Carla Vega' }).getByText('Leads 1').waitFor()
  await dialog.getByRole('button', { name: 'Give 3 items' }).click()
  await page.getByText('3 items of Info desk given to 2 people.').waitFor()
  await page.getByText('Info desk looks after nothing yet').waitFor()
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('link', { name: 'Leads' }).waitFor()
  await page.getByRole('status').getByText('All saved').waitFor()
  await page.goto(`${world.server.url}${folderPath(story, 'Sales', folderId)}?owner=${info.userId}`)
  for (const title of ['Lead 1', 'Lead 2', 'Lead 3']) await page.getByText(title).first().waitFor()
  await page.goto(`${world.server.url}/users`)
  await page.getByRole('row', { name: /Info desk.*Shared/ }).waitFor()
})
