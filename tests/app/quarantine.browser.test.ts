import { expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import { Company } from '../harness/company.ts'
import { openSignedIn } from '../harness/sign-in.ts'
import { createFolder, folderPath, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[LIFE-10] [SYNC-7] somebody deactivated while offline: locked and wiped at the next contact, and an Admin accepts what was not sent', async () => {
  const { server } = world
  const company = await Company.found(server, ['Sales'])
  const story = { ...world, company }
  await company.add('ben', 'Ben Bauer', { levels: { Sales: 'agent' } })
  const folderId = await createFolder(story, 'Sales', 'Deals')
  const recordId = newId('record')
  const ben = company.person('ben')
  await company.command('ben', 'record.create', {
    folderId,
    recordId,
    record: {
      title: 'Nordwind',
      portfolio: ben.homes.Sales,
      createdAt: new Date().toISOString(),
      values: { city: 'Kiel' },
    },
  })
  const { page, setOffline } = await world.profile({ worker: true })
  await openSignedIn(page, server, ben.email)
  await page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
  const record = `${server.url}${folderPath(story, 'Sales', folderId)}/r/${recordId}`
  await page.goto(record)
  await page.getByLabel('City').waitFor()
  await page.getByText('All saved').waitFor()
  await setOffline(true)
  await page.getByLabel('City').fill('Lübeck')
  await page.getByLabel('City').press('Enter')
  await page.getByRole('status').getByText('Offline · 1 change').waitFor()

  await company.command('ada', 'user.deactivate', { userId: ben.userId })
  await setOffline(false)
  await page.getByText('Your access to Acme has ended').waitFor()
  expect(await page.getByText('Nordwind').count()).toBe(0)
  const copies = () =>
    page.evaluate(async () => (await indexedDB.databases()).filter(({ name }) => name?.includes('org_')))
  await expect.poll(copies, { timeout: 30_000 }).toEqual([])

  const ada = await openAs(story, 'ada', `/users/${ben.userId}`)
  const card = ada.getByRole('region', { name: 'Not sent before their access ended' })
  const row = card.getByRole('row', { name: /City of “Nordwind” in Deals/ })
  await row.waitFor()
  expect(await row.textContent()).toMatch(/Kiel.*Lübeck/)
  await card.getByRole('button', { name: 'Discard all' }).click()
  await card.waitFor({ state: 'detached' })
  await ada.getByRole('button', { name: 'Undo' }).click()
  await row.getByRole('button', { name: /^Accept/ }).click()
  await ada.getByText('1 change of Ben Bauer accepted, in your name').waitFor()
  await ada.goto(record)
  await expect.poll(() => ada.getByLabel('City').inputValue()).toBe('Lübeck')
  await ada.getByText(/Made offline by/).waitFor()
})
