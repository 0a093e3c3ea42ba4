import 'fake-indexeddb/auto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/replica/ids.ts'
import { openReplica } from '../../shared/replica/open-replica.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { Company } from '../harness/company.ts'
import { type HandoverServer, startHandover } from '../harness/server.ts'
import { Network, until } from '../replica/office.ts'

/**
 * The server process is killed (SIGKILL) while commands and edits pour in. What was answered "accepted" or acknowledged as
 * "saved" must be there after the restart, seen from a device that knows nothing yet (SYNC-4). The moment comes from the
 * traffic itself: with the n-th acceptance, another n each round.
 */
describe('kill -9 in a burst of commands and edits', () => {
  let server: HandoverServer
  let company: Company
  const open: Replica[] = []
  beforeAll(async () => {
    server = await startHandover()
    company = await Company.found(server)
  })
  afterAll(async () => {
    await Promise.all(open.map((replica) => replica.close()))
    await server.close()
  })

  const device = async (): Promise<Replica> => {
    const replica = await openReplica({
      serverUrl: server.url,
      organizationId: company.organizationId,
      userId: company.person('ada').userId,
      accountId: company.person('ada').accountId,
      credentials: { kind: 'token', token: company.person('ada').token },
      databaseName: newId('device'),
      transport: new Network(server.url),
    })
    open.push(replica)
    await until(replica.connection, (state) => state === 'online')
    return replica
  }

  it.each([3, 11, 26])(
    '[SYNC-4] loses nothing that was accepted or saved, killed at acceptance %i',
    async (moment) => {
      const folderId = newId('folder')
      const workspaceId = company.workspaces.Sales
      const fields = [{ id: 'note', name: 'Note', type: 'text' }]
      await company.command('ada', 'folder.create', {
        folderId,
        workspaceId,
        name: `Round ${moment}`,
        fields,
        stage: null,
      })
      const writer = await device()
      await until(writer.content.synced(folderId), (sync) => sync === 'synced')

      const accepted: string[] = []
      const inviting = (async () => {
        while (accepted.length < 100) {
          const userId = newId('user')
          const email = `guest-${userId.slice(4, 24)}@guests.test`
          const args = { userId, invitationId: newId('invitation'), email, role: 'member', workspaces: [] }
          await company.command('ada', 'user.invite', args)
          accepted.push(userId)
          if (accepted.length === moment) void server.stop('SIGKILL')
        }
      })().catch(() => 'the server is gone')
      const recordIds = await Promise.all(
        Array.from({ length: 60 }, (_, n) =>
          writer.content.createRecord(folderId, { title: `Record ${n}`, values: { note: `${n}` } }),
        ),
      )
      await inviting
      expect(accepted.length).toBeGreaterThanOrEqual(moment)
      await until(writer.connection, (state) => state !== 'online')
      const saved: string[] = []
      for (const id of recordIds) {
        const row = await until(writer.content.record(folderId, id), (now) => now !== null)
        if (row?.saved === 'saved') saved.push(id)
      }
      // It must send nothing more, or a lost record would come back from it.
      await writer.close()

      await server.start()
      const reader = await device()
      await until(reader.content.synced(folderId), (sync) => sync === 'synced')
      const { directory } = reader
      await until(directory, (now) => accepted.every((userId) => now.user(userId)?.state === 'pending'))
      const list = reader.content.list(folderId, {})
      await until(list.state, ({ loading, total }) => !loading && total >= saved.length)
      const ids = new Set((await list.rows(0, 100)).map((row) => row.id))
      expect(saved.filter((id) => !ids.has(id))).toEqual([])
      list.close()
      await reader.close()
    },
  )
})
