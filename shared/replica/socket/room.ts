import * as decoding from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import { SYNC } from '../../protocol/room-message.ts'
import type { LiveDocument } from '../documents/live-document.ts'
import type { Connection } from './connection.ts'
import { ROOM_PREFIX, roomSocketsOver } from './room-socket.ts'

export interface RoomEvents {
  /** The room has all that the server had. */
  onSynced(): void
  /** The connection is gone; the provider comes back by itself. */
  onInterrupted(): void
  /** The server closed the room for good (`protocol/close-codes.ts`). */
  onRefused(code: number, reason: string): void
  /** Another message than y-websocket's own; `handlers` of the protocol by type. */
  handlers?: Record<number, Handler>
}
type Handler = WebsocketProvider['messageHandlers'][number]

/**
 * How a stored document hears the server, in place of the provider's own: what comes is kept as it came, and what the server
 * asks for is not answered, since this device's edits go out as pieces (`piece-sender.ts`).
 */
export const hearInto =
  (live: LiveDocument): Handler =>
  (_encoder, decoder, provider, emitSynced) => {
    const type = decoding.readVarUint(decoder)
    if (type === messageYjsSyncStep1) return
    live.receive(decoding.readVarUint8Array(decoder).slice(), provider)
    if (type === messageYjsSyncStep2 && emitSynced && !provider.synced) provider.synced = true
  }

/** A stock provider for one document. Ends with `close`. */
export function openRoom(
  connection: Connection,
  name: string,
  { doc }: Pick<LiveDocument, 'doc'>,
  events: RoomEvents,
  awareness = silent(doc),
): WebsocketProvider {
  const provider = new WebsocketProvider(ROOM_PREFIX.slice(0, -1), name, doc, {
    WebSocketPolyfill: roomSocketsOver(connection),
    disableBc: true,
    awareness,
    connect: false,
    // Our connection waits between attempts; a room only has to be there when it comes.
    maxBackoffTime: 500,
  })
  for (const [type, handler] of Object.entries(events.handlers ?? {}))
    provider.messageHandlers[Number(type)] = handler
  // It would have every change of the document written once more, to send it where it may not leave (`room-socket.ts`).
  if (events.handlers?.[SYNC]) doc.off('update', provider._updateHandler)
  provider.on('sync', (synced: boolean) => {
    if (synced) events.onSynced()
  })
  provider.on('connection-close', () => events.onInterrupted())
  provider.on('closed', ({ code, reason }: { code: number; reason: string }) =>
    events.onRefused(code, reason),
  )
  provider.connect()
  return provider
}

/** Awareness that says nothing: presence has rooms of its own (DESIGN §4). */
function silent(doc: LiveDocument['doc']): Awareness {
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  return awareness
}
