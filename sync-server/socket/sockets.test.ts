import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { meOf, namesOf, ORGANIZATION, shardOf } from '../../shared/domain/documents/document-name.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { encodePiece } from '../../shared/protocol/room-message.ts'
import { SUBPROTOCOL } from '../../shared/protocol/version.ts'
import { SHARD } from '../content/content-world.ts'
import { created, FOLDER, HOMES, record, USERS, valuesOf, WORKSPACE } from '../content/guard/guard-world.ts'
import { editsOf, recordsOf } from '../content/guard/maps.ts'
import { syncStep1, syncUpdate } from './messages.ts'
import { type MuxClient, SocketWorld } from './socket-world.ts'
import { waitFor } from '../testing/wait-for.ts'

const ACME = record('acme')
const PHONE = `${ACME}/phone`
let world: SocketWorld
beforeEach(async () => {
  world = await SocketWorld.open()
  const anna = await world.content.copy()
  recordsOf(anna).set(ACME, created(HOMES.anna))
  await world.content.send('anna', anna)
})
afterEach(() => world.close())

const serverValues = async () => valuesOf(await world.content.copy())
/** One edit as an update, on top of what the server has. */
async function edit(key: string, value: unknown, client?: number): Promise<Uint8Array> {
  const doc = await world.content.copy(SHARD, client)
  const before = Y.encodeStateVector(doc)
  editsOf(doc).set(key, value)
  return Y.encodeStateAsUpdate(doc, before)
}
const roomClosed = (client: MuxClient, code: number, channel = 0) =>
  waitFor(() => expect(client.closeOf(channel)).toBe(code))
const socketClosed = (client: MuxClient, code: number) =>
  waitFor(() => expect(client.closed?.code).toBe(code))

describe('unmodified y-websocket clients', () => {
  it('converge in one room, and what one wrote before connecting is kept', async () => {
    const early = await world.content.copy()
    editsOf(early).set(PHONE, '1')
    const anna = world.stock('anna', SHARD, early)
    const ben = world.stock('ben', SHARD)
    await waitFor(() => expect(valuesOf(ben.doc).edits).toEqual({ [PHONE]: '1' }))
    editsOf(ben.doc).set(PHONE, '2')
    editsOf(ben.doc).set(`${ACME}/title`, 'Acme Ltd')
    const all = { [PHONE]: '2', [`${ACME}/title`]: 'Acme Ltd' }
    await waitFor(() => expect(valuesOf(anna.doc).edits).toEqual(all))
    expect((await serverValues()).edits).toEqual(all)
  })

  it('[REC-2] keep an offline edit that loses Yjs’s tie', async () => {
    const low = await world.content.copy(SHARD, 5)
    const high = await world.content.copy(SHARD, 4_000_000_000)
    editsOf(low).set(PHONE, 'low')
    editsOf(high).set(PHONE, 'high')
    const anna = world.stock('anna', SHARD, high)
    await waitFor(async () => expect((await serverValues()).edits).toEqual({ [PHONE]: 'high' }))
    const ben = world.stock('ben', SHARD, low)
    await waitFor(() =>
      expect([valuesOf(anna.doc).edits, valuesOf(ben.doc).edits]).toEqual([
        { [PHONE]: 'low' },
        { [PHONE]: 'low' },
      ]),
    )
    expect((await serverValues()).edits).toEqual({ [PHONE]: 'low' })
  })

  it('[SYNC-3] see a refused edit set back, and others never see it', async () => {
    const ben = world.stock('ben', SHARD)
    const anna = world.stock('anna', SHARD)
    await waitFor(() => expect([ben.synced, anna.synced]).toEqual([true, true]))
    const seen: unknown[] = []
    editsOf(anna.doc).observe(() => seen.push(editsOf(anna.doc).toJSON()))
    ben.doc.transact(() => {
      editsOf(ben.doc).set(`${ACME}/portfolio`, HOMES.ben)
      editsOf(ben.doc).set(PHONE, '2')
    })
    await waitFor(() => expect(valuesOf(ben.doc).edits).toEqual({ [PHONE]: '2' }))
    await waitFor(() => expect(valuesOf(anna.doc).edits).toEqual({ [PHONE]: '2' }))
    expect(seen).toEqual([{ [PHONE]: '2' }])
  })

  it.each([
    ['a room of nobody', 'content/fld_none000000000000/0'],
    ['a name that is none', 'whatever'],
    ['somebody else’s', meOf(USERS.anna)],
    ['what only staff reads', ORGANIZATION],
  ])('are told the same of %s: %s', async (_what, room) => {
    const closed = vi.fn<(event: { code: number; reason: string }) => void>()
    world.stock('ben', room).on('closed', closed)
    await waitFor(() => expect(closed).toHaveBeenCalledOnce())
    expect(closed.mock.calls[0]?.[0]).toEqual({ code: CLOSE.forbidden, reason: 'forbidden' })
  })
})

describe('rooms over one socket', () => {
  it('carry several documents, answer step 1, and hear only what is theirs', async () => {
    const ben = await world.device('ben')
    await ben.open(0, SHARD)
    await ben.open(1, shardOf(FOLDER.id, 1))
    ben.data(0, syncStep1(new Uint8Array([0])))
    await waitFor(() => expect(Object.keys(valuesOf(ben.merged(0)).records)).toEqual([ACME]))
    const olga = await world.content.copy()
    editsOf(olga).set(PHONE, '9')
    await world.content.send('olga', olga)
    await waitFor(() => expect(valuesOf(ben.merged(0)).edits).toEqual({ [PHONE]: '9' }))
    expect(ben.said(1).every((said) => said.kind === 'sync' && said.type === 0)).toBe(true)
    expect(ben.frames[0]).toEqual({ kind: 'opened', channel: 0 })
  })

  it('[SYNC-4] acknowledge a piece after the commit, and broadcast before that to nobody', async () => {
    const anna = await world.device('anna')
    const ben = await world.device('ben')
    await anna.open(0, SHARD)
    await ben.open(0, SHARD)
    const update = await edit(PHONE, '2')
    const heard = ben.said(0).length
    const { release } = world.content.store.hold()
    anna.data(0, encodePiece(17, update))
    // Two round trips: the server has had the piece before.
    await world.tryUpgrade('', [SUBPROTOCOL])
    await world.tryUpgrade('', [SUBPROTOCOL])
    expect([anna.saved(0), ben.said(0).length - heard]).toEqual([[], 0])
    release()
    await waitFor(() => expect(anna.saved(0)).toEqual([17]))
    await waitFor(() => expect(valuesOf(ben.merged(0)).edits).toEqual({ [PHONE]: '2' }))
  })

  it('acknowledge a piece that comes twice, twice, and take it once', async () => {
    const anna = await world.device('anna')
    await anna.open(0, SHARD)
    const piece = encodePiece(3, await edit(PHONE, '2'))
    anna.data(0, piece)
    anna.data(0, piece)
    await waitFor(() => expect(anna.saved(0)).toEqual([3, 3]))
    const rows = await world.content.store.read
      .selectFrom('content_history')
      .select('after')
      .where('field', '=', 'phone')
      .execute()
    expect(rows).toEqual([{ after: '"2"' }])
  })

  it('send the sender nothing back but what the server changed', async () => {
    const ben = await world.device('ben')
    await ben.open(0, SHARD)
    const said = ben.said(0).length
    ben.data(0, encodePiece(1, await edit(PHONE, '2')))
    await waitFor(() => expect(ben.saved(0)).toEqual([1]))
    expect(ben.said(0)).toHaveLength(said + 1)
    ben.data(0, encodePiece(2, await edit(`${ACME}/deleted`, 'nonsense')))
    await waitFor(() => expect(ben.saved(0)).toEqual([1, 2]))
    expect(ben.said(0)).toHaveLength(said + 3)
  })

  it('close for an update that is refused, and the socket’s other rooms stay', async () => {
    const ben = await world.device('ben')
    await ben.open(0, SHARD)
    await ben.open(1, namesOf(WORKSPACE))
    const before = await serverValues()
    ben.data(
      0,
      encodePiece(
        1,
        forged((doc) => doc.getMap('other').set(PHONE, 1)),
      ),
    )
    await roomClosed(ben, CLOSE.refusedUpdate)
    expect(await serverValues()).toEqual(before)
    expect(ben.saved(0)).toEqual([])
    ben.data(1, syncStep1(new Uint8Array([0])))
    await waitFor(() => expect(ben.said(1)).toHaveLength(1))
    await ben.open(2, SHARD)
  })

  it('[SYNC-3] end the socket, not the room, when the database can’t be asked: no device throws its copy away for that', async () => {
    const ben = await world.device('ben')
    await ben.open(0, SHARD)
    // As when somebody else's write ends the transaction in which both were done, on a full disk.
    const failing = vi
      .spyOn(world.content.documents, 'missingFrom')
      .mockRejectedValueOnce(new Error('database or disk is full'))
    ben.data(0, syncStep1(new Uint8Array([0])))
    await socketClosed(ben, 1011)
    expect(ben.closeOf(0)).toBeNull()
    failing.mockRestore()
    const again = await world.device('ben')
    await again.open(0, SHARD)
    again.data(0, syncStep1(new Uint8Array([200])))
    await roomClosed(again, CLOSE.refusedUpdate)
  })

  it('close for a message that is none', async () => {
    const ben = await world.device('ben')
    await ben.open(0, SHARD)
    ben.data(0, new Uint8Array([0, 2, 200]))
    await roomClosed(ben, CLOSE.refusedUpdate)
  })

  it('end the socket of who writes to a directory document', async () => {
    const ben = await world.device('ben')
    await ben.open(0, namesOf(WORKSPACE))
    ben.data(0, syncUpdate(forged((doc) => doc.getMap('rows').set('user/x', { role: 'admin' }))))
    await socketClosed(ben, CLOSE.forbidden)
    expect(await world.content.rows(namesOf(WORKSPACE))).toEqual({})
  })

  it('end the socket for more than a message may have, text, no frame, or a channel used twice', async () => {
    const sends: [number, (client: MuxClient) => void][] = [
      [1009, (client) => client.sendBytes(new Uint8Array(LIMITS.socketMessage + 1))],
      [1003, (client) => client.sendBytes('text')],
      [1002, (client) => client.sendBytes(new Uint8Array([99, 99]))],
      [
        1002,
        (client) => {
          client.send({ kind: 'open', channel: 4, room: SHARD })
          client.send({ kind: 'open', channel: 4, room: SHARD })
        },
      ],
    ]
    for (const [code, send] of sends) {
      const ben = await world.device('ben')
      send(ben)
      await socketClosed(ben, code)
    }
  })
})

function forged(write: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc()
  write(doc)
  return Y.encodeStateAsUpdate(doc)
}
