import * as encoding from 'lib0/encoding'
import { AWARENESS, SYNC } from '../../shared/protocol/room-message.ts'

/** The parts of y-websocket's sync protocol, as `y-protocols/sync` numbers them. */
export const STEP_1 = 0
export const STEP_2 = 1
export const UPDATE = 2

export const syncStep1 = (stateVector: Uint8Array): Uint8Array => sync(STEP_1, stateVector)
export const syncStep2 = (missing: Uint8Array): Uint8Array => sync(STEP_2, missing)
export const syncUpdate = (update: Uint8Array): Uint8Array => sync(UPDATE, update)

let latest: { update: Uint8Array; message: Uint8Array } | null = null

/** As `syncUpdate`, but written once for all who are told of it one after the other. */
export function syncUpdateOnce(update: Uint8Array): Uint8Array {
  if (latest?.update !== update) latest = { update, message: syncUpdate(update) }
  return latest.message
}

function sync(type: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

/** One client's state in a presence room; null: gone. */
export interface PresenceState {
  client: number
  clock: number
  state: unknown
}

export function awareness(states: PresenceState[]): Uint8Array {
  const inner = encoding.createEncoder()
  encoding.writeVarUint(inner, states.length)
  for (const { client, clock, state } of states) {
    encoding.writeVarUint(inner, client)
    encoding.writeVarUint(inner, clock)
    encoding.writeVarString(inner, JSON.stringify(state))
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, AWARENESS)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner))
  return encoding.toUint8Array(encoder)
}

/** Of a V1 update that has neither structs nor deletions: what a client without changes answers. */
export const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0
