import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { headsOf } from '../../domain/documents/document-name.ts'
import { HEADS, type Heads, readHeads } from '../../protocol/room-message.ts'
import type { Connection } from './connection.ts'
import { openRoom } from './room.ts'

interface HeadsRoom {
  provider: WebsocketProvider
  doc: Y.Doc
  /** The first message of a connection says all there is. */
  heard: boolean
}

/** `all`: this is all there is, not only what changed. */
export interface Told {
  lineage: string
  heads: Heads
  all: boolean
}

/** Hears for each workspace which content documents there are, and how far each is (DESIGN §5). */
export class HeadsRooms {
  readonly #connection: Connection
  readonly #onHeads: (workspaceId: string, told: Told) => void
  readonly #rooms = new Map<string, HeadsRoom>()

  constructor(connection: Connection, onHeads: (workspaceId: string, told: Told) => void) {
    this.#connection = connection
    this.#onHeads = onHeads
  }

  /** Opens and closes rooms so that exactly those of these workspaces are open. */
  setWorkspaces(ids: readonly string[]): void {
    const wanted = new Set(ids)
    for (const id of this.#rooms.keys()) if (!wanted.has(id)) this.#close(id)
    for (const id of wanted) if (!this.#rooms.has(id)) this.#open(id)
  }

  /** Did the server say in this connection what there is? */
  hasHeard(workspaceId: string): boolean {
    return this.#rooms.get(workspaceId)?.heard ?? false
  }

  close(): void {
    for (const id of [...this.#rooms.keys()]) this.#close(id)
  }

  #open(workspaceId: string): void {
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    awareness.setLocalState(null)
    const room: Omit<HeadsRoom, 'provider'> & { provider: WebsocketProvider | null } = {
      provider: null,
      doc,
      heard: false,
    }
    const provider = openRoom(
      this.#connection,
      headsOf(workspaceId),
      { doc },
      {
        onSynced: () => undefined,
        onInterrupted: () => {
          room.heard = false
        },
        onRefused: () => this.#close(workspaceId),
        handlers: {
          [HEADS]: (_encoder, decoder) => {
            const all = !room.heard
            room.heard = true
            this.#onHeads(workspaceId, { ...readHeads(decoder), all })
          },
        },
      },
      awareness,
    )
    this.#rooms.set(workspaceId, Object.assign(room, { provider }))
  }

  #close(workspaceId: string): void {
    const room = this.#rooms.get(workspaceId)
    this.#rooms.delete(workspaceId)
    room?.provider.awareness.destroy()
    room?.provider.destroy()
    room?.doc.destroy()
  }
}
