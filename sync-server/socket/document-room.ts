import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import {
  AWARENESS,
  encodeSaved,
  PIECE,
  PIECE_AGAIN,
  readPiece,
  readPieceAgain,
  type Said,
  SYNC,
} from '../../shared/protocol/room-message.ts'
import type { Documents, Entered } from '../content/documents.ts'
import {
  awareness,
  isEmptyUpdate,
  STEP_1,
  STEP_2,
  syncStep1,
  syncStep2,
  syncUpdateOnce,
  UPDATE,
} from './messages.ts'
import type { Port, Room, Who } from './room.ts'
import { LatestOnly, Pace, TokenBucket } from './throttle.ts'

/** A state vector has a few bytes for each client that ever wrote. */
const MOST_STATE_VECTOR = 256 * 1024

interface Piece {
  row: number
  before: Said[]
}

/** One document on one socket: y-websocket's sync protocol, and acknowledged pieces of our own (SYNC-4). */
export class DocumentRoom implements Room {
  readonly #documents: Documents
  readonly #who: Who
  readonly #name: string
  readonly #epoch: string
  readonly #port: Port
  readonly #stopListening: () => void
  /** Three bytes of SyncStep1 can cost a megabyte of answer. */
  readonly #answering = new LatestOnly(new TokenBucket(5, 0.5))
  readonly #pace: Pace

  /**
   * Made in the moment of entering, so that nothing is missed between the state it knows and what it hears. Asks for what
   * the client has more, before it hears what is new to it: what loses a tie in its own copy is gone from its answer, so the
   * guard could no longer let arrival decide.
   */
  constructor(
    documents: Documents,
    who: Who,
    name: string,
    entered: Entered,
    port: Port,
    budget: TokenBucket,
  ) {
    this.#pace = new Pace(budget)
    this.#documents = documents
    this.#who = who
    this.#name = name
    this.#epoch = entered.epoch
    this.#port = port
    this.#stopListening = documents.listen(who.organizationId, name, {
      changed: (update, from, everybody) => {
        if (everybody || from !== this) port.send(syncUpdateOnce(update))
      },
      replaced: (epoch) => port.close(CLOSE.staleEpoch, epoch),
    })
    if (this.#isContent) port.send(syncStep1(entered.stateVector))
  }

  hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    switch (decoding.readVarUint(decoder)) {
      case SYNC:
        this.#hearSync(decoder)
        break
      case PIECE: {
        const { row, update } = readPiece(decoder)
        this.#receive(update, { row, before: [] })
        break
      }
      case PIECE_AGAIN: {
        const { update, ...piece } = readPieceAgain(decoder)
        this.#receive(update, piece)
        break
      }
      case AWARENESS:
        // No presence here. An answer all the same: a stock client takes 30 s of silence for a dead connection.
        this.#port.send(awareness([]))
    }
  }

  leave(): void {
    this.#stopListening()
    this.#answering.stop()
    this.#pace.stop()
  }

  get #isContent(): boolean {
    return this.#name.startsWith('content/')
  }

  get #address(): [organizationId: string, name: string] {
    return [this.#who.organizationId, this.#name]
  }

  #hearSync(decoder: decoding.Decoder): void {
    const type = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (type === STEP_1) {
      if (bytes.length > MOST_STATE_VECTOR) this.#port.close(CLOSE.refusedUpdate, 'too-large')
      else if (!isStateVector(bytes)) this.#port.close(CLOSE.refusedUpdate, 'malformed')
      else this.#answering.run(() => void this.#answer(bytes))
    } else if (type === STEP_2 || type === UPDATE) this.#receive(bytes)
  }

  async #answer(stateVector: Uint8Array): Promise<void> {
    try {
      const { missing, isAhead } = await this.#documents.missingFrom(...this.#address, stateVector)
      // It has what the server wrote once and has lost since, as after a restored backup: only a new copy helps.
      if (isAhead) this.#port.close(CLOSE.staleEpoch, this.#epoch)
      else this.#port.send(syncStep2(missing))
    } catch {
      // The database could not be asked, or somebody else's write took this along. The room stays the device's: told that it was
      // refused, it would throw its copy away, and at the second time take an edit of its own for the reason.
      this.#port.closeSocket(1011, 'try again')
    }
  }

  /** `piece`: to be acknowledged, and of this user alone. Null: what a stock client sends. */
  #receive(update: Uint8Array, piece: Piece | null = null): void {
    if (isEmptyUpdate(update)) return this.#saved(piece)
    if (!this.#isContent) return this.#port.closeSocket(CLOSE.forbidden, 'only the server writes here')
    if (update.length > LIMITS.update) return this.#port.close(CLOSE.refusedUpdate, 'too-large')
    const done = this.#port.busy(update.length)
    this.#pace.run(update.length, () => void this.#take(update, piece).finally(done), done)
  }

  #saved(piece: Piece | null): void {
    if (piece) this.#port.send(encodeSaved(piece.row))
  }

  async #take(update: Uint8Array, piece: Piece | null): Promise<void> {
    const { organizationId, userId } = this.#who
    try {
      const result = await this.#documents.receive({
        organizationId,
        userId,
        document: this.#name,
        epoch: this.#epoch,
        update,
        isOwn: piece !== null,
        before: piece?.before ?? [],
        from: this,
      })
      if (result.status === 'saved') this.#saved(piece)
      else if (result.status === 'forbidden') this.#port.close(CLOSE.forbidden, 'forbidden')
      else if (result.status === 'ended') this.#port.close(CLOSE.staleEpoch, result.epoch)
      else this.#port.close(CLOSE.refusedUpdate, result.code)
    } catch {
      // Whether it is on the disk is not known. The client asks again on its next connection.
      this.#port.closeSocket(1011, 'not saved')
    }
  }
}

function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes)
    return true
  } catch {
    return false
  }
}
