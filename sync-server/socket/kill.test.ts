import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodePiece } from '../../shared/protocol/room-message.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import { ContentWorld, SHARD } from '../content/content-world.ts'
import { created, HOMES, record, valuesOf } from '../content/guard/guard-world.ts'
import { recordsOf } from '../content/guard/maps.ts'
import { MuxClient, ORIGIN } from './socket-world.ts'

const PIECES = 3_000

/** A killed server's rows and counts, read by a server that starts anew. */
async function afterRestart(world: ContentWorld) {
  await world.start()
  const { records } = valuesOf(await world.copy())
  const [counted] = await world.counts(HOMES.anna)
  const history = await world.store.read.selectFrom('content_history').select('record_id').execute()
  await world.store.close()
  return { records, counted: counted?.all ?? 0, history: history.length }
}

it('[SYNC-4] kill -9 in a burst of pieces: everything acknowledged is there, and counts and history fit it', async () => {
  const world = await ContentWorld.open()
  await world.store.close()
  const acknowledged = new Set<string>()
  for (const [round, enough] of [1, 40, 400, 1_500].entries()) {
    const child = fork(new URL('./kill-child.ts', import.meta.url), [world.folder], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    const exited = once(child, 'exit')
    const [port] = (await once(child, 'message')) as [number]
    const protocols = [SUBPROTOCOL, `${TICKET_PREFIX}any`]
    const socket = new WebSocket(`ws://127.0.0.1:${port}/sync`, protocols, { origin: ORIGIN })
    const client = new MuxClient(socket)
    await client.opened
    await client.open(0, SHARD)

    const device = new Y.Doc()
    let row = 0
    device.on('update', (update: Uint8Array) => client.data(0, encodePiece(row++, update)))
    const nameOf = (piece: number) => record(`r${round}_${piece}_`)
    for (let i = 0; i < PIECES; i++) recordsOf(device).set(nameOf(i), created(HOMES.anna))
    const enoughSaved = new Promise<void>((resolve) => {
      socket.on('message', () => {
        if (client.frames.length > enough) resolve()
      })
    })
    await enoughSaved
    child.kill('SIGKILL')
    await exited
    for (const saved of client.saved(0)) acknowledged.add(nameOf(saved))

    const { records, counted, history } = await afterRestart(world)
    const there = Object.keys(records)
    expect([...acknowledged].filter((name) => !(name in records))).toEqual([])
    expect([counted, history]).toEqual([there.length, there.length])
  }
  expect(acknowledged.size).toBeGreaterThan(1_500)
  await world.start()
  await world.close()
})
