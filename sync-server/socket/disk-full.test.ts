import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { encodePiece } from '../../shared/protocol/room-message.ts'
import { newId } from '../new-id.ts'
import { ORG, SHARD } from '../content/content-world.ts'
import { created, HOMES, record, USERS, WORKSPACE } from '../content/guard/guard-world.ts'
import { recordsOf } from '../content/guard/maps.ts'
import { decideUserCommand } from '../decide/decide-command.ts'
import { diskTrouble } from '../store/disk-trouble.ts'
import { type MuxClient, SocketWorld } from './socket-world.ts'
import { waitFor } from '../testing/wait-for.ts'

/** More than there is room for where there is none. */
const LARGE = 'x'.repeat(10_000)
const PIECES = 30

describe.each([
  ['the disk is full', 'disk-full', 'pragma max_page_count = 1', 'pragma max_page_count = 1000000'],
  ['the file is read-only', 'disk-read-only', 'pragma query_only = on', 'pragma query_only = off'],
])('while %s', (_what, code, breaks, mends) => {
  let world: SocketWorld
  beforeEach(async () => {
    world = await SocketWorld.open()
  })
  afterEach(() => world.close())

  const run = (pragma: string) => world.content.store.write((tx) => sql.raw(pragma).execute(tx))

  async function inRoom(): Promise<MuxClient> {
    const client = await world.device('anna')
    await client.open(0, SHARD)
    return client
  }

  /** Sends records one by one, as a device does; `from` is the first one's number. */
  function send(client: MuxClient, device: Y.Doc, from: number, count: number, phone: string): void {
    let row = from
    const onUpdate = (update: Uint8Array) => client.data(0, encodePiece(row++, update))
    device.on('update', onUpdate)
    for (let n = from; n < from + count; n++)
      recordsOf(device).set(record(`r${n}_`), created(HOMES.anna, { phone }))
    device.off('update', onUpdate)
  }
  /** Again all that was not acknowledged, as a device does on its next connection. */
  const sendAgain = (client: MuxClient, device: Y.Doc, row: number) =>
    client.data(0, encodePiece(row, Y.encodeStateAsUpdate(device)))

  it('[SYNC-4] nothing is called saved, what was saved can be read, and all goes on when it is mended', async () => {
    const device = new Y.Doc()
    const first = await inRoom()
    send(first, device, 0, 1, '1')
    await waitFor(() => expect(first.saved(0)).toEqual([0]))

    await run(breaks)
    send(first, device, 1, PIECES, LARGE)
    await waitFor(() => expect(first.closed?.code).toBe(1011))
    // What fitted into pages that were there already is saved; nothing else was called so.
    const called = new Set(first.saved(0).map((row) => record(`r${row}_`)))
    expect(called.size).toBeLessThan(PIECES + 1)

    // Reading needs no space.
    const reader = await inRoom()
    await waitFor(() => {
      reader.data(0, new Uint8Array([0, 0, 1, 0]))
      expect(recordsOf(reader.merged(0)).has(record('r0_'))).toBe(true)
    })
    expect([...called].filter((name) => !recordsOf(reader.merged(0)).has(name))).toEqual([])

    await run(mends)
    const again = await inRoom()
    sendAgain(again, device, 77)
    await waitFor(() => expect(again.saved(0)).toEqual([77]))
    await world.content.restart()
    const names = [...recordsOf(await world.content.copy()).keys()]
    expect(names).toHaveLength(PIECES + 1)
    const [counted] = await world.content.counts(HOMES.anna)
    expect(counted?.all).toBe(PIECES + 1)
  })

  it('[SYNC-4] a command is refused in plain words, does nothing, and is decided when it is mended', async () => {
    const { store, documents } = world.content
    const deciding = {
      ...{ store, documents, sockets: world.sockets, clock: { now: () => world.content.now } },
      ...{ mailLimits: null, wakeJobs: () => undefined },
    }
    const name = 'Name '.repeat(20)
    // More than fits into the pages that migrations left empty.
    const choices = Array.from({ length: 20 }, (_, n) => `${n} ${name}`)
    const fields = Array.from({ length: 90 }, (_, n) => ({ id: `f${n}`, name, type: 'choice', choices }))
    const args = { folderId: newId('folder'), workspaceId: WORKSPACE, name: 'Large', fields, stage: null }
    const command = { id: newId('command'), type: 'folder.create', args }
    const decide = () => decideUserCommand(deciding, ORG, USERS.olga, command)
    // It would find room in pages that migrations left free.
    await store.scrub()
    await run(breaks)
    const problem: unknown = await decide().catch((failed: unknown) => failed)
    expect(diskTrouble(problem)).toMatchObject({
      code,
      message: expect.stringMatching(/othing was saved/) as string,
    })
    expect(
      await store.read.selectFrom('folders').select('name').where('name', '=', 'Large').execute(),
    ).toEqual([])
    await run(mends)
    expect(await decide()).toMatchObject({ status: 'accepted' })
    expect(await decide()).toMatchObject({ status: 'accepted' })
    expect(
      await store.read.selectFrom('folders').select('name').where('name', '=', 'Large').execute(),
    ).toHaveLength(1)
  })
})
