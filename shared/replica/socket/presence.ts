import { Awareness } from 'y-protocols/awareness'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { PresentPerson } from '../replica.ts'
import type { Connection } from './connection.ts'
import { openRoom } from './room.ts'

interface PresenceRoom {
  doc: Y.Doc
  awareness: Awareness
  provider: WebsocketProvider
}

/** Who is here: one presence room a workspace, no other awareness (DESIGN §4). The server writes who somebody is. */
export class Presence {
  readonly #connection: Connection
  readonly #me: string
  readonly #onChange: () => void
  readonly #rooms = new Map<string, PresenceRoom>()
  #where: unknown = null

  constructor(connection: Connection, me: string, onChange: () => void) {
    this.#connection = connection
    this.#me = me
    this.#onChange = onChange
  }

  /** Opens and closes rooms so that exactly these are open. */
  setRooms(names: readonly string[]): void {
    const wanted = new Set(names)
    for (const [name, room] of this.#rooms) if (!wanted.has(name)) this.#close(name, room)
    for (const name of wanted) if (!this.#rooms.has(name)) this.#open(name)
  }

  setWhere(where: unknown): void {
    this.#where = where
    for (const { awareness } of this.#rooms.values()) awareness.setLocalState({ where })
  }

  /** Everybody in any of the rooms, once. */
  get people(): PresentPerson[] {
    const people = new Map<string, PresentPerson>()
    for (const { awareness, doc } of this.#rooms.values())
      for (const [client, state] of awareness.getStates()) {
        const person = client === doc.clientID ? null : personIn(state)
        if (person && (person.where !== undefined || !people.has(person.userId)))
          people.set(person.userId, person)
      }
    return [...people.values()]
  }
  get others(): PresentPerson[] {
    return this.people.filter(({ userId }) => userId !== this.#me)
  }

  close(): void {
    for (const [name, room] of this.#rooms) this.#close(name, room)
  }

  #open(name: string): void {
    const doc = new Y.Doc()
    const awareness = new Awareness(doc)
    awareness.setLocalState({ where: this.#where })
    awareness.on('change', this.#onChange)
    const provider = openRoom(
      this.#connection,
      name,
      { doc },
      {
        onSynced: () => undefined,
        onInterrupted: this.#onChange,
        onRefused: () => this.setRooms(this.#without(name)),
      },
      awareness,
    )
    this.#rooms.set(name, { doc, awareness, provider })
  }

  #without(name: string): string[] {
    return [...this.#rooms.keys()].filter((other) => other !== name)
  }

  #close(name: string, { doc, awareness, provider }: PresenceRoom): void {
    this.#rooms.delete(name)
    awareness.setLocalState(null)
    awareness.off('change', this.#onChange)
    provider.destroy()
    doc.destroy()
    this.#onChange()
  }
}

/** What the server vouches for is `user`; the rest is what the other device says. */
function personIn(state: Record<string, unknown>): PresentPerson | null {
  const user = state['user'] as { id?: unknown; name?: unknown } | undefined
  if (typeof user?.id !== 'string') return null
  const name = typeof user.name === 'string' ? user.name : ''
  const where = state['where'] ?? undefined
  return { userId: user.id, name, ...(where !== undefined && { where }) }
}
