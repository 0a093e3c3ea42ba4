import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openThread } from '../gmail/launch.ts'
import { Company } from '../harness/company.ts'
import { launchBrowser, type TestBrowser } from '../harness/browser.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { openSignedIn } from '../harness/sign-in.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const ada = { email: 'ada@acme.test', name: 'Ada Amin' }
const before = { email: 'ben@acme.test', name: 'Ben Okafor' }
const after = { email: 'ben@okafor.test', name: 'Ben Okafor' }

let server: HandoverServer
let company: Company
let browser: TestBrowser
let admin: MailUser
let person: MailUser

beforeAll(async () => {
  server = await startHandover()
  company = await Company.found(server)
  await company.add('ben', before.name, { levels: { Sales: 'agent', Service: 'agent' } })
  const hello = { from: after, to: [ada], subject: 'My new address', text: 'Here it is.' }
  browser = await launchBrowser()
  ;[admin, person] = await Promise.all([
    startMailUser({ server, accounts: [{ ...ada, threads: [{ messages: [hello] }] }] }),
    startMailUser({ server, accounts: [before, after] }),
  ])
})

afterAll(async () => {
  await admin?.close()
  await person?.close()
  await browser?.close()
  await server?.close()
})

/** Names of the organizations' copies in the extension's storage. */
async function copiesIn({ browser: { serviceWorker } }: MailUser): Promise<string[]> {
  const names = await serviceWorker?.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  )
  return (names ?? []).filter((name): name is string => name?.startsWith('handover http') ?? false)
}

describe('a change of address from the panel', () => {
  it('[MAIL-5] [HAND-2] [SYNC-7] runs from the conversation; the old address is locked out everywhere, and told why', async () => {
    // Ben has the app open, and the panel beside the Gmail of his old address.
    const app = await browser.profile()
    await openSignedIn(app.page, server, before.email)
    await app.page.getByRole('heading', { name: 'Workspaces', level: 1 }).waitFor()
    const old = await person.openInbox(before.email)
    await signInToPanel(old.panel, server, before.email)
    await old.panel.getByRole('heading', { name: 'Begin' }).waitFor()

    const { page, panel } = await admin.openInbox()
    await signInToPanel(panel, server, ada.email)
    await openThread(page, 'My new address')
    await panel.getByRole('button', { name: 'More about Ben Okafor' }).click()
    await panel.getByRole('menuitem', { name: 'New address of somebody here' }).click()
    await panel.getByRole('combobox', { name: /Whose new address/ }).fill('Ben')
    await panel.getByRole('option', { name: /Ben Okafor/ }).click()
    await panel.getByRole('button', { name: 'Go on' }).click()
    expect(
      await panel
        .getByRole('textbox', { name: /^New address(?!,)/ })
        .first()
        .inputValue(),
    ).toBe(after.email)
    await panel.getByRole('textbox', { name: /once more/ }).fill(after.email)
    await panel.getByText('no seat is added').waitFor()
    await panel.getByText('Gmail mail, calendar, Drive and contacts do not move').waitFor()
    await panel.getByRole('button', { name: `Invite ${after.email}` }).click()
    await panel.getByText('Waits for the acceptance').waitFor()

    const fresh = await person.openInbox(after.email)
    await person.openMail(fresh.page, after.email, /Confirm your new address/)
    await fresh.panel.getByText(`Signed in as ${before.email} so far`).waitFor()
    await signInToPanel(fresh.panel, server, after.email)
    await fresh.panel.getByRole('heading', { name: 'Your new address at Acme' }).waitFor()
    await fresh.panel.getByRole('button', { name: `Use ${after.email} from now on` }).click()
    await fresh.panel.getByText('Acme', { exact: true }).waitFor()
    await fresh.panel
      .getByText('formerly ben@acme.test')
      .or(fresh.panel.getByText('Member · Sales'))
      .first()
      .waitFor()

    await old.panel.getByText(`${before.email} no longer belongs to Acme`).waitFor()
    expect(await old.panel.getByRole('heading', { name: 'Begin' }).count()).toBe(0)
    await app.page.getByText(`${before.email} no longer belongs to Acme`).waitFor()
    // The Admin sees it done, without doing anything.
    await panel.getByText('Done', { exact: true }).first().waitFor()
    // The old account's copy is deleted, the new one's is not.
    await expect.poll(() => copiesIn(person)).toEqual([expect.any(String)])
    await fresh.panel.getByText('All saved').waitFor()
  })

  it('[HAND-2] afterwards knows the old address as a former one', async () => {
    const { page, panel } = await admin.openInbox()
    admin.gmail.addMail(ada.email, {
      from: before,
      to: [ada],
      subject: 'From the old one',
      text: 'Still me.',
    })
    await openThread(page, 'From the old one')
    await panel.getByText('formerly ben@acme.test').waitFor()
    await page.close()
  })
})
