import * as decoding from 'lib0/decoding'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { encodeHeads, type Heads, SYNC } from '../../shared/protocol/room-message.ts'
import type { Documents } from '../content/documents.ts'
import { isEmptyUpdate, STEP_1, syncStep2 } from './messages.ts'
import type { Port, Room, Who } from './room.ts'

/** So long changes are gathered: a device that looks at a document hears what it says in that document's own room. */
const GATHER_MS = 100

/**
 * Tells a device which content documents of a workspace there are and which of them changed, so that it opens a room only
 * for what it looks at, edits, or has to catch up with (DESIGN §5).
 */
export class HeadsRoom implements Room {
  readonly #port: Port
  readonly #lineage: string
  #changed = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #told = false
  readonly #stopListening: () => void

  /** `own`: of this person's own copies, and of nothing else (ROLE-10). */
  private constructor(documents: Documents, who: Who, workspaceId: string, own: boolean, port: Port) {
    const place = own ? `own/${who.userId}/` : 'content/'
    this.#port = port
    this.#lineage = documents.lineage
    this.#stopListening = documents.listenHeads(who.organizationId, workspaceId, (name, seq) => {
      if (!name.startsWith(place)) return
      this.#changed.set(name, seq)
      if (this.#told) this.#timer ??= setTimeout(() => this.#tell(this.#changed), GATHER_MS)
    })
  }

  /** Says all of them first, also when there is none. */
  static async open(
    documents: Documents,
    who: Who,
    workspaceId: string,
    own: boolean,
    port: Port,
  ): Promise<HeadsRoom> {
    const room = new HeadsRoom(documents, who, workspaceId, own, port)
    try {
      const heads = await (own
        ? documents.ownHeads(who.organizationId, workspaceId, who.userId)
        : documents.heads(who.organizationId, workspaceId))
      // What was committed since is newer.
      room.#tell(new Map([...heads, ...room.#changed]))
      return room
    } catch (problem) {
      room.leave()
      throw problem
    }
  }

  /** There is no document, but a stock client waits for one. */
  hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    if (decoding.readVarUint(decoder) !== SYNC) return
    if (decoding.readVarUint(decoder) === STEP_1) this.#port.send(syncStep2(new Uint8Array([0, 0])))
    else if (!isEmptyUpdate(decoding.readVarUint8Array(decoder)))
      this.#port.closeSocket(CLOSE.forbidden, 'only the server writes here')
  }

  leave(): void {
    this.#stopListening()
    clearTimeout(this.#timer)
  }

  #tell(heads: Heads): void {
    this.#timer = undefined
    this.#changed = new Map()
    this.#told = true
    this.#port.send(encodeHeads(this.#lineage, heads))
  }
}
