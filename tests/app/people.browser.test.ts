import { expect, it } from 'vitest'
import { Company } from '../harness/company.ts'
import { openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

// A red picture of 2 × 1 pixels.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4z8AARAAI/gH/xp559wAAAABJRU5ErkJggg==',
  'base64',
)

it('[USR-1] [USR-3] [USR-7] many at once with undo, a whole profile, a photo, one’s own preferences', async () => {
  const company = await Company.found(world.server)
  await company.add('ben', 'Ben Okafor', { levels: { Sales: 'manager' } })
  await company.add('carla', 'Carla Vega', { levels: { Service: 'agent' } })
  const page = await openAs({ server: world.server, browser: world.browser, company }, 'ada', '/users')

  // Two at once, and back.
  await page.getByRole('checkbox', { name: 'Choose Ben Okafor' }).check()
  await page.getByRole('checkbox', { name: 'Choose Carla Vega' }).check()
  const bar = page.getByRole('region', { name: 'Chosen people' })
  await bar.getByRole('button', { name: 'Block' }).click()
  await page.getByText('2 people are blocked.').waitFor()
  await page.getByRole('row', { name: /Carla Vega.*Blocked/ }).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page
    .getByRole('row', { name: /Blocked/ })
    .first()
    .waitFor({ state: 'detached' })

  // The whole profile, and who has the user name already.
  await page.getByRole('link', { name: 'Ben Okafor' }).click()
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('User name').fill('ben')
  await dialog.getByLabel('Phone').fill('+49 30 1234')
  await dialog.getByLabel('Currency').fill('€')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByLabel('Currency').fill('eur')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('The profile was changed.').waitFor()
  await page.getByText('@ben').waitFor()
  await page.getByRole('link', { name: '+49 30 1234' }).waitFor()

  // My own photo: made small here, served to members, shown in the header; an SVG is no photo.
  await page.goto(`${world.server.url}/preferences`)
  const photo = page.locator('input[type=file]')
  await photo.setInputFiles({ name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
  await page.getByText('This is no picture that can be used.').waitFor()
  await photo.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: PNG })
  await page.getByText('The photo was changed.').waitFor()
  await page.getByRole('status').getByText('All saved').waitFor()
  await page.reload()
  const face = page.getByRole('button', { name: /your account/ }).locator('img')
  await expect.poll(() => face.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(192)
  // click, not check: these show what the copy says, which changes a moment after the click.
  await page.getByRole('radio', { name: '6:30 pm' }).click()
  await page.getByText(/For example: .*[ap]m/).waitFor()
  const mails = page.getByRole('checkbox', { name: /handed over to you/ })
  await mails.click()
  await expect.poll(() => mails.isChecked()).toBe(false)
  await page.getByRole('status').getByText('All saved').waitFor()
  await page.reload()
  expect(await mails.isChecked()).toBe(false)
  expect(await page.getByRole('radio', { name: '6:30 pm' }).isChecked()).toBe(true)
})
