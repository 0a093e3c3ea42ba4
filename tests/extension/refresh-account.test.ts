import 'fake-indexeddb/auto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SignedAccount, writeAccount } from '../../extension/accounts.ts'
import { databaseOf } from '../../extension/device-copies.ts'
import { refreshAccount } from '../../extension/refresh-account.ts'
import { createStored, type Stored } from '../../extension/stored.ts'
import type { MeAnswer } from '../../shared/protocol/http.ts'
import { ReplicaDatabase } from '../../shared/replica/database.ts'

const account = { id: 'acc_ben', email: 'ben@acme.test', emails: ['ben@acme.test'], name: 'Ben' }
const access = { organizationId: 'org_acme', userId: 'usr_ben', name: 'Acme' }

describe('an account of the extension that asks who it is', () => {
  let server: Server
  let signed: SignedAccount
  let stored: Stored
  let answer: { http: number; body: unknown }

  beforeAll(async () => {
    server = createServer((_, response) => {
      response.writeHead(answer.http, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer.body))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    signed = { server: origin, token: 'token', me: meIn([]), organizationId: null }
    stored = createStored()
    await writeAccount(stored, signed)
  })
  afterAll(() => server.close())

  const meIn = (organizations: MeAnswer['organizations']): MeAnswer => ({
    account,
    organizations,
    invitations: [],
  })
  const nameOf = (accountId: string, userId = access.userId) =>
    databaseOf({ server: signed.server, accountId, organizationId: access.organizationId, userId })
  async function makeCopy(name: string): Promise<void> {
    const db = new ReplicaDatabase(name)
    await db.open()
    db.close()
  }
  const names = async () => (await indexedDB.databases()).map(({ name }) => name)

  it('[SYNC-7] deletes every copy it may not have, also one that it knows nothing of any more', async () => {
    // As after a panel that was ended between making a copy and hearing that the access is over.
    const [mine, left, anothers] = [nameOf(account.id), nameOf(account.id, 'usr_old'), nameOf('acc_ada')]
    await Promise.all([mine, left, anothers].map(makeCopy))
    answer = { http: 200, body: meIn([{ ...access, state: 'blocked' }]) }
    await refreshAccount(stored, signed)
    await expect.poll(names).not.toContain(left)
    expect(await names()).toEqual(expect.arrayContaining([mine, anothers]))
  })

  it('[SYNC-7] deletes all of them, and no other account’s, when the session was ended', async () => {
    answer = { http: 401, body: { status: 'refused', code: 'signed-out', message: 'Sign in.' } }
    expect(await refreshAccount(stored, signed)).toMatchObject({ ended: true })
    await expect.poll(names).not.toContain(nameOf(account.id))
    expect(await names()).toContain(nameOf('acc_ada'))
  })
})
