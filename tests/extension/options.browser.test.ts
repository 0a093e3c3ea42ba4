import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const ada = { email: 'ada@acme.test', name: 'Ada Amin' }

let server: HandoverServer
let user: MailUser

beforeAll(async () => {
  server = await startHandover()
  await Company.found(server)
  user = await startMailUser({ server, accounts: [ada] })
})

afterAll(async () => {
  await user?.close()
  await server?.close()
})

const openOptions = async () => {
  const page = await user.browser.context.newPage()
  await page.goto(`chrome-extension://${user.browser.extensionId}/options/options.html`)
  return page
}

describe('the options page', () => {
  it('says what is wrong with an address, and saves that of this machine', async () => {
    const page = await openOptions()
    const address = page.getByLabel('Address of your Handover server')
    expect(await address.inputValue()).toBe(server.url)
    await address.fill('http://handover.example.com')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Only a server on this computer can do without https://.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    // Allowed from the start, so that Chrome asks nothing; nobody answers there in this test.
    await address.fill('localhost:4820')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/^Saved/).waitFor()
    await page.reload()
    expect(await address.inputValue()).toBe('http://localhost:4820')
    await page.close()
  })

  it('shows who is signed in, and signs out: the panel is signed out with it', async () => {
    await user.close()
    user = await startMailUser({ server, accounts: [ada] })
    const { panel } = await user.openInbox()
    await signInToPanel(panel, server, ada.email)
    // The browser's side panel, beside any other page: there is one account, and no Gmail that could say another.
    const side = await user.browser.context.newPage()
    await side.goto(`chrome-extension://${user.browser.extensionId}/panel/panel.html`)
    await side.getByRole('heading', { name: 'Begin' }).waitFor()
    await side.close()
    const page = await openOptions()
    await page.getByText(ada.email).waitFor()
    await page.getByText('Acme').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('Nobody. Sign in from the panel').waitFor()
    await panel.getByRole('heading', { name: 'Sign in to Handover' }).waitFor()
  })
})
