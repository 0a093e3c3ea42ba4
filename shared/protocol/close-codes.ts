/**
 * Why a room or the whole socket was closed. y-websocket does not reconnect after 4400–4499 and tries again after others
 * (reference: y-websocket 3.1.0), so every code here means "trying again as you are will not help".
 */
export const CLOSE = {
  /** The session has ended, or the user's access to the organization: lock, then ask to sign in (SYNC-7). */
  sessionEnded: 4401,
  /** No right to this document, or no such document: the same answer for both. The device deletes its copy. */
  forbidden: 4403,
  /** The room has another epoch: fetch it anew. */
  staleEpoch: 4410,
  /** Hostile or broken input for this room: drop the copy, fetch it anew, replay intents (DESIGN §3). */
  refusedUpdate: 4413,
  /** Another version of the protocol: reload. */
  otherVersion: 4426,
} as const
