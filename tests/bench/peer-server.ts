import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

export interface PeerServer {
  url: string
  close(): Promise<void>
}

const SYNC = 0
const AWARENESS = 1

/**
 * What y-websocket's own server does, in memory: answers what is missing, takes what comes, and writes each update once and
 * sends it to everybody in the room, its sender too. Presence is passed on as it came.
 */
export async function startPeerServer(docs: Record<string, Y.Doc>): Promise<PeerServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  const rooms = new Map<string, { doc: Y.Doc; sockets: Set<WebSocket> }>()
  const open = (name: string) => {
    const doc = docs[name] ?? new Y.Doc()
    const room = { doc, sockets: new Set<WebSocket>() }
    doc.on('update', (update: Uint8Array) => {
      const message = syncMessage((encoder) => sync.writeUpdate(encoder, update))
      for (const socket of room.sockets) socket.send(message)
    })
    rooms.set(name, room)
    return room
  }
  server.on('connection', (socket, request) => {
    const name = (request.url ?? '').slice(1)
    const { doc, sockets } = rooms.get(name) ?? open(name)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('message', (data) => {
      const message = new Uint8Array(data as Buffer)
      const decoder = decoding.createDecoder(message)
      const type = decoding.readVarUint(decoder)
      if (type === AWARENESS) for (const one of sockets) one.send(message)
      if (type !== SYNC) return
      const answer = syncMessage((encoder) => sync.readSyncMessage(decoder, encoder, doc, socket))
      if (answer.length > 1) socket.send(answer)
    })
    socket.send(syncMessage((encoder) => sync.writeSyncStep1(encoder, doc)))
  })
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function syncMessage(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
