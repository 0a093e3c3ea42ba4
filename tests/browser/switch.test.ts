import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from '../harness/accessibility.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { signIn } from '../harness/sign-in.ts'
import { addRecord, createFolder, folderPath, openAs } from '../harness/story.ts'

let server: HandoverServer
let browser: TestBrowser
let company: Company
const story = () => ({ server, browser, company })

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startHandover(), launchBrowser()])
  company = await Company.found(server)
  await company.add('anna', 'Anna Berg', { levels: { Sales: 'agent', Service: 'agent' } })
  await company.add('max', 'Max Mint', { levels: { Sales: 'manager' } })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

describe('changing an address, in the app', () => {
  it('[HAND-2] [HAND-22] [HAND-23] [HAND-25] invites the new address; the old one is signed out, the new one has it all; undo', async () => {
    const deals = await createFolder(story(), 'Sales', 'Deals')
    const anna = await openAs(story(), 'anna')
    await addRecord(story(), anna, 'Sales', deals, 'Harbour crane')

    const ada = await openAs(story(), 'ada', `/users/${company.person('anna').userId}/address`)
    const field = (name: string) => ada.getByRole('textbox', { name, exact: true })
    await field('New address').fill('anna@company.test')
    await field('New address, once more').fill('anna@company.tst')
    await ada.getByText('The two addresses differ.').waitFor()
    await field('New address, once more').fill('anna@company.test')
    const plan = await ada.getByRole('main').innerText()
    expect(plan).toContain('Everything: 1 item')
    expect(plan).toContain('no seat is added')
    expect(plan).toContain('Gmail mail, calendar, Drive and contacts do not move')
    expect(await seriousFindings(ada)).toEqual([])
    await ada.getByRole('button', { name: 'Invite anna@company.test' }).click()
    await ada.getByText('Waits for the acceptance').first().waitFor()
    const warned = await server.mailTo('anna@acme.test', /anna@company\.test/)
    expect(warned.text).toMatch(/call it off|object/i)

    // Until then everything is as before.
    await anna.goto(`${server.url}${folderPath(story(), 'Sales', deals)}`)
    await anna.getByRole('link', { name: 'Harbour crane' }).waitFor()

    const { page: fresh } = await browser.profile()
    await fresh.goto(await server.invitationLink('anna@company.test'))
    await signIn(fresh, server, 'anna@company.test')
    await fresh.getByRole('button', { name: 'Use anna@company.test from now on' }).click()
    await anna.getByText(/anna@acme\.test no longer belongs to .*Acme/).waitFor()
    await fresh.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
    await fresh.goto(`${server.url}${folderPath(story(), 'Sales', deals)}`)
    await fresh
      .getByRole('row', { name: /Harbour crane/ })
      .getByText('Anna Berg')
      .waitFor()

    await ada.getByText('Done', { exact: true }).first().waitFor()
    await ada.goto(`${server.url}/users/${company.person('anna').userId}`)
    // Somebody still uses the old address, so nobody should delete the mailbox yet.
    const uses = ada.getByRole('region', { name: 'anna@acme.test' })
    await uses.getByText('Nobody and nothing has used it').waitFor()
    await company.person('max').session.requestCode({ email: 'anna@acme.test', device: true })
    await ada.reload()
    await uses.getByText('Somebody asked for a sign-in code with it').waitFor()
    await uses.getByText('Still needed').waitFor()
    expect(await seriousFindings(ada)).toEqual([])
    await ada.goto(`${server.url}/handovers`)
    await ada.getByRole('link', { name: /Anna Berg’s new address/ }).click()
    await ada.getByRole('button', { name: 'Undo' }).click()
    await ada.getByText('Undone', { exact: true }).waitFor()
    await fresh.getByText(/anna@company\.test no longer belongs to .*Acme/).waitFor()
  })

  it('[HAND-18] somebody asks for their own; an Admin says yes; whose address it is may call it off', async () => {
    const max = await openAs(story(), 'max', `/users/${company.person('max').userId}/address`)
    await max.getByRole('textbox', { name: 'New address', exact: true }).fill('max.mint@acme.test')
    await max.getByText('An Admin is asked to say yes first').waitFor()
    await max.getByRole('button', { name: 'Ask for the change' }).click()
    await max.getByText('Needs an Admin’s yes').first().waitFor()
    await server.mailTo('ada@acme.test', /max\.mint@acme\.test/)

    const ada = await openAs(story(), 'ada', '/handovers')
    await ada.getByRole('link', { name: /Max Mint’s new address/ }).click()
    await ada.getByRole('button', { name: 'Say yes' }).click()
    await ada.getByText('Waits for the acceptance').first().waitFor()
    await max.getByText('Waits for the acceptance').first().waitFor()
    const link = await server.invitationLink('max.mint@acme.test')
    await max.getByRole('button', { name: 'Call it off' }).click()
    await ada.getByText('Called off', { exact: true }).first().waitFor()

    const { page: late } = await browser.profile()
    await late.goto(link)
    await late
      .getByText(/taken back|called off/)
      .first()
      .waitFor()
  })
})
