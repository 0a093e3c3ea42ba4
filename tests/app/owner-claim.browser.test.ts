import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { foundTestOrganization, type TestOrganization } from '../../sync-server/testing/organization.ts'
import type { TestClient } from '../../sync-server/testing/test-client.ts'
import { startTestServer, testClock, type TestServer } from '../../sync-server/testing/test-server.ts'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { freePort } from '../harness/free-port.ts'

// Within this process, because the server's clock must go on by three days.
let server: TestServer
let browser: TestBrowser
let orbis: TestOrganization

beforeEach(async () => {
  const environment = { PORT: `${await freePort()}` }
  server = await startTestServer(environment, testClock(new Date().toISOString()), { realSockets: true })
  browser = await launchBrowser()
  orbis = await foundTestOrganization(server)
})
afterEach(async () => {
  await browser?.close()
  await server?.close()
})

/** A page of somebody who is signed in already. */
async function pageOf({ cookies }: TestClient, path: string): Promise<Page> {
  const { page, context } = await browser.profile()
  const url = server.config.publicUrl
  await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url })))
  await page.goto(`${url}${path}`)
  return page
}
/** The moment from which on the account can be taken over, as the server has it; null: nobody says so. */
const claimedAt = async () =>
  (await server.store.read.selectFrom('organizations').select('owner_claim_at').executeTakeFirstOrThrow())
    .owner_claim_at
const subjects = async (address: string) => (await server.mailsTo(address)).map(({ subject }) => subject)

it('[ROLE-9] an Admin takes over the account: the owner objects, blocked; another time nobody does, and it is theirs after 72 hours', async () => {
  const ben = await orbis.join('ben@orbis.test', { role: 'admin' })
  const page = await pageOf(ben.client, `/users/${orbis.userId}`)
  await page.getByRole('button', { name: 'Take over the account' }).click()
  await page.getByText('You are taking over the account from Anna Berg').waitFor()
  const takeOver = page.getByRole('button', { name: 'Deactivate Anna Berg and own the account' })
  expect(await takeOver.getAttribute('aria-disabled')).toBe('true')
  expect(await seriousFindings(page)).toEqual([])
  await expect
    .poll(() => subjects('anna@orbis.test'))
    .toContain('ben says that you are gone, and takes over Orbis')

  // Blocked she opens no organization; she says on the start page that she is there.
  await orbis.send(ben.client, 'user.block', { userId: orbis.userId })
  const anna = await pageOf(orbis.admin, '/start')
  await anna.getByText('ben says that you are gone, and takes over Orbis').waitFor()
  expect(await seriousFindings(anna)).toEqual([])
  await anna.getByRole('button', { name: 'Object: I am here' }).click()
  await anna.getByText('You stay account owner of Orbis.').waitFor()
  await takeOver.waitFor({ state: 'detached' })
  await expect.poll(() => subjects('ben@orbis.test')).toContain('Anna Berg stays account owner of Orbis')

  await page.getByRole('button', { name: 'Take over the account' }).click()
  await expect.poll(claimedAt).not.toBeNull()
  server.clock.forward({ days: 3 })
  await page.clock.setFixedTime(server.clock.now())
  await page.reload()
  await takeOver.click()
  await page.getByText('You are the account owner. Anna Berg is deactivated.').waitFor()
  await expect.poll(() => subjects('anna@orbis.test')).toContain('ben owns the account of Orbis now')
})
