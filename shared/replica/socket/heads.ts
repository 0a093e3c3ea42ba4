import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { headsOf, ownHeadsOf } from '../../domain/documents/document-name.ts'
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
  /** Of the person's own copies, and of no other document. */
  own: boolean
}

/** Hears for each workspace which content documents there are, or own copies (ROLE-10), and how far each is. */
export class HeadsRooms {
  readonly #connection: Connection
  readonly #onHeads: (workspaceId: string, told: Told) => void
  readonly #rooms = new Map<string, HeadsRoom>()

  constructor(connection: Connection, onHeads: (workspaceId: string, told: Told) => void) {
    this.#connection = connection
    this.#onHeads = onHeads
  }

  /** Opens and closes rooms so that exactly these are open, by their names. */
  setRooms(names: readonly string[]): void {
    const wanted = new Set(names)
    for (const name of this.#rooms.keys()) if (!wanted.has(name)) this.#close(name)
    for (const name of wanted) if (!this.#rooms.has(name)) this.#open(name)
  }

  /** Did the server say in this connection what there is? */
  hasHeard(workspaceId: string): boolean {
    return [headsOf(workspaceId), ownHeadsOf(workspaceId)].some((name) => this.#rooms.get(name)?.heard)
  }

  close(): void {
    for (const name of [...this.#rooms.keys()]) this.#close(name)
  }

  #open(name: string): void {
    const workspaceId = name.slice(name.indexOf('/') + 1)
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
      name,
      { doc },
      {
        onSynced: () => undefined,
        onInterrupted: () => {
          room.heard = false
        },
        onRefused: () => this.#close(name),
        handlers: {
          [HEADS]: (_encoder, decoder) => {
            const all = !room.heard
            room.heard = true
            this.#onHeads(workspaceId, { ...readHeads(decoder), all, own: name === ownHeadsOf(workspaceId) })
          },
        },
      },
      awareness,
    )
    this.#rooms.set(name, Object.assign(room, { provider }))
  }

  #close(name: string): void {
    const room = this.#rooms.get(name)
    this.#rooms.delete(name)
    room?.provider.awareness.destroy()
    room?.provider.destroy()
    room?.doc.destroy()
  }
}
