import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import { closeThread, openThread } from '../gmail/launch.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const ada = { email: 'ada@acme.test', name: 'Ada Amin' }
const ben = { email: 'ben@acme.test', name: 'Ben Okafor' }
const emil = { email: 'emil@brightwater.test', name: 'Emil Sand' }

let server: HandoverServer
let office: MailUser

beforeAll(async () => {
  server = await startHandover()
  const company = await Company.found(server)
  await company.add('ben', ben.name, { levels: { Sales: 'agent' } })
  const hello = { from: ben, to: [ada], cc: [emil], subject: 'Hello', text: 'Hello Ada.' }
  office = await startMailUser({ server, accounts: [{ ...ada, threads: [{ messages: [hello] }] }] })
})

afterAll(async () => {
  await office?.close()
  await server?.close()
})

describe('the panel without its server', () => {
  it('[MAIL-7] [SYNC-1] [SYNC-2] opens from what is on the device, invites, hands over, and catches up', async () => {
    const { page, panel } = await office.openInbox()
    await signInToPanel(panel, server, ada.email)
    await openThread(page, 'Hello')
    await panel.getByText('Member · Sales').waitFor()
    await server.stop()
    await page.reload()
    await panel.getByText('Offline').waitFor()
    await panel.getByText('Member · Sales').waitFor()

    await panel.getByRole('button', { name: 'Invite' }).click()
    await panel.getByText('You are offline. The invitation is kept on this device').waitFor()
    await panel.getByRole('button', { name: 'Send the invitation' }).click()
    const person = panel.getByRole('listitem').filter({ hasText: 'Emil Sand' })
    await person.getByText('Pending').waitFor()
    await panel.getByRole('button', { name: /Offline · 1 change/ }).click()
    await panel.getByRole('heading', { name: /Invite emil@brightwater.test/ }).waitFor()
    await panel.getByRole('button', { name: 'Back' }).click()

    await panel.getByRole('button', { name: 'Hand over' }).click()
    await panel.getByRole('combobox', { name: 'Who takes over' }).fill('Ada')
    await panel.getByRole('option', { name: /Ada Amin/ }).click()
    await panel.getByRole('button', { name: /^Hand over to|^Hand over .* to/ }).click()
    await panel.getByText('Kept on this device', { exact: true }).waitFor()
    // A reload loses nothing of it.
    await page.reload()
    await panel.getByRole('button', { name: /Offline · 2 changes/ }).waitFor()

    await server.start()
    await panel.getByText('All saved').waitFor({ timeout: 60_000 })
    await server.mailTo(emil.email, /invites you to Acme/)
    await closeThread(page)
    await panel.getByRole('heading', { name: 'Lately' }).waitFor()
    await panel.getByRole('button', { name: /Ben Okafor.* to Ada Amin.*Done/ }).waitFor()
    expect(server.smtp.mails.filter((mail) => mail.to === emil.email)).toHaveLength(1)
    await page.close()
  })

  it('[SYNC-6] its worker sends what a closed tab had not, and says on the toolbar’s button what waits', async () => {
    const { page, panel } = await office.openInbox()
    await panel.getByText('All saved').waitFor()
    await expect.poll(badge).toEqual(['', 'Open Handover'])
    await server.stop()
    await panel.getByRole('button', { name: 'Invite somebody' }).click()
    await panel.getByLabel('Email address').fill('lena@brightwater.test')
    await panel.getByRole('button', { name: 'Send the invitation' }).click()
    await panel.getByRole('button', { name: /Offline · 1 change/ }).waitFor()
    await expect.poll(badge).toEqual(['1', 'Open Handover: 1 change not sent yet'])
    await page.close()

    await server.start()
    await expect.poll(alarms).toContain('send')
    await hurry('send')
    await server.mailTo('lena@brightwater.test', /invites you to Acme/)
    await expect.poll(badge).toEqual(['', 'Open Handover'])
    await expect.poll(alarms).toEqual(['ask'])

    const other = await Company.found(server, ['North'], 'north.test')
    await other.command('ada', 'user.invite', {
      ...{ userId: newId('user'), invitationId: newId('invitation'), email: ada.email, name: ada.name },
      ...{ role: 'member', workspaces: [] },
    })
    await hurry('ask')
    await expect.poll(badge).toEqual(['1', 'Open Handover: 1 invitation for you'])
  })
})

const inWorker = async <T>(work: () => Promise<T>): Promise<T | undefined> =>
  office.browser.serviceWorker?.evaluate(work)
const badge = () =>
  inWorker(async () => [await chrome.action.getBadgeText({}), await chrome.action.getTitle({})])
const alarms = () => inWorker(async () => (await chrome.alarms.getAll()).map(({ name }) => name))
/** What is due later is due now. */
const hurry = (name: string) =>
  office.browser.serviceWorker?.evaluate((due) => chrome.alarms.create(due, { when: Date.now() }), name)
