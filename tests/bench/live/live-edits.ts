import { atLeast, atMost } from '../goals.ts'
import { Crowd } from './crowd.ts'
import { diskSyncs } from './disk-sync.ts'
import { openHandover, openHocuspocus, openYWebsocket } from './live-server.ts'

const RECORDS = 100
const ROUNDS = 5
/** One edit in so many milliseconds, over all writers. */
const EVERY = 5
const SYNCS = 200

/**
 * DESIGN §10: live edits of one document, beside y-websocket's and Hocuspocus's servers. Ours checks each edit against today's
 * rights, writes its history, and has it on the disk (`fsync`) before anybody hears of it; theirs keep it in memory only. The
 * servers take turns, round by round, so that a busy moment of the machine is nobody's alone.
 */
export async function liveEdits(writers: number, readers: number, edits: number): Promise<void> {
  const who = `${writers} clients write, ${readers} read`
  console.log(`\nLive edits of one document: ${who}; each server in a process of its own`)
  const opened = await Promise.all(
    [openHandover, openYWebsocket, openHocuspocus].map((open) => open(RECORDS, writers + readers)),
  )
  const names = [
    'ours, on the disk before it is passed on',
    'y-websocket, in memory',
    'Hocuspocus, in memory',
  ]
  const crowds = opened.map((server, i) => ({
    ...{ name: names[i]!, crowd: new Crowd(server, writers) },
    ...{ waits: [] as number[], bursts: [] as number[] },
  }))
  const syncs: number[] = []
  try {
    // Not counted: code that runs for the first time.
    for (const { crowd } of crowds) await crowd.burst(edits / ROUNDS)
    for (let round = 0; round < ROUNDS; round++) {
      for (const { crowd, waits } of crowds)
        for (const wait of await crowd.paced(edits / ROUNDS, EVERY)) waits.push(wait)
      syncs.push(...(await diskSyncs(SYNCS / ROUNDS, EVERY)))
    }
    for (let round = 0; round < ROUNDS; round++)
      for (const { crowd, bursts } of crowds) bursts.push(edits / (await crowd.burst(edits)))
  } finally {
    await Promise.all(opened.map((server) => server.close()))
  }

  const rows = crowds.map(({ name, waits, bursts }) => ({
    ...{ name, median: at(waits, 0.5), p99: at(waits, 0.99), rate: at(bursts, 0.5) },
  }))
  const [ours] = rows as [(typeof rows)[number]]
  const beside = (row: typeof ours, text: string) => (row === ours ? '' : ` (${text})`)
  const lines = [
    `  ${edits.toLocaleString('en')} edits, one every ${EVERY} ms, until another client shows it`,
    ...rows.map((row) => {
      const ratios = `ours takes ${ratio(ours.median, row.median)}, p99 ${ratio(ours.p99, row.p99)}`
      return `      ${row.name}: median ${row.median.toFixed(1)} ms, p99 ${row.p99.toFixed(1)} ms${beside(row, ratios)}`
    }),
    `      the disk alone, for as many bytes as our commit writes: median ${at(syncs, 0.5).toFixed(1)} ms, p99 ${at(syncs, 0.99).toFixed(1)} ms`,
    `  ${edits.toLocaleString('en')} edits at once, until every reader has every one`,
    ...rows.map((row) => {
      const rate = Math.round(row.rate).toLocaleString('en')
      return `      ${row.name}: ${rate} edits/s${beside(row, `ours does ${ratio(ours.rate, row.rate)} as many`)}`
    }),
  ]
  console.log(lines.join('\n'))
  const peers = rows.slice(1)
  atMost(`live edit, ${who}, median`, ours.median, Math.min(...peers.map(({ median }) => median)), 'ms')
  atLeast(`burst, ${who}`, ours.rate, Math.max(...peers.map(({ rate }) => rate)), 'edits/s')
}

const ratio = (a: number, b: number) => `${(a / b).toFixed(2)}×`

function at(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
