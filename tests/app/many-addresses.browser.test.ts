import { expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { Company } from '../harness/company.ts'
import { openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[HAND-20] a company moves to a new domain: checked, started, accepted one by one, the rest called off', async () => {
  const company = await Company.found(world.server)
  await company.add('ben', 'Ben Okafor', { levels: { Sales: 'agent' } })
  await company.add('carla', 'Carla Rossi', { levels: { Service: 'agent' } })
  await company.add('nora', 'Nora Ferrer', { pending: true })
  const page = await openAs({ server: world.server, browser: world.browser, company }, 'ada', '/users')
  await page.getByRole('button', { name: 'More about users' }).click()
  await page.getByRole('menuitem', { name: 'Change many addresses' }).click()
  await page.getByLabel('To', { exact: true }).fill('@new.test')
  await page.getByRole('button', { name: 'Show the new addresses' }).click()
  await page.getByText('3 of 3 can start, 3 of them are chosen.').waitFor()
  await page.getByRole('button', { name: 'Sales' }).click()
  await page.getByText('3 of 3 can start, 2 of them are chosen.').waitFor()
  const ofBen = page.getByLabel('New address of Ben Okafor')
  await ofBen.fill('carla@acme.test')
  await page.getByRole('link', { name: 'Same person as Carla Rossi? Make the two one' }).waitFor()
  await ofBen.fill('benjamin@new.test')
  await page.getByLabel('new.test, once more').fill('new.test')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Change 2 addresses' }).click()

  await page.getByRole('heading', { name: 'New addresses', level: 1 }).waitFor()
  await page.getByRole('progressbar', { name: 'Accepted' }).waitFor()
  await page.getByText('0 of 2').waitFor()
  // Ben accepts on a device of his own, and the page counts it.
  await company.accept('benjamin@new.test')
  await page.getByText('1 of 2').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Call off the rest (1)' }).click()
  await page.getByText('Nothing is left to wait for.').waitFor()
  await page.getByRole('button', { name: 'Undo 1 address' }).click()
  await page.getByRole('row', { name: /Ben Okafor.*Undone/ }).waitFor()
  await page.getByRole('link', { name: 'History' }).last().click()
  await page.getByText('changed 2 addresses').waitFor()
  expect(await page.getByText('Part of a change of many addresses').count()).toBeGreaterThan(0)

  // The next ones come from a file, and start by themselves on a date.
  await page.goto(`${world.server.url}/users/addresses`)
  await page.getByRole('radio', { name: 'From a CSV file' }).check()
  await page.locator('input[type=file]').setInputFiles({
    name: 'addresses.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'Old address,New address\nben@acme.test,ben@new.test\nnobody@acme.test,no@new.test\ncarla@acme.test,carla@new.test\n',
    ),
  })
  await page.getByText('One row can’t be used.').waitFor()
  await page.getByText('2 of 2 can start, 2 of them are chosen.').waitFor()
  await page.getByRole('radio', { name: 'On a date' }).check()
  await page.getByLabel('Day').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  await page.getByLabel('new.test, once more').fill('new.test')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Plan 2 addresses' }).click()
  await page.getByText(/^2 start by themselves/).waitFor()
  await page.getByRole('button', { name: 'What to do with Ben Okafor’s change' }).click()
  await page.getByRole('menuitem', { name: 'Start now' }).click()
  await page.getByText(/^1 starts by itself/).waitFor()
  await world.server.invitationLink('ben@new.test')
})
