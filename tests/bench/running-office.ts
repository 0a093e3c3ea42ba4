import { sql } from 'kysely'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../sync-server/config.ts'
import { newId } from '../../sync-server/new-id.ts'
import { serve } from '../../sync-server/serve.ts'
import { TestClient } from '../../sync-server/testing/test-client.ts'
import { freePort } from '../harness/free-port.ts'

/** A running server, whole, with its data on this machine's disk and one organization. */
export interface RunningOffice {
  whose: Whose
  /** The server itself, and its founder's session. */
  running: Running
  client: TestClient
  /** A folder with so many records. */
  folder(count: number): Promise<{ folderId: string; ids: string[] }>
  close(): Promise<void>
}
/** Where a device's copy comes from, and whose it is. */
export interface Whose {
  serverUrl: string
  organizationId: string
  userId: string
  accountId: string
}

type Running = Awaited<ReturnType<typeof serve>>

const EMAIL = 'ada@office.example'
const SHARD = 10_000

export async function openRunningOffice(): Promise<RunningOffice> {
  const folder = mkdtempSync(path.join(tmpdir(), 'handover-bench-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const config = readConfig({
    ...{ PORT: `${port}`, PUBLIC_URL: url, DATA_DIR: folder, RATE_LIMITS: 'off', LOG_LEVEL: 'error' },
  })
  if ('problems' in config) throw new Error(config.problems.join(' '))
  const running = await serve(config, { logger: pino({ level: 'error' }) })
  const client = new TestClient(url, config, 'web')
  const accountId = await client.signIn(EMAIL, async (email) => {
    await running.jobsDone()
    const mail = await running.store.read
      .selectFrom('mails')
      .select('subject')
      .where('address', '=', email)
      .orderBy(sql`rowid`, 'desc')
      .executeTakeFirst()
    return /^\d{8}/.exec(mail?.subject ?? '')?.[0] ?? ''
  })
  const [organizationId, userId, workspaceId] = [newId('organization'), newId('user'), newId('workspace')]
  const portfolioId = newId('portfolio')
  const founded = await client.post('/api/organizations', {
    ...{ commandId: newId('command'), organizationId, userId, userName: 'Ada', name: 'Office' },
    ...{ timeZone: 'Europe/Berlin', currency: 'EUR', workspaceId, workspaceName: 'Sales' },
    ...{ tasksFolderId: newId('folder'), portfolioId },
  })
  if (founded.status !== 200) throw new Error(JSON.stringify(founded.body))

  return {
    whose: { serverUrl: url, organizationId, userId, accountId },
    running,
    client,
    async folder(count) {
      const folderId = newId('folder')
      const fields = [
        { id: 'city', name: 'City', type: 'text' },
        { id: 'amount', name: 'Amount', type: 'money' },
        { id: 'email', name: 'Email', type: 'email' },
        { id: 'note', name: 'Note', type: 'text' },
      ]
      const command = {
        id: newId('command'),
        type: 'folder.create',
        args: { folderId, workspaceId, name: 'Deals', fields, stage: null },
      }
      await client.post('/api/commands', { organizationId, commands: [command] })
      const ids = Array.from({ length: count }, () => newId('record'))
      for (let from = 0; from < count; from += SHARD)
        await running.store.write(async (tx, outcome) => {
          const { documents } = running
          const published = await documents.writeContent(
            tx,
            organizationId,
            folderId,
            from / SHARD,
            (records) => {
              for (const [i, id] of ids.slice(from, from + SHARD).entries())
                records.set(id, recordOf(from + i, portfolioId))
            },
          )
          outcome.onCommit(() => published.publish())
          outcome.onRollback(() => published.discard())
        })
      return { folderId, ids }
    },
    async close() {
      await running.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A record as small offices have them: some 150 bytes. */
export const recordOf = (i: number, portfolio: string) => ({
  title: `Customer ${((i * 7919) % 100_000).toString(36)} ${i}`,
  portfolio,
  createdAt: '2026-05-01T08:00:00.000Z',
  values: { city: `Rotterdam ${i % 97}`, amount: i, email: `someone${i}@customer.example` },
})
