import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { shardOf } from '../../shared/domain/documents/document-name.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { type Office, openWithFolder, type Person, until } from './office.ts'
import { waitFor } from '../../sync-server/testing/wait-for.ts'

describe('an unmodified y-websocket client in a room of ours', () => {
  let office: Office
  let anna: Replica
  let ben: Person
  let folderId: string
  let recordId: string
  let stock: WebsocketProvider

  beforeAll(async () => {
    ;({ office, anna, folderId } = await openWithFolder())
    ben = await office.join(anna, 'Ben', 'agent')
    recordId = await anna.content.createRecord(folderId, { title: 'Acme', values: { note: 'from ours' } })
    await until(anna.pending, (items) => items.length === 0)
    stock = await connect(new Y.Doc())
  })
  afterAll(async () => {
    stock?.destroy()
    await office?.close()
  })

  async function connect(doc: Y.Doc): Promise<WebsocketProvider> {
    const { origin, url } = office.socketAddress()
    class FromOurOrigin extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { origin })
      }
    }
    const reply = await office.session(ben).post<{ ticket: string }>('/api/tickets', {
      organizationId: office.organizationId,
    })
    if (reply.status !== 'ok') throw new Error('no ticket')
    const provider = new WebsocketProvider(url, shardOf(folderId, 0), doc, {
      WebSocketPolyfill: FromOurOrigin as unknown as typeof globalThis.WebSocket,
      protocols: [SUBPROTOCOL, TICKET_PREFIX + reply.answer.ticket],
      disableBc: true,
    })
    await waitFor(() => expect(provider.synced).toBe(true))
    return provider
  }
  const edits = () => stock.doc.getMap('edits')
  const noteOf = (note: string) =>
    until(anna.content.record(folderId, recordId), (row) => row?.values['note'] === note)

  it('converges with ours, both ways and at once', async () => {
    expect(stock.doc.getMap('records').toJSON()).toMatchObject({ [recordId]: { title: 'Acme' } })
    edits().set(`${recordId}/note`, 'from a stock client')
    await noteOf('from a stock client')
    await anna.content.edit(folderId, recordId, { amount: 5 })
    edits().set(`${recordId}/title`, 'Acme Ltd')
    await until(anna.content.record(folderId, recordId), (row) => row?.title === 'Acme Ltd')
    await waitFor(() =>
      expect(edits().toJSON()).toEqual({
        [`${recordId}/note`]: 'from a stock client',
        [`${recordId}/title`]: 'Acme Ltd',
        [`${recordId}/amount`]: 5,
      }),
    )
  })

  it('[SYNC-3] hears of a set-back as an ordinary update, and ours never shows what was refused', async () => {
    const portfolios: unknown[] = []
    const record = anna.content.record(folderId, recordId)
    const stop = record.subscribe((row) => portfolios.push(row?.portfolio))
    const mine = anna.directory.value.homeOf(ben.userId, office.workspaceId)?.id
    // An Agent gives away only what is their own.
    stock.doc.transact(() => {
      edits().set(`${recordId}/portfolio`, mine)
      edits().set(`${recordId}/note`, 'in the same update')
    })
    await noteOf('in the same update')
    await waitFor(() => expect(edits().has(`${recordId}/portfolio`)).toBe(false))
    expect(portfolios).not.toContain(mine)
    stop()
  })

  it('that says what no honest one can is put out, and ours notices nothing', async () => {
    const closed = vi.fn<(event: { code: number }) => void>()
    stock.on('closed', closed)
    stock.doc.getMap('rows').set('user/x', { role: 'admin' })
    await waitFor(() => expect(closed.mock.calls[0]?.[0].code).toBe(CLOSE.refusedUpdate))
    await anna.content.edit(folderId, recordId, { note: 'goes on' })
    await until(anna.pending, (items) => items.length === 0)
    const other = await connect(new Y.Doc())
    expect(other.doc.getMap('edits').get(`${recordId}/note`)).toBe('goes on')
    other.destroy()
  })
})
