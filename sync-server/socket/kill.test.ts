import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodePiece } from '../../shared/protocol/room-message.ts'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import { ROWS_MAP, namesOf } from '../../shared/domain/documents/document-name.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import { ContentWorld, ORG, SHARD } from '../content/content-world.ts'
import { created, HOMES, record, WORKSPACE } from '../content/guard/guard-world.ts'
import { recordsOf } from '../content/guard/maps.ts'
import { newId } from '../new-id.ts'
import { MuxClient, ORIGIN } from './socket-world.ts'
import { waitFor } from '../testing/wait-for.ts'

/** `npm run kills` asks for 200. */
const ROUNDS = Number(process.env['KILLS'] ?? 4)
const ROUNDS_PER_WORLD = 20
const CLIENTS = 3
const PIECES = 400
/** Milliseconds of load before the end, at most. */
const LONGEST = 250

interface Promised {
  records: Set<string>
  commands: Set<string>
}

/** Several devices write pieces and commands until the server is killed, at a moment nobody chose. Notes what was promised. */
async function killUnderLoad(world: ContentWorld, round: number, promised: Promised): Promise<number> {
  const child = fork(new URL('./kill-child.ts', import.meta.url), [world.folder], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  // Not `once`: what is sent to it while it dies is an error of the channel, and no failure.
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const [port] = (await once(child, 'message')) as [number]
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => connect(port)))
  const moment = Math.random() * LONGEST
  const killed = wait(moment).then(() => child.kill('SIGKILL'))
  askForFolders(child, promised)
  const names = clients.map((client, n) => {
    const device = new Y.Doc()
    let row = 0
    device.on('update', (update: Uint8Array) => client.data(0, encodePiece(row++, update)))
    const nameOf = (piece: number) => record(`r${round}c${n}_${piece}_`)
    for (let i = 0; i < PIECES; i++) recordsOf(device).set(nameOf(i), created(HOMES.anna))
    return nameOf
  })
  await killed
  await exited
  for (const [n, client] of clients.entries())
    for (const row of client.saved(0)) promised.records.add(names[n]!(row))
  return moment
}

async function connect(port: number): Promise<MuxClient> {
  const protocols = [SUBPROTOCOL, `${TICKET_PREFIX}any`]
  const client = new MuxClient(new WebSocket(`ws://127.0.0.1:${port}/sync`, protocols, { origin: ORIGIN }))
  await client.opened
  client.send({ kind: 'open', channel: 0, room: SHARD })
  await waitFor(() => expect(client.frames[0]?.kind).toBe('opened'))
  return client
}

/** One folder after the other, each when the one before was answered. */
function askForFolders(child: ChildProcess, promised: Promised): void {
  const ask = () => {
    const args = { folderId: newId('folder'), workspaceId: WORKSPACE, name: 'New', fields: [], stage: null }
    if (child.connected) child.send({ id: newId('command'), type: 'folder.create', args })
  }
  child.on('message', (answer: CommandAnswer) => {
    promised.commands.add(answer.id)
    ask()
  })
  child.on('error', () => undefined)
  ask()
}

/** What a server that starts anew finds. Everything that belongs together must be there together. */
async function check(world: ContentWorld, promised: Promised): Promise<void> {
  await world.start()
  const { read } = world.store
  const there = new Set(recordsOf(await world.copy()).keys())
  const [counted] = await world.counts(HOMES.anna)
  const history = await read.selectFrom('content_history').select('record_id').execute()
  expect([counted?.all ?? 0, history.length]).toEqual([there.size, there.size])
  expect([...promised.records].filter((name) => !there.has(name))).toEqual([])

  const commands = await read.selectFrom('commands').select('command_id').execute()
  const answered = new Set(commands.map((row) => row.command_id))
  const told = await read
    .selectFrom('history')
    .select('command_id')
    .where('organization_id', '=', ORG)
    .execute()
  const folders = await read.selectFrom('folders').select('folder_id').where('name', '=', 'New').execute()
  const shown = [...(await world.copy(namesOf(WORKSPACE))).getMap(ROWS_MAP).keys()]
  const shownFolders = shown.filter((key) => key.startsWith('folder/'))
  expect([told.length, folders.length, shownFolders.length]).toEqual(Array(3).fill(answered.size))
  expect([...promised.commands].filter((id) => !answered.has(id))).toEqual([])
  await world.store.close()
}

it(
  '[SYNC-4] kill -9 under load from several clients: all that was acknowledged is there, and nothing is there by half',
  async () => {
    const sum = { records: 0, commands: 0, moments: [] as number[] }
    for (let round = 0; round < ROUNDS; round += ROUNDS_PER_WORLD) {
      const world = await ContentWorld.open()
      await world.store.close()
      const promised: Promised = { records: new Set(), commands: new Set() }
      for (let n = round; n < Math.min(round + ROUNDS_PER_WORLD, ROUNDS); n++) {
        sum.moments.push(await killUnderLoad(world, n, promised))
        await check(world, promised)
      }
      sum.records += promised.records.size
      sum.commands += promised.commands.size
      await world.start()
      await world.close()
    }
    if (ROUNDS > 4)
      console.log(
        `${ROUNDS} kills, ${Math.min(...sum.moments).toFixed(0)} to ${Math.max(...sum.moments).toFixed(0)} ms into the load: ` +
          `${sum.records} edits and ${sum.commands} commands were acknowledged, and all are there`,
      )
  },
  ROUNDS * 30_000,
)
