import { afterAll, beforeAll, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { openAs } from '../harness/story.ts'

let server: HandoverServer
let browser: TestBrowser
let company: Company
const story = () => ({ server, browser, company })

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
  company = await Company.found(server)
  await company.add('anna', 'Anna Berg', { levels: { Sales: 'manager' } })
  await company.add('a.berg', 'Anna Berg', { levels: { Service: 'agent' } })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

it('[HAND-21] typing the address of a second user offers to make the two one; the first is told who they are now; undo', async () => {
  const anna = await openAs(story(), 'anna')
  const ada = await openAs(story(), 'ada', `/users/${company.person('anna').userId}/address`)
  await ada.getByRole('textbox', { name: 'New address', exact: true }).fill('a.berg@acme.test')
  await ada.getByText('Same person, two users?').waitFor()
  await ada.getByRole('radio', { name: /anna@acme\.test/ }).check()
  await ada.getByRole('heading', { name: 'What goes to anna@acme.test' }).waitFor()
  await ada.getByRole('radio', { name: /a\.berg@acme\.test/ }).check()
  await ada.getByRole('heading', { name: 'What goes to a.berg@acme.test' }).waitFor()
  expect(await seriousFindings(ada)).toEqual([])
  await ada.getByRole('button', { name: 'Make them one' }).click()
  await ada.getByRole('heading', { name: 'Anna Berg’s two users made one' }).waitFor()
  await ada.getByRole('region', { name: 'anna@acme.test' }).waitFor()
  await anna.getByText('You are a.berg@acme.test in Acme now').waitFor()

  await ada.goto(`${server.url}/users/${company.person('a.berg').userId}`)
  await ada.getByRole('link', { name: 'Sales' }).first().waitFor()
  await ada.goto(`${server.url}/handovers`)
  await ada.getByRole('link', { name: /two users made one/ }).click()
  await ada.getByRole('button', { name: 'Undo' }).click()
  await ada.getByText('Undone', { exact: true }).waitFor()
  await anna.reload()
  await anna.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
})
