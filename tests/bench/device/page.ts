import { effect } from '@preact/signals'
import { IndexeddbPersistence } from 'y-indexeddb'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { openReplica } from '../../../shared/replica/open-replica.ts'
import type { LiveList, Replica } from '../../../shared/replica/replica.ts'
import type { Whose } from '../running-office.ts'

/** What the bench asks of a page, run in Chromium with its real IndexedDB. Times are milliseconds. */
export interface BenchPage {
  /** Ours: until the first screen's rows are there, and until all `count` can be listed. */
  open(who: Whose, folderId: string, count: number): Promise<{ usable: number; whole: number }>
  /** The same records in one Y.Doc: until they are there as a sorted list of titles. */
  openPeer(name: string, url: string | null, persist: boolean, count: number): Promise<number>
  /** Opens the copy and waits until the folder is as the server has it. */
  ready(who: Whose, folderId: string): Promise<void>
  /** Works without a network, then with it again: how long until all is on the server. */
  week(folderId: string, recordIds: string[], commands: number): Promise<{ queued: number; sent: number }>
  /** Changes records one after the other, at this rate; when each was begun, in milliseconds of the wall clock. */
  write(folderId: string, recordIds: string[], count: number, everyMs: number): Promise<number[]>
  /** From now on notes when changes made by `write` are in the rows of the list. */
  watch(folderId: string, count: number): Promise<void>
  /** When each change was seen, or a later one of the same record. */
  seen(): Promise<number[]>
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

let online = true
let back: () => void = () => undefined
const openOurs = (who: Whose) =>
  openReplica({
    ...who,
    credentials: { kind: 'cookie' },
    transport: {
      fetch: (input, init) => (online ? fetch(input, init) : Promise.reject(new TypeError('no network'))),
      watchNetwork: (cameBack) => {
        back = cameBack
        return () => undefined
      },
      createWebSocket: (url, protocols) => {
        const socket = new WebSocket(url, protocols)
        cut = () => socket.close()
        return socket
      },
    },
  })
let cut: () => void = () => undefined
const seenAt: number[] = []
/** Amounts from here on are numbers of changes. */
const FIRST = 1_000_000
const now = () => performance.timeOrigin + performance.now()

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

  async ready(who, folderId) {
    replica = await openOurs(who)
    const synced = replica.content.synced(folderId)
    await until(() => synced.value === 'synced')
  },

  async week(folderId, recordIds, commands) {
    if (!replica) throw new Error('open it first')
    const { pending, connection } = replica
    online = false
    cut()
    await until(() => connection.value !== 'online')
    const begun = performance.now()
    for (let i = 0; i < commands; i++)
      await replica.dispatch('folder.edit', { folderId, name: `Deals, name ${i}` })
    for (const [i, id] of recordIds.entries())
      await replica.content.edit(folderId, id, { note: `written offline, ${i}` })
    const queued = performance.now() - begun
    if (pending.value.length !== commands + recordIds.length) throw new Error('something was not queued')
    const start = performance.now()
    online = true
    back()
    await until(() => pending.value.length === 0)
    return { queued, sent: performance.now() - start }
  },

  async write(folderId, recordIds, count, everyMs) {
    const madeAt: number[] = []
    const begun = performance.now()
    for (let i = 0; i < count; i++) {
      const wait = begun + i * everyMs - performance.now()
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      madeAt.push(now())
      await replica?.content.edit(folderId, recordIds[i % recordIds.length] ?? '', { amount: FIRST + i })
    }
    return madeAt
  },

  async watch(folderId, count) {
    if (!replica) throw new Error('open it first')
    const shown = replica.content.list(folderId, {})
    const last = new Map<string, number>()
    let reading = false
    let again = false
    const read = async () => {
      again = true
      if (reading) return
      reading = true
      while (again) {
        again = false
        const rows = await shown.rows(0, count)
        const at = now()
        for (const { id, values } of rows) {
          const change = Number(values['amount']) - FIRST
          if (change < 0 || change === last.get(id)) continue
          last.set(id, change)
          // All earlier changes of this record are overtaken, too.
          for (let i = change; i >= 0 && seenAt[i] === undefined; i -= count) seenAt[i] = at
        }
      }
      reading = false
    }
    effect(() => {
      if (shown.state.value.total > 0) void read()
    })
    await until(() => shown.state.value.total > 0)
  },

  seen: () => Promise.resolve(seenAt),
}
Object.assign(globalThis, { bench })
