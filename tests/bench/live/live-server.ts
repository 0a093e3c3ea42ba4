import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../../shared/protocol/version.ts'
import type { Announcement } from './announcement.ts'

/** A server in a process of its own, and clients of its one document in this one. */
export interface LiveServer {
  clients: Y.Doc[]
  records: string[]
  close(): Promise<void>
}
interface Connected {
  synced: Promise<void>
  leave: () => void
}

/** Ours is edited through unmodified y-websocket clients: the same as y-websocket's own, so that only the servers differ. */
export const openHandover = (records: number, clients: number): Promise<LiveServer> =>
  open('handover-server.ts', records, clients, connectYWebsocket)

export const openYWebsocket = (records: number, clients: number): Promise<LiveServer> =>
  open('y-websocket-server.ts', records, clients, connectYWebsocket)

export const openHocuspocus = (records: number, clients: number): Promise<LiveServer> =>
  open('hocuspocus-server.ts', records, clients, connectHocuspocus)

/** Each of y-websocket's clients listens for it. */
process.setMaxListeners(0)

type Connect = (announcement: Announcement, doc: Y.Doc) => Connected

async function open(file: string, records: number, count: number, connect: Connect): Promise<LiveServer> {
  const child = fork(new URL(file, import.meta.url), [`${records}`, `${count}`])
  const died = once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended`)))
  const [announcement] = (await Promise.race([once(child, 'message'), died])) as [Announcement]
  const clients = Array.from({ length: count }, () => new Y.Doc())
  const connected = clients.map((doc) => connect(announcement, doc))
  await Promise.race([Promise.all(connected.map(({ synced }) => synced)), died])
  return {
    clients,
    records: announcement.records,
    async close() {
      for (const { leave } of connected) leave()
      // Its presence would keep the process.
      for (const doc of clients) doc.destroy()
      const gone = died.catch(() => undefined)
      child.send('end')
      await gone
    },
  }
}

function connectYWebsocket({ url, room, admission }: Announcement, doc: Y.Doc): Connected {
  class FromOrigin extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, admission ? { origin: admission.origin } : {})
    }
  }
  const provider = new WebsocketProvider(url, room, doc, {
    WebSocketPolyfill: FromOrigin as unknown as typeof globalThis.WebSocket,
    protocols: admission ? [SUBPROTOCOL, `${TICKET_PREFIX}${admission.tickets.pop()}`] : [],
    disableBc: true,
  })
  return {
    synced: new Promise((done) => provider.once('sync', () => done())),
    leave: () => provider.destroy(),
  }
}

function connectHocuspocus({ url, room }: Announcement, doc: Y.Doc): Connected {
  const websocketProvider = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket })
  const provider = new HocuspocusProvider({ name: room, document: doc, websocketProvider })
  const synced = new Promise<void>((done) => provider.on('synced', () => done()))
  // One that was given its socket is not joined to it by itself.
  provider.attach()
  return {
    synced,
    leave: () => {
      provider.destroy()
      websocketProvider.destroy()
    },
  }
}
