import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { Company } from '../harness/company.ts'
import { openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

const file = (text: string) => ({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

it('[CSV-1] [INV-10] users from a file: tried first, imported, the failed rows mended, nobody created twice', async () => {
  const company = await Company.found(world.server)
  await company.add('ben', 'Ben Okafor')
  const page = await openAs({ server: world.server, browser: world.browser, company }, 'ada', '/users/import')
  const text =
    'First Name,Last Name,Work email,Teams,Job\n' +
    'Nora,Ferrer,nora@acme.test,Sales (Manager),Key accounts\n' +
    'Ben,Okafor,BEN@acme.test,,\n' +
    'Otto,Lind,otto@acme,,\n' +
    'Paul,"O\'Neil",paul@acme.test,Sales; Service,\n'
  const choose = (content: string) => page.locator('input[type=file]').setInputFiles(file(content))
  await choose(text)
  await page.getByText('2 people come in, 1 is here already, 1 row stays out.').waitFor()
  await page.getByText('has “otto@acme”, which is no email address').waitFor()
  await page.getByRole('radio', { name: /Only add them/ }).check()
  await page.getByRole('button', { name: 'Import 2 people' }).click()
  await page.getByText('2 people imported').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download these rows' }).click(),
  ])
  const failed = await readFile(await download.path(), 'utf8')
  expect(failed).toContain('otto@acme,')
  expect(failed).not.toContain('nora')

  // Mended, together with all the others again: only the mended one is new.
  await page.getByRole('button', { name: 'Import another file' }).click()
  await choose(text.replace('otto@acme,', 'otto@acme.test,'))
  await page.getByText('1 person comes in, 3 are here already').waitFor()
  await page.getByRole('button', { name: 'Import 1 person' }).click()
  await page.getByText('1 person imported').waitFor()
  // His mail goes out; those who were only added got none yet, and get it from the list.
  await expect.poll(() => world.server.smtp.mails.some(({ to }) => to === 'otto@acme.test')).toBe(true)
  expect(world.server.smtp.mails.some(({ to }) => to === 'nora@acme.test')).toBe(false)
  await page.getByRole('link', { name: 'See who is pending' }).click()
  await page.getByRole('row', { name: /Nora Ferrer.*Sales \(Manager\).*not sent yet/ }).waitFor()
  await page.getByRole('checkbox', { name: 'Choose Nora Ferrer' }).check()
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect.poll(() => world.server.smtp.mails.some(({ to }) => to === 'nora@acme.test')).toBe(true)
})
