import { it } from 'vitest'
import { Company } from '../harness/company.ts'
import { addRecord, createFolder, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[LIFE-9] Block now shows what they saved to a file and deleted, and a deletion is put back', async () => {
  const company = await Company.found(world.server, ['Sales'])
  const story = { server: world.server, browser: world.browser, company }
  await company.add('otto', 'Otto Lind', { levels: { Sales: 'agent' } })
  const folderId = await createFolder(story, 'Sales', 'Leads')
  const otto = await openAs(story, 'otto')
  for (const title of ['Lead 1', 'Lead 2']) await addRecord(story, otto, 'Sales', folderId, title)
  const saved = otto.waitForEvent('download')
  await otto.getByRole('button', { name: 'More about Leads' }).click()
  await otto.getByRole('menuitem', { name: 'Export (CSV)' }).click()
  await saved
  await otto.getByRole('checkbox', { name: 'Choose Lead 1' }).click()
  await otto.getByRole('button', { name: 'Move to the bin' }).click()
  await otto.getByText('1 record moved to the bin').waitFor()
  await otto.getByRole('status').getByText('All saved').waitFor()

  const ada = await openAs(story, 'ada', `/users/${company.person('otto').userId}`)
  await ada.getByRole('button', { name: 'Block now' }).click()
  await ada.getByText('Save 2 records of Leads to a file').first().waitFor()
  await ada.getByText('A file that was saved can’t be taken back.').waitFor()
  await ada.getByRole('button', { name: 'Undo: 1 record of Leads moved to the bin' }).click()
  await ada.getByText('1 record restored from the bin.').waitFor()
  await ada.getByText('1 record of Leads moved to the bin').waitFor({ state: 'detached' })
})
