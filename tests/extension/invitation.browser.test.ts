import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import { closeThread, openThread } from '../gmail/launch.ts'
import type { Mail } from '../gmail/mail.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { type MailUser, signInToPanel, startMailUser } from './mail-user.ts'

const mia = { email: 'mia@gmail.test', name: 'Mia Wong' }
const noah = { email: 'noah@gmail.test', name: 'Noah Reed' }

let server: HandoverServer
let company: Company
const users: MailUser[] = []

beforeAll(async () => {
  server = await startHandover()
  company = await Company.found(server)
})

afterAll(async () => {
  for (const user of users) await user.close()
  await server?.close()
})

async function start(...accounts: { email: string; name: string }[]): Promise<MailUser> {
  const user = await startMailUser({ server, accounts })
  users.push(user)
  return user
}

async function invite(email: string): Promise<{ userId: string; invitationId: string }> {
  const ids = { userId: newId('user'), invitationId: newId('invitation') }
  const workspaceId = company.workspaces.Sales
  await company.command('ada', 'user.invite', {
    ...ids,
    email,
    role: 'member',
    workspaces: [{ workspaceId, level: 'agent', restrictions: [], portfolioId: newId('portfolio') }],
  })
  return ids
}

const withLink = (to: { email: string; name: string }, subject: string, href: string): Mail => ({
  from: { email: 'handover@acme.test', name: 'Handover' },
  to: [to],
  subject,
  html: `<p>Ada Amin invites you.</p><p><a href="${href}">Look at the invitation</a></p>`,
})

describe('an invitation in the inbox', () => {
  it('[MAIL-4] [INV-2] is recognised and accepted there by who was invited, and opens the organization', async () => {
    await invite(mia.email)
    const user = await start(mia)
    const { page, panel } = await user.openInbox()
    await user.openMail(page, mia.email, /invites you to Acme/)
    await panel.getByText('There is an invitation in this conversation').waitFor()
    await signInToPanel(panel, server, mia.email)
    await panel.getByRole('heading', { name: 'Invitation to Acme' }).waitFor()
    await panel.getByText('Ada Amin (ada@acme.test)').waitFor()
    await panel.getByText('Sales').first().waitFor()
    await panel.getByLabel('Your name').fill('Mia Wong')
    await panel.getByRole('button', { name: 'Join Acme' }).click()
    await panel.getByText('Acme', { exact: true }).waitFor()
    await panel.getByText('This invitation was accepted already').waitFor()
    await closeThread(page)
    await panel.getByRole('heading', { name: 'Begin' }).waitFor()
  })

  it('[INV-2] is refused to any other signed-in account, which is told both addresses', async () => {
    await invite('olga@gmail.test')
    const user = await start(noah)
    const { page, panel } = await user.openInbox()
    const link = await server.invitationLink('olga@gmail.test')
    user.gmail.addMail(noah.email, withLink(noah, 'Forwarded', link))
    await openThread(page, 'Forwarded')
    await signInToPanel(panel, server, noah.email)
    const refusal = panel.getByRole('alert').filter({ hasText: 'This invitation is for another address' })
    await refusal.getByText('This invitation is for olga@gmail.test').waitFor()
    expect(await refusal.textContent()).toContain(`You are signed in as ${noah.email}`)
    expect(await panel.getByRole('button', { name: /Join/ }).count()).toBe(0)
  })

  it('[MAIL-4] is not offered when it was taken back, or never was one, and says why', async () => {
    const user = users[1] as MailUser
    const { userId } = await invite(noah.email)
    const link = await server.invitationLink(noah.email)
    await company.command('ada', 'invitation.revoke', { userId })
    const { page, panel } = await user.openInbox()
    user.gmail.addMail(noah.email, withLink(noah, 'Taken back', link))
    const forged = `${server.url}/invitation/inv_AAAAAAAAAAAAAAAAAAAAAA#AAAA`
    user.gmail.addMail(noah.email, withLink(noah, 'Forged', forged))
    for (const subject of ['Taken back', 'Forged']) {
      await openThread(page, subject)
      await panel.getByText('This is no invitation of your server').waitFor()
      await panel.getByText('not known here').waitFor()
      expect(await panel.getByRole('button', { name: /Join/ }).count()).toBe(0)
      await closeThread(page)
    }
    await page.close()
  })

  it('[MAIL-4] of another origin is not looked at, however alike it looks', async () => {
    const user = users[0] as MailUser
    const { pathname, hash } = new URL(await server.invitationLink(mia.email))
    const { page, panel } = await user.openInbox()
    const asked: string[] = []
    user.browser.context.on('request', (request) => asked.push(request.url()))
    const foreign = [
      `http://localhost:${server.port + 1}`,
      `https://localhost:${server.port}`,
      `http://localhost.evil.test:${server.port}`,
      `http://127.0.0.1:${server.port}`,
    ]
    for (const [index, origin] of foreign.entries()) {
      user.gmail.addMail(mia.email, withLink(mia, `Foreign ${index}`, origin + pathname + hash))
      await openThread(page, `Foreign ${index}`)
      await panel.getByRole('heading', { name: `Foreign ${index}` }).waitFor()
      expect(await panel.getByText('invitation', { exact: false }).count()).toBe(0)
      await closeThread(page)
    }
    // A true one after them, so that there was time to look at the others.
    user.gmail.addMail(mia.email, withLink(mia, 'True', server.url + pathname + hash))
    await openThread(page, 'True')
    await panel.getByText('This invitation was accepted already').waitFor()
    expect(asked.filter((url) => url.includes('evil') || url.includes('127.0.0.1'))).toEqual([])
    expect(asked.filter((url) => url.endsWith('/api/invitations/look'))).toHaveLength(1)
    await page.close()
  })
})
