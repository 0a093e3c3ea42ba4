import { afterAll, beforeAll, describe, it } from 'vitest'
import type { Page } from 'playwright-core'
import { Company } from '../harness/company.ts'
import { choose, openAs } from '../harness/story.ts'
import { useWorld } from '../harness/world.ts'

const world = useWorld()

describe('an Admin', () => {
  let page: Page
  beforeAll(async () => {
    const company = await Company.found(world.server, ['Sales', 'Service'])
    await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent' } })
    await company.add('eve', 'Eve Example', { role: 'admin' })
    page = await openAs({ ...world, company }, 'ada', `/users/${company.person('eve').userId}`)
  })
  afterAll(() => page?.context().close())

  const go = (name: string) => page.getByRole('link', { name, exact: true }).first().click()

  it('[ROLE-9] passes the account on to another Admin, and stays Admin', async () => {
    await page.getByRole('button', { name: 'Hand over the account' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over the account' }).click()
    await page.getByText('Eve Example is the account owner now.').waitFor()
    await page.getByRole('status').getByText('All saved').waitFor()
    await go('Users')
    await page.getByRole('row', { name: /Eve Example.*account owner/i }).waitFor()
    await page.getByRole('row', { name: /Ada Amin.*Admin/ }).waitFor()
  })

  it('[ROLE-11] asks whether somebody may do something, and is told which rule decides it', async () => {
    await page.goto(`${world.server.url}/roles`)
    await choose(page, /^Who$/, 'Anna Berg')
    await choose(page, /^What$/, 'Delete records')
    await choose(page, 'In which workspace', 'Sales')
    await page.getByText('Yes. Anna Berg in Sales: delete records and tasks').waitFor()
    await choose(page, 'In which workspace', 'Service')
    await page.getByText('No. Anna Berg in Service: delete records and tasks').waitFor()
    await page.getByText('Anna Berg has no role and no level that this is about').waitFor()
  })

  it('renames a workspace, puts it away with all that is in it, and brings it back', async () => {
    await page.goto(world.server.url)
    const more = (name: string) => page.getByRole('button', { name: `More about ${name}` }).click()
    await go('Service')
    await more('Service')
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Repairs')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await page.getByText('The workspace was renamed.').waitFor()
    await more('Repairs')
    await page.getByRole('menuitem', { name: 'Archive' }).click()
    await page.getByText('Repairs is archived. Everything in it is kept.').waitFor()
    await page.getByRole('button', { name: 'Bring back' }).click()
    await page.getByText('Repairs is back.').waitFor()
    await page.getByRole('status').getByText('All saved').waitFor()
  })
})
