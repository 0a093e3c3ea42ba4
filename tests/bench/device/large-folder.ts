import * as Y from 'yjs'
import { startPeerServer } from '../peer-server.ts'
import { atLeast, atMost } from '../goals.ts'
import { recordOf } from '../running-office.ts'
import { ask, type Device, type DeviceWorld, heapOf } from './world.ts'

const ms = (time: number) => `${Math.round(time).toLocaleString('en')} ms`
const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`
const middle = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0

/**
 * DESIGN §10: opening a device that holds 100,000 records, and the first sync of them. Beside it the same records in one
 * Y.Doc: from y-indexeddb, and over y-websocket from a server that has them in memory.
 */
export async function largeFolder(world: DeviceWorld, count: number): Promise<void> {
  console.log(`\nA folder of ${count.toLocaleString('en')} records on a device (Chromium, its IndexedDB)`)
  const { folderId } = await world.folder(count)
  const doc = new Y.Doc()
  doc.transact(() => {
    const records = doc.getMap('records')
    for (let i = 0; i < count; i++)
      records.set(`rec_${String(i).padStart(22, '0')}`, recordOf(i, 'pfo_of_somebody'))
  })
  const peers = await startPeerServer({ all: doc })
  const onPage = async <T>(
    device: Device,
    work: (page: Awaited<ReturnType<Device['page']>>) => Promise<T>,
  ) => {
    const page = await device.page()
    const result = await work(page)
    await page.close()
    return result
  }

  const ours = await world.device()
  const theirs = await world.device()
  const first = await onPage(ours, async (page) => {
    const times = await ask(page, 'open', world.whose, folderId, count)
    // What was fetched lies in order a second after the last of it came.
    await new Promise((done) => setTimeout(done, 3_000))
    return times
  })
  const plain = await onPage(await world.device(), (page) =>
    ask(page, 'openPeer', 'all', peers.url, false, count),
  )
  const kept = await onPage(theirs, (page) => ask(page, 'openPeer', 'all', peers.url, true, count))
  console.log(
    [
      '  first sync',
      `ours, kept on the device and searchable: usable after ${ms(first.usable)}, whole after ${ms(first.whole)}`,
      `y-websocket into one Y.Doc, kept nowhere: ${ms(plain)} (ours takes ${(first.whole / plain).toFixed(1)}×)`,
      `y-websocket with y-indexeddb: ${ms(kept)} (ours takes ${(first.whole / kept).toFixed(1)}×)`,
    ].join('\n      '),
  )

  const opened: { ours: number[]; theirs: number[]; heap: number; peerHeap: number } = {
    ...{ ours: [], theirs: [], heap: 0, peerHeap: 0 },
  }
  for (let run = 0; run < 3; run++) {
    await onPage(ours, async (page) => {
      const empty = await heapOf(page)
      opened.ours.push((await ask(page, 'open', world.whose, folderId, count)).usable)
      opened.heap = (await heapOf(page)) - empty
    })
    await onPage(theirs, async (page) => {
      const empty = await heapOf(page)
      opened.theirs.push(await ask(page, 'openPeer', 'all', null, true, count))
      opened.peerHeap = (await heapOf(page)) - empty
    })
  }
  const [us, them] = [middle(opened.ours), middle(opened.theirs)]
  console.log(
    [
      '  opened again, to a list',
      `ours: ${ms(us)}, ${mb(opened.heap)} of heap`,
      `y-indexeddb into one Y.Doc: ${ms(them)}, ${mb(opened.peerHeap)} (${(them / us).toFixed(1)}× the time, ${(opened.peerHeap / opened.heap).toFixed(1)}× the memory)`,
    ].join('\n      '),
  )
  const records = `${count.toLocaleString('en')} records`
  atMost(`first sync of ${records}, usable`, first.usable, 1_000, 'ms')
  atMost(`first sync of ${records}, whole, beside y-websocket`, first.whole / plain, 1, '×')
  atLeast(`${records} opened again, faster than y-indexeddb`, them / us, 8, '×')
  atMost(`${records} opened again, memory beside y-indexeddb`, opened.heap / opened.peerHeap, 0.2, '×')
  await ours.close()
  await theirs.close()
  await peers.close()
}
