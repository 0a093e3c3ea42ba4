import { expect } from 'vitest'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { CLOSE } from '../../../shared/protocol/close-codes.ts'
import { encodePiece } from '../../../shared/protocol/room-message.ts'
import { SHARD } from '../../content/content-world.ts'
import { created, HOMES, type Name, record, valuesOf } from '../../content/guard/guard-world.ts'
import { editsOf, recordsOf } from '../../content/guard/maps.ts'
import { type MuxClient, SocketWorld, type SocketWorldOptions } from '../socket-world.ts'
import { waitFor } from '../../testing/wait-for.ts'

export const ACME = record('acme')
export const PHONE = `${ACME}/phone`

/**
 * A room with somebody in it who is to notice nothing: Anna, with an unmodified y-websocket client. Ben, a colleague, says
 * by hand what he likes, over a real socket.
 */
export class Scene {
  readonly world: SocketWorld
  readonly victim: WebsocketProvider
  readonly evil: MuxClient
  #before!: Awaited<ReturnType<Scene['memory']>>
  #edits = 0
  #channel = 0

  static async open(options: SocketWorldOptions = {}): Promise<Scene> {
    const world = await SocketWorld.open(options)
    const anna = await world.content.copy()
    recordsOf(anna).set(ACME, created(HOMES.anna))
    editsOf(anna).set(PHONE, 'as it was')
    await world.content.send('anna', anna)
    const victim = world.stock('anna', SHARD)
    await waitFor(() => expect(victim.synced).toBe(true))
    const evil = await world.device('ben')
    await evil.open(0, SHARD)
    const scene = new Scene(world, victim, evil)
    scene.#before = await scene.memory()
    return scene
  }

  private constructor(world: SocketWorld, victim: WebsocketProvider, evil: MuxClient) {
    this.world = world
    this.victim = victim
    this.evil = evil
  }

  /** All there is to know of the document in the server's memory. */
  async memory() {
    const copy = await this.world.content.copy()
    return {
      values: valuesOf(copy),
      clocks: Y.decodeStateVector(Y.encodeStateVector(copy)),
      pending: [copy.store.pendingStructs, copy.store.pendingDs],
    }
  }

  /** Says an update as a piece to acknowledge, in a room opened anew if the last one was closed; resolves with its channel. */
  async say(update: Uint8Array): Promise<number> {
    const { evil } = this
    if (evil.closeOf(this.#channel) !== null) await evil.open(++this.#channel, SHARD)
    evil.data(this.#channel, encodePiece(1, update))
    return this.#channel
  }

  /** The room must close for this update, and nothing be saved. */
  async refused(update: Uint8Array, reason: string): Promise<void> {
    const channel = await this.say(update)
    const close = { kind: 'close', channel, code: CLOSE.refusedUpdate, reason }
    await waitFor(() => expect(this.evil.frames).toContainEqual(close))
    expect(this.evil.saved(channel)).toEqual([])
  }

  /** The server's memory and the other client are as before, and both go on: an edit of hers arrives with a newcomer. */
  async unharmed({ clocksToo = true } = {}): Promise<void> {
    const { pending, values, clocks } = await this.memory()
    expect(pending).toEqual([null, null])
    expect(values).toEqual(this.#before.values)
    if (clocksToo) expect(clocks).toEqual(this.#before.clocks)
    expect(valuesOf(this.victim.doc)).toEqual(values)
    expect([this.victim.doc.store.pendingStructs, this.victim.doc.store.pendingDs]).toEqual([null, null])
    const text = `goes on ${this.#edits++}`
    editsOf(this.victim.doc).set(PHONE, text)
    await this.everybodySees(text)
    editsOf(this.victim.doc).set(PHONE, 'as it was')
    await this.everybodySees('as it was')
    this.#before = await this.memory()
  }

  async everybodySees(phone: string): Promise<void> {
    const newcomer = this.world.stock('olga', SHARD)
    await waitFor(() => expect(valuesOf(newcomer.doc).edits[PHONE]).toBe(phone))
    newcomer.destroy()
    expect(valuesOf(this.victim.doc).edits[PHONE]).toBe(phone)
    expect((await this.memory()).values.edits[PHONE]).toBe(phone)
  }

  /** A copy of somebody's as the server has it now. */
  copy(client?: number): Promise<Y.Doc> {
    return this.world.content.copy(SHARD, client)
  }

  notices(name: Name): Promise<{ code: string }[]> {
    return this.world.notices(name)
  }

  close(): Promise<void> {
    return this.world.close()
  }
}
