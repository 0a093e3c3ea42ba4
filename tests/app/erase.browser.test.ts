import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { Company } from '../harness/company.ts'
import { choose, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

it('[LIFE-6] [LIFE-7] [HAND-11] [AUD-1] erasing asks again, can be planned and called off, and the history says it without the name', async () => {
  const company = await Company.found(world.server)
  await company.add('ben', 'Ben Okafor', { levels: { Sales: 'agent' } })
  await company.add('carla', 'Carla Vega', { levels: { Sales: 'manager' } })
  const { userId } = company.person('ben')
  await company.command('ada', 'user.deactivate', { userId })
  const page = await openAs(
    { server: world.server, browser: world.browser, company },
    'ada',
    `/users/${userId}`,
  )

  // What is kept, disconnected and erased stands there before the button, and the name is asked for.
  await page.getByRole('button', { name: 'Erase personal data' }).click()
  const dialog = page.getByRole('dialog')
  for (const what of ['Kept', 'Moved', 'Disconnected', 'Erased'])
    await dialog.getByText(what, { exact: true }).waitFor()
  await dialog.getByLabel(/^Type “Ben Okafor”/).fill('Ben')
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await dialog.getByText('Type the name as it stands here: Ben Okafor').waitFor()
  await dialog.getByLabel(/^Type “Ben Okafor”/).fill('ben okafor')
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await page.getByRole('heading', { name: '(deleted user) 1', level: 1 }).waitFor()
  await page.getByText('Erased the personal data of (deleted user) 1').waitFor()
  expect(await page.locator('main').innerText()).not.toContain('Okafor')
  await page.goto(`${world.server.url}/users`)
  await page.getByRole('tab', { name: /Erased.*1/ }).click()
  await page.getByRole('link', { name: '(deleted user) 1' }).waitFor()

  // Planned with a handover, seen on the report, called off.
  await page.goto(
    `${world.server.url}/handovers/new?from=${company.person('carla').userId}&kind=person&afterwards=deactivate`,
  )
  await choose(page, 'Who takes over', 'Ada Amin')
  await page.getByRole('checkbox', { name: 'Erase Carla Vega’s personal data' }).check()
  await page.getByText(/Carla Vega’s personal data are erased on \d+ \w+/).waitFor()
  await page.getByRole('button', { name: /^Hand over .*to Ada Amin/ }).click()
  await page.getByText(/^on \d+ \w+.*, unless it is called off$/).waitFor()
  await page.getByRole('button', { name: 'Don’t erase their personal data' }).click()
  await page.getByText('called off', { exact: true }).waitFor()

  // The history: by kind and day, and as a file.
  await page.goto(`${world.server.url}/history`)
  await page.getByRole('button', { name: 'Handovers', exact: true }).click()
  await page.getByText('called off erasing somebody’s personal data').waitFor()
  await page.getByText('invited').first().waitFor({ state: 'detached' })
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('From', { exact: true }).fill(tomorrow)
  await page.getByText('No change fits this choice.').waitFor()
  await page.goto(`${world.server.url}/history?kinds=people`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toContain('Erased the personal data of (deleted user) 1')
  expect(csv).not.toContain('Okafor')
})
