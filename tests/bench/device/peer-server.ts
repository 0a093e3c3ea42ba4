import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

export interface PeerServer {
  url: string
  close(): Promise<void>
}

/** What y-websocket's own server does, in memory: answers what is missing, takes and passes on what comes. */
export async function startPeerServer(docs: Record<string, Y.Doc>): Promise<PeerServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  server.on('connection', (socket, request) => {
    const name = (request.url ?? '').slice(1)
    const doc = (docs[name] ??= new Y.Doc())
    const send = (write: (encoder: encoding.Encoder) => void) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, 0)
      write(encoder)
      if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder))
    }
    const pass = (update: Uint8Array, origin: unknown) => {
      if (origin !== socket) send((encoder) => sync.writeUpdate(encoder, update))
    }
    doc.on('update', pass)
    socket.on('close', () => doc.off('update', pass))
    socket.on('message', (data) => {
      const decoder = decoding.createDecoder(new Uint8Array(data as Buffer))
      if (decoding.readVarUint(decoder) === 0)
        send((encoder) => sync.readSyncMessage(decoder, encoder, doc, socket))
    })
    send((encoder) => sync.writeSyncStep1(encoder, doc))
  })
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
