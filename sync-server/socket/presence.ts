import * as decoding from 'lib0/decoding'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { AWARENESS, QUERY_AWARENESS, SYNC } from '../../shared/protocol/room-message.ts'
import { awareness, isEmptyUpdate, type PresenceState, STEP_1, syncStep2 } from './messages.ts'
import type { Port, Room } from './room.ts'
import { LatestOnly, TokenBucket } from './throttle.ts'

export interface PresentUser {
  id: string
  name: string
}

/** Where somebody is may name a record: who does not see all of them hears only that they are here (ROLE-10). */
export interface Hearing {
  where: boolean
}

/** Who is here and where (SYNC-5): one room a workspace, nothing of it stored. */
export class PresenceRooms {
  readonly #rooms = new Map<string, Set<Seat>>()

  enter(organizationId: string, workspaceId: string, user: PresentUser, hearing: Hearing, port: Port): Room {
    const key = `${organizationId}\n${workspaceId}`
    const seats = this.#rooms.get(key) ?? new Set<Seat>()
    this.#rooms.set(key, seats)
    const seat = new Seat(seats, user, hearing, port, () => {
      if (seats.size === 0) this.#rooms.delete(key)
    })
    seats.add(seat)
    return seat
  }

  /** What this user may hear has changed; of each workspace. */
  reconsider(organizationId: string, userId: string, hearingIn: (workspaceId: string) => Hearing): void {
    for (const [key, seats] of this.#rooms) {
      const [organization, workspaceId = ''] = key.split('\n')
      if (organization !== organizationId) continue
      for (const seat of seats) if (seat.userId === userId) seat.hearing = hearingIn(workspaceId)
    }
  }
}

/** Names that would change what an object is when somebody copies a state. */
const withoutTraps = (key: string, value: unknown): unknown =>
  key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value

/** Only who they are, which the server wrote itself. */
const withoutWhere = (state: unknown): unknown =>
  state === null ? null : { user: (state as { user?: unknown }).user }

/**
 * One socket in a presence room. It speaks for one client id only, which it takes with its first message and nobody else
 * has; the name in its state is written by the server, and so is the clock: a high one would silence the id's next owner.
 */
class Seat implements Room {
  readonly #seats: Set<Seat>
  readonly #user: PresentUser
  hearing: Hearing
  readonly #port: Port
  readonly #left: () => void
  readonly #telling = new LatestOnly(new TokenBucket(20, 20))
  /** Two bytes ask for what everybody here says. */
  readonly #answering = new LatestOnly(new TokenBucket(5, 0.5))
  #client: number | null = null
  #clock = 0
  #state: Record<string, unknown> | null = null

  constructor(seats: Set<Seat>, user: PresentUser, hearing: Hearing, port: Port, left: () => void) {
    this.hearing = hearing
    this.#seats = seats
    this.#user = user
    this.#port = port
    this.#left = left
    // Not what another socket of the same user says: after a broken connection that may be this client's own past.
    this.#show((seat) => seat.#user.id !== user.id)
  }

  get userId(): string {
    return this.#user.id
  }

  hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    const type = decoding.readVarUint(decoder)
    if (type === SYNC) this.#hearSync(decoder)
    else if (type === QUERY_AWARENESS) this.#answering.run(() => this.#show((seat) => seat !== this))
    else if (type === AWARENESS) this.#hearStates(decoding.readVarUint8Array(decoder))
  }

  leave(): void {
    this.#seats.delete(this)
    this.#telling.stop()
    this.#answering.stop()
    if (this.#state !== null) this.#change(null)
    this.#left()
  }

  /** There is no document, but a stock client waits for one. */
  #hearSync(decoder: decoding.Decoder): void {
    if (decoding.readVarUint(decoder) === STEP_1) this.#port.send(syncStep2(new Uint8Array([0, 0])))
    else if (!isEmptyUpdate(decoding.readVarUint8Array(decoder)))
      this.#port.closeSocket(CLOSE.forbidden, 'only presence here')
  }

  #hearStates(bytes: Uint8Array): void {
    // Stock clients echo what they hear of others, so more than ours is no attack, only never looked at.
    if (bytes.length > LIMITS.awareness) return
    const decoder = decoding.createDecoder(bytes)
    const count = decoding.readVarUint(decoder)
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      decoding.readVarUint(decoder)
      const text = decoding.readVarString(decoder)
      this.#client ??= this.#claim(client)
      if (client !== this.#client) continue
      const state: unknown = JSON.parse(text, withoutTraps)
      if (typeof state !== 'object' || Array.isArray(state)) return
      this.#telling.run(() => this.#change(state as Record<string, unknown> | null))
      return
    }
  }

  /** The id, if nobody has it; from an older socket of the same user it is taken over. */
  #claim(client: number): number | null {
    if (client >= 2 ** 32) return null
    for (const seat of this.#seats) {
      if (seat.#client !== client) continue
      if (seat.#user.id !== this.#user.id) return null
      seat.#client = null
      seat.#state = null
    }
    this.#client = client
    this.#show((seat) => seat !== this && seat.#user.id === this.#user.id)
    return client
  }

  #change(state: Record<string, unknown> | null): void {
    if (this.#client === null) return
    this.#clock = Math.max(this.#clock + 1, Date.now())
    this.#state = state && { ...state, user: this.#user }
    const said = { client: this.#client, clock: this.#clock, state: this.#state }
    for (const seat of this.#seats) if (seat !== this) seat.#tell([said])
  }

  #show(which: (seat: Seat) => boolean): void {
    const states: PresenceState[] = []
    for (const seat of this.#seats)
      if (seat.#state !== null && seat.#client !== null && which(seat))
        states.push({ client: seat.#client, clock: seat.#clock, state: seat.#state })
    if (states.length > 0) this.#tell(states)
  }

  #tell(states: PresenceState[]): void {
    const heard = this.hearing.where
      ? states
      : states.map(({ state, ...said }) => ({ ...said, state: withoutWhere(state) }))
    this.#port.send(awareness(heard))
  }
}
