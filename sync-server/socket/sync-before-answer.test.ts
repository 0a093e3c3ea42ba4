import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { encodeFrame } from '../../shared/protocol/frame.ts'
import { encodePiece, encodeSaved } from '../../shared/protocol/room-message.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import { ContentWorld, SHARD } from '../content/content-world.ts'
import { created, HOMES, record } from '../content/guard/guard-world.ts'
import { recordsOf } from '../content/guard/maps.ts'
import { MuxClient, ORIGIN } from './socket-world.ts'
import { waitFor } from '../testing/wait-for.ts'

const canTrace = spawnSync('strace', ['-o', '/dev/null', process.execPath, '--version']).status === 0

// What the operating system was asked, in its own words. Needs strace (Debian: `apt-get install strace`); skipped without it.
it.skipIf(!canTrace)(
  '[SYNC-4] the log is synced to the disk before "saved" is written to the socket',
  async () => {
    const world = await ContentWorld.open()
    await world.store.close()
    const folder = mkdtempSync(path.join(tmpdir(), 'handover-trace-'))
    const trace = path.join(folder, 'trace')
    const calls = 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg'
    const child = fork(new URL('./kill-child.ts', import.meta.url), [world.folder], {
      execPath: 'strace',
      // -y names files, -xx writes all bytes as numbers.
      execArgv: ['-f', '-y', '-xx', '-s', '64', '-e', calls, '-o', trace, process.execPath, '--no-warnings'],
    })
    const exited = once(child, 'exit')
    const [port] = (await once(child, 'message')) as [number]
    const protocols = [SUBPROTOCOL, `${TICKET_PREFIX}any`]
    const client = new MuxClient(new WebSocket(`ws://127.0.0.1:${port}/sync`, protocols, { origin: ORIGIN }))
    await client.opened
    await client.open(0, SHARD)
    const device = new Y.Doc()
    const rows = [1001, 1002, 1003]
    for (const [n, row] of rows.entries()) {
      const before = Y.encodeStateVector(device)
      recordsOf(device).set(record(`traced${n}`), created(HOMES.anna))
      client.data(0, encodePiece(row, Y.encodeStateAsUpdate(device, before)))
      await waitFor(() => expect(client.saved(0)).toContain(row))
    }
    client.terminate()
    child.disconnect()
    await exited

    const lines = readFileSync(trace, 'utf8').split('\n')
    let from = 0
    for (const row of rows) {
      const answer = hex(encodeFrame({ kind: 'data', channel: 0, data: encodeSaved(row) }))
      const answered = lines.findIndex(
        (line, n) => n >= from && /write|send/.test(line) && line.includes(answer),
      )
      expect(answered, `"saved" of ${row} was written to a socket`).toBeGreaterThan(from)
      const since = lines.slice(from, answered)
      const written = since.findLastIndex((line) => /pwrite64\(/.test(line) && isOfLog(line))
      const synced = since.findLastIndex((line) => /f(data)?sync\(/.test(line) && isOfLog(line))
      expect(written, 'the log was written').toBeGreaterThan(-1)
      expect(synced, 'and synced after the last write to it').toBeGreaterThan(written)
      from = answered
    }
    rmSync(folder, { recursive: true })
    await world.start()
    await world.close()
  },
)

/** The file's name stands in angle brackets behind its number, also as numbers. */
const isOfLog = (line: string) => /<([^>]*)>/.exec(line)?.[1]?.endsWith(hex(Buffer.from('-wal'))) === true

const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
