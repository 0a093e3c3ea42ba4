import { effect } from '@preact/signals'
import { IndexeddbPersistence } from 'y-indexeddb'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openReplica } from '../../../shared/replica/open-replica.ts'
import type { LiveList, Replica } from '../../../shared/replica/replica.ts'

/** What the bench asks of a page, run in Chromium with its real IndexedDB. Times are milliseconds. */
export interface BenchPage {
  /** Ours: until the first screen's rows are there, and until all `count` can be listed. */
  open(who: Whose, folderId: string, count: number): Promise<{ usable: number; whole: number }>
  /** The same records in one Y.Doc: until they are there as a sorted list of titles. */
  openPeer(name: string, url: string | null, persist: boolean, count: number): Promise<number>
}
export interface Whose {
  serverUrl: string
  organizationId: string
  userId: string
  accountId: string
}
let replica: Replica | null = null
let list: LiveList | null = null

function until(isSo: () => boolean): Promise<void> {
  return new Promise((done) => {
    let stop: (() => void) | null = null
    let over = false
    stop = effect(() => {
      if (over || !isSo()) return
      over = true
      queueMicrotask(() => stop?.())
      done()
    })
  })
}

const openOurs = (who: Whose) => openReplica({ ...who, credentials: { kind: 'cookie' } })

const bench: BenchPage = {
  async open(who, folderId, count) {
    const start = performance.now()
    replica = await openOurs(who)
    list = replica.content.list(folderId, {})
    const { state } = list
    await until(() => !state.value.loading && state.value.total > 0)
    const rows = await list.rows(0, 50)
    if (rows.length === 0) throw new Error('no rows')
    const usable = performance.now() - start
    await until(() => state.value.total === count)
    await list.rows(count - 50, count)
    return { usable, whole: performance.now() - start }
  },

  async openPeer(name, url, persist, count) {
    const start = performance.now()
    const doc = new Y.Doc()
    const records = doc.getMap<{ title: string }>('records')
    const stored = persist ? new IndexeddbPersistence(name, doc) : null
    if (url !== null) new WebsocketProvider(url, name, doc, { disableBc: true })
    else await stored?.whenSynced
    while (records.size < count) await new Promise((done) => doc.once('update', done))
    const titles = [...records.entries()]
      .map(([id, { title }]) => ({ id, title: title.toLowerCase() }))
      .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0))
    Object.assign(globalThis, { kept: { doc, titles } })
    if (stored && url !== null) {
      // Stored when it has been read back: y-indexeddb says nothing of its own writes.
      await stored.set('written', 'yes')
    }
    return performance.now() - start
  },
}
Object.assign(globalThis, { bench })
