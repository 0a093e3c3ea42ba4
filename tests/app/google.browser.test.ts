import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startOpenIdProvider, type TestOpenIdProvider } from '../../sync-server/testing/openid-provider.ts'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { freePort } from '../harness/free-port.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { openSignedIn } from '../harness/sign-in.ts'

let provider: TestOpenIdProvider
let server: HandoverServer
let browser: TestBrowser
beforeAll(async () => {
  const port = await freePort()
  provider = await startOpenIdProvider(`http://localhost:${port}/api/openid/callback`)
  server = await startHandover({ ...provider.environment, PORT: `${port}` })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await provider?.stop()
})

describe('signing in with Google', () => {
  it('[INV-2] [INV-11] is the account with the address; another Google account waits for an Admin’s word', async () => {
    const company = await Company.found(server)
    await company.add('ben', 'Ben Okafor', { levels: { Sales: 'agent' } })
    const google = (subject: string, name: string) =>
      provider.people.set(subject, { email: 'ben@acme.test', email_verified: true, name })
    google('1001', 'Ben Okafor')

    // Ben, who had only codes so far, comes back to the page he wanted to see.
    const ben = await browser.profile()
    await ben.page.goto(`${server.url}/users`)
    const button = ben.page.getByRole('button', { name: 'Continue with Google' })
    await button.waitFor()
    expect(await seriousFindings(ben.page)).toEqual([])
    await button.click()
    await ben.page.getByRole('link', { name: 'ben@acme.test' }).click()
    await ben.page.getByRole('heading', { name: 'Users', level: 1 }).waitFor()
    expect(new URL(ben.page.url()).origin).toBe(server.url)
    await ben.context.clearCookies()

    // His Google account is made anew.
    provider.people.clear()
    google('2002', 'B. Okafor')
    await ben.page.goto(server.url)
    await ben.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await button.click()
    await ben.page.getByRole('link', { name: 'ben@acme.test' }).click()
    await ben.page.getByText('This address belongs to another Google account in Handover.').waitFor()
    expect((await server.mailTo('ada@acme.test', /Is this still Ben Okafor/)).text).toContain('/users/')

    const ada = await browser.profile()
    await openSignedIn(ada.page, server, 'ada@acme.test')
    await ada.page.getByRole('link', { name: 'Users', exact: true }).first().click()
    await ada.page.getByRole('link', { name: 'Say who it is' }).click()
    await ada.page.getByText('Is this still Ben Okafor?').waitFor()
    expect(await seriousFindings(ada.page)).toEqual([])
    await ada.page.getByRole('button', { name: 'Same person, new Google account' }).click()
    await ada.page.getByText('Ben Okafor’s new Google account opens everything now.').waitFor()

    // The provider remembers him.
    await button.click()
    await ben.page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
    expect(ben.faults).toEqual([])
    await ben.close()
    await ada.close()
  })
})
