import { atMost } from '../goals.ts'
import { ask, type DeviceWorld } from './world.ts'

const RECORDS = 50

/** DESIGN §10: another device shows a change within a second. A change counts as shown when it, or a later one of its record, is. */
export async function anotherDevice(world: DeviceWorld, changes: number, everyMs: number): Promise<void> {
  console.log(
    `\nAnother device shows a change: ${changes.toLocaleString('en')} changes, one every ${everyMs} ms`,
  )
  const { folderId, ids } = await world.folder(RECORDS)
  const [one, other] = [await world.device(), await world.device()]
  const [writer, reader] = [await one.page(), await other.page()]
  await Promise.all([
    ask(writer, 'ready', world.whose, folderId),
    ask(reader, 'ready', world.whose, folderId),
  ])
  await ask(reader, 'watch', folderId, RECORDS)
  const madeAt = await ask(writer, 'write', folderId, ids, changes, everyMs)
  let seenAt = await ask(reader, 'seen')
  for (let i = 0; i < 50 && madeAt.some((_at, n) => seenAt[n] == null); i++) {
    await new Promise((done) => setTimeout(done, 100))
    seenAt = await ask(reader, 'seen')
  }
  const times = madeAt.map((at, i) => (seenAt[i] ?? Number.POSITIVE_INFINITY) - at).sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const [median, p99, last] = [0.5, 0.99, 1].map(at) as [number, number, number]
  const ms = (time: number) => `${Math.round(time)} ms`
  console.log(
    `      from the call to the row in the list: median ${ms(median)}, p99 ${ms(p99)}, last ${ms(last)}`,
  )
  atMost(`another device's view, ${changes.toLocaleString('en')} changes, p99`, p99, 1_000, 'ms')
  await one.close()
  await other.close()
}
