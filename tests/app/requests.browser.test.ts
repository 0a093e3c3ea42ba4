import { expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { Company } from '../harness/company.ts'
import { newId } from '../../shared/replica/ids.ts'
import { createFolder, folderPath, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[ROLE-15] an Agent asks for what they may not, an Admin sees what would happen and says yes, and it is done', async () => {
  const company = await Company.found(world.server)
  await company.add('ben', 'Ben Okafor', { levels: { Sales: 'agent' } })
  await company.add('carla', 'Carla Rossi', { levels: { Sales: 'agent' } })
  const story = { server: world.server, browser: world.browser, company }
  const carla = `/users/${company.person('carla').userId}`
  const [ben, ada] = [await openAs(story, 'ben', carla), await openAs(story, 'ada')]
  const step = ben.locator('.user-steps__step', { hasText: 'Block now' })
  await step.getByRole('button', { name: 'Ask somebody who may' }).click()
  await step.getByText('You asked somebody who may.').waitFor()

  await ada.getByRole('link', { name: /Requests/ }).click()
  await ada.getByRole('heading', { name: 'Block Carla Rossi' }).waitFor()
  await ada.getByText('Ben Okafor asks').waitFor()
  await ada.getByText('active').waitFor()
  expect(await seriousFindings(ada)).toEqual([])
  await ada.getByRole('button', { name: 'Say yes: do it in my name' }).click()
  await ada.getByText('Ada Amin said yes.').waitFor()

  await ben.getByRole('link', { name: /Requests/ }).click()
  await ben.getByText('Ada Amin said yes.').waitFor()
  await ada.goto(`${world.server.url}${carla}`)
  await ada.getByText('as Ben Okafor asked').waitFor()
  await ada.getByRole('button', { name: 'Unblock' }).waitFor()
})

it('[ROLE-15] an Agent fills in what they may not do themself; whoever is asked sees record, folder, value now and wanted, and says yes to that', async () => {
  const company = await Company.found(world.server, ['Sales'], 'orbis.test')
  await company.add('ben', 'Ben Okafor', { levels: { Sales: 'agent' } })
  const story = { server: world.server, browser: world.browser, company }
  const folderId = await createFolder(story, 'Sales', 'Customers')
  const recordId = newId('record')
  const edit = (changes: object) => company.command('ada', 'record.edit', { folderId, recordId, changes })
  const record = {
    ...{ title: 'Nordwind', portfolio: company.person('ada').homes.Sales },
    ...{ createdAt: '2026-03-02T09:00:00.000Z', values: {} },
  }
  await company.command('ada', 'record.create', { folderId, recordId, record })
  const page = `${folderPath(story, 'Sales', folderId)}/r/${recordId}`
  const [ben, ada] = [await openAs(story, 'ben', page), await openAs(story, 'ada', '/requests')]
  await ben.getByRole('button', { name: 'Give to somebody else' }).click()
  const dialog = ben.getByRole('dialog')
  await dialog.getByText('What you fill in here is sent to them').waitFor()
  await dialog.getByRole('combobox').fill('Ben')
  await dialog.getByRole('option', { name: /Ben Okafor/ }).click()
  expect(await seriousFindings(ben)).toEqual([])
  await dialog.getByRole('button', { name: 'Ask somebody who may' }).click()
  await ben.getByText('You asked somebody who may.').waitFor()

  await ada.getByRole('heading', { name: 'Give “Nordwind” in Customers to Ben Okafor' }).waitFor()
  await ada.getByRole('link', { name: 'Sales: Customers' }).waitFor()
  await ada.getByText('Ada Amin → Ben Okafor').waitFor()
  await edit({ title: 'Nordwind AG' })
  await ada.getByRole('heading', { name: 'Give “Nordwind AG” in Customers to Ben Okafor' }).waitFor()
  await ada.getByRole('button', { name: 'Say yes: do it in my name' }).click()
  await ada.getByText('Ada Amin said yes.').waitFor()
  await ben.locator('.rec-record-owner').getByText('Ben Okafor').waitFor()
})
