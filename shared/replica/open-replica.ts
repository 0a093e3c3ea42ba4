import type { OpenOptions, Replica } from './replica.ts'

/** Opens the copy of one organization and user on this device. Pages share it; one of them talks to the server. */
export function openReplica(_options: OpenOptions): Promise<Replica> {
  return Promise.reject(new Error('being built'))
}
