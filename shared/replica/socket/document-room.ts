import type { WebsocketProvider } from 'y-websocket'
import { endBackground } from '../background.ts'
import { parseDocumentName } from '../../domain/documents/document-name.ts'
import { CLOSE } from '../../protocol/close-codes.ts'
import { isEpoch, roomName } from '../../protocol/room-name.ts'
import { readSaved, SAVED, SYNC } from '../../protocol/room-message.ts'
import { Backoff } from '../backoff.ts'
import type { Bus } from '../tabs/bus.ts'
import { MAX_SEQ } from '../database.ts'
import type { DocumentLog } from '../documents/document-log.ts'
import type { LiveDocument } from '../documents/live-document.ts'
import { deleteCopy, dropCopy, rebuild } from '../documents/rebuild.ts'
import type { Connection } from './connection.ts'
import { PieceSender } from './piece-sender.ts'
import { hearInto, openRoom } from './room.ts'

export interface DocumentRoomParts {
  connection: Connection
  log: DocumentLog
  bus: Bus
  /** Has the server a row of the directory by this id? */
  isKnown: (id: string) => boolean
  /** The server's number of the document's last update, as far as it was told before now; absent for directories. */
  headOf?: (name: string) => number | undefined
  /** Up to this number (see `headOf`) all is on this device's disk; undefined: the copy was thrown away. */
  onHead?: (name: string, head: number | undefined) => void
  /** Opened, caught up, interrupted. */
  onChange: () => void
  /** Is there no room on the device? */
  isFull: () => boolean
  /** Something could not be written; the room tries again later, and with `tryAgain`. */
  onFailure: (problem: unknown) => void
  /** The right to it is gone. */
  onForbidden: (name: string) => void
}

/** One stored document and its room, for as long as it is wanted; opens itself anew when its copy was replaced. */
export class DocumentRoom {
  readonly name: string
  /** Its document was read from the disk for the first time. */
  readonly opened: Promise<unknown>
  synced = false
  readonly #parts: DocumentRoomParts
  readonly #pieces: PieceSender | null
  /** A server that keeps refusing must not be asked as fast as it can answer. */
  readonly #backoff = new Backoff(20, 60_000)
  /** Apart from that: how long there was no room on the disk says nothing of how soon the server may be asked once there is. */
  readonly #untilDisk = new Backoff(20, 60_000)
  #live: LiveDocument | null = null
  #provider: WebsocketProvider | null = null
  #closed = false
  /** Something could not be written, and the wait is for the disk, not for the server. */
  #waitsForDisk = false
  /** What the server had told when the room was opened: its first answer holds at least that. */
  #headAtOpening: number | undefined
  /** What is done to the room happens one after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(name: string, parts: DocumentRoomParts) {
    this.name = name
    this.#parts = parts
    const { db } = parts.log
    this.#pieces =
      parseDocumentName(name)?.kind === 'content'
        ? new PieceSender({
            db,
            document: name,
            isKnown: parts.isKnown,
            send: (message) => this.#provider?.ws?.send(message),
            onFailure: (problem) => this.#failed(problem),
            onChange: (seqs) => parts.bus.post({ kind: 'edits', document: name, seqs }),
          })
        : null
    this.opened = this.#inTurn(() => this.#open())
  }

  /** Edits were written, in this tab or another: takes them in, and sends what may go. */
  follow(seqs: number[]): void {
    if (!this.#pieces) return
    this.#parts.log.follow(this.name, Math.max(...seqs)).catch(endBackground)
    if (this.synced) this.#pieces.kick()
  }
  /** A command was decided that pieces may have waited for. */
  kick(): void {
    if (this.synced) this.#pieces?.kick()
  }
  /** The copy was built anew by another tab. */
  renew(): void {
    void this.#inTurn(async () => {
      this.#shut()
      await this.#open()
    })
  }

  /** There is room on the device again. */
  tryAgain(): void {
    if (this.#waitsForDisk) this.renew()
  }

  /** What the server told up to now has come: remembers that. False: it is not on the disk. */
  async noteHead(): Promise<boolean> {
    let isNoted = false
    await this.#inTurn(async () => {
      const head = this.#parts.headOf?.(this.name)
      if (this.#live && this.synced && head !== undefined)
        isNoted = await this.#caughtUpWith(this.#live, head)
    })
    return isNoted
  }

  close(): Promise<unknown> {
    this.#closed = true
    this.#cancelWaits()
    return this.#inTurn(async () => {
      this.#shut()
      await this.#pieces?.idle()
    })
  }

  #inTurn(work: () => Promise<void>): Promise<unknown> {
    this.#turn = this.#turn.then(work).catch(endBackground)
    return this.#turn
  }

  async #open(): Promise<void> {
    if (this.#closed || this.#live) return
    this.#waitsForDisk = false
    this.#cancelWaits()
    const { log, connection } = this.#parts
    const live = await log.acquire(this.name)
    if (this.#closed) return log.release(this.name)
    this.#live = live
    this.#headAtOpening = this.#parts.headOf?.(this.name)
    // Forgotten by the log: the copy was replaced, or a write failed and memory is ahead of the disk.
    live.doc.on('destroy', () => {
      if (this.#live !== live) return
      this.#interrupted()
      // With a full disk the same would happen again at once.
      if (this.#parts.isFull()) this.#waitForDisk()
      else this.renew()
    })
    this.#provider = openRoom(connection, roomName(this.name, live.epoch), live, {
      onSynced: () =>
        void this.#inTurn(() => this.#caughtUp(live).catch((problem: unknown) => this.#failed(problem))),
      onInterrupted: () => {
        this.#headAtOpening = undefined
        this.#interrupted()
      },
      onRefused: (code, reason) => void this.#inTurn(() => this.#refused(code, reason)),
      handlers: {
        [SYNC]: hearInto(live),
        [SAVED]: (_encoder, decoder) => this.#pieces?.saved(readSaved(decoder)),
      },
    })
    log.receiveFrom(live, this.#provider)
    this.#parts.onChange()
  }

  async #caughtUp(live: LiveDocument): Promise<void> {
    if (this.#live !== live) return
    const { log, onChange } = this.#parts
    if (!(await this.#caughtUpWith(live, this.#headAtOpening))) return
    const held = await log.db.edits
      .where('[document+seq]')
      .between([this.name, 0], [this.name, MAX_SEQ])
      .and((edit) => edit.held === 1)
      .count()
    if (held > 0) {
      // Says again what was wanted before the copy was dropped; that replaces the document, and the room follows.
      await rebuild(log, this.name, (_edit, intents) => ({ keep: intents }))
      return
    }
    this.#backoff.reset()
    this.#untilDisk.reset()
    this.synced = true
    onChange()
    this.#pieces?.start()
  }

  async #caughtUpWith(live: LiveDocument, head: number | undefined): Promise<boolean> {
    const isHere = await this.#parts.log.markWhole(live, head)
    if (isHere && head !== undefined) this.#parts.onHead?.(this.name, head)
    return isHere
  }

  /** What the room needs could not be written: memory and disk may say different things, so it begins anew. */
  #failed(problem: unknown): void {
    this.#parts.onFailure(problem)
    this.#interrupted()
    this.#waitForDisk()
  }

  #waitForDisk(): void {
    if (this.#closed) return
    this.#waitsForDisk = true
    this.#untilDisk.wait(() => this.renew())
  }

  #cancelWaits(): void {
    this.#backoff.cancel()
    this.#untilDisk.cancel()
  }

  #interrupted(): void {
    this.synced = false
    this.#pieces?.stop()
    this.#parts.onChange()
  }

  async #refused(code: number, reason: string): Promise<void> {
    const { log, onForbidden } = this.#parts
    this.#shut()
    // What was saved before this one was refused must be off the list first, or it would be taken for the culprit.
    await this.#pieces?.idle()
    const openAgain = () => this.#backoff.wait(() => void this.#inTurn(() => this.#open()))
    const isForbidden = code === CLOSE.forbidden
    try {
      if (isForbidden) await deleteCopy(log, this.name)
      // Anything else that the server closes for good concerns what this copy says: fetch it anew.
      else {
        const isOtherEpoch = code === CLOSE.staleEpoch && isEpoch(reason)
        await dropCopy(log, this.name, isOtherEpoch ? { epoch: reason } : 'refused')
      }
    } catch (problem) {
      // The disk has no room to note it: the server will say the same again.
      return this.#failed(problem)
    }
    if (isForbidden) {
      this.#closed = true
      return onForbidden(this.name)
    }
    this.#parts.onHead?.(this.name, undefined)
    openAgain()
  }

  #shut(): void {
    this.#interrupted()
    if (!this.#live) return
    this.#live = null
    this.#provider?.destroy()
    // It has a timer of its own, and the document may live on.
    this.#provider?.awareness.destroy()
    this.#provider = null
    this.#parts.log.release(this.name)
  }
}
