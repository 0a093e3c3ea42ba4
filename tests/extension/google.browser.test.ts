import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DevicesAnswer } from '../../shared/protocol/http.ts'
import { startOpenIdProvider, type TestOpenIdProvider } from '../../sync-server/testing/openid-provider.ts'
import { Company } from '../harness/company.ts'
import { freePort } from '../harness/free-port.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { type MailUser, startMailUser } from './mail-user.ts'

const ben = { email: 'ben@acme.test', name: 'Ben Okafor' }

let provider: TestOpenIdProvider
let server: HandoverServer
let company: Company
let user: MailUser
beforeAll(async () => {
  const port = await freePort()
  provider = await startOpenIdProvider(`http://localhost:${port}/api/openid/callback`)
  provider.people.set('1001', { ...ben, email_verified: true })
  server = await startHandover({ ...provider.environment, PORT: `${port}` })
  company = await Company.found(server)
  await company.add('ben', ben.name, { levels: { Sales: 'agent' } })
  user = await startMailUser({ server, accounts: [ben] })
})
afterAll(async () => {
  await user?.close()
  await server?.close()
  await provider?.stop()
})

describe('signing in with Google in the panel', () => {
  it('[INV-2] goes through Chrome’s own window and ends with a token of the extension’s own', async () => {
    const { panel } = await user.openInbox()
    const button = panel.getByRole('button', { name: 'Continue with Google' })
    await button.waitFor()

    // Somebody closes the window, or presses Cancel there.
    provider.cancels = true
    await button.click()
    await panel.getByText('You did not finish signing in at Google.').waitFor()

    provider.cancels = false
    provider.next = '1001'
    await button.click()
    await panel.getByRole('button', { name: 'Continue with Google' }).waitFor({ state: 'detached' })
    await panel.getByText('Acme').first().waitFor()
    const devices = await company.person('ben').session.devices()
    const sessions = devices.status === 'ok' ? (devices.answer as DevicesAnswer).sessions : []
    expect(sessions.filter(({ label }) => /Chrome on .*, Gmail panel/.test(label))).toHaveLength(1)
  })
})
