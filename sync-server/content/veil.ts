import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Of 128 bits, as devices and imports make them; any other names itself. */
const ID = /^rec_([A-Za-z0-9_-]{22})$/

/**
 * Ids of records as people know them who read copies of their own (ROLE-10). The id of an imported record comes from its key in
 * the file (`import/record-id.ts`); where that is a number or an address, whoever has the id could try all numbers until one
 * fits. So each id stands for another one there, by a permutation whose key never leaves the server.
 */
export class Veil {
  readonly #veil
  readonly #unveil

  /** `key`: 16 random bytes. */
  constructor(key: Uint8Array) {
    // One block, which is an id, is all that is ever enciphered: there is nothing for a mode to chain.
    this.#veil = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    this.#unveil = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)
  }

  /** The id under which they know the record. */
  readonly veil = (id: string): string => turned(id, (block) => this.#veil.update(block))

  /** The record's id, of the one under which they know it. */
  readonly unveil = (id: string): string => turned(id, (block) => this.#unveil.update(block))
}

function turned(id: string, turn: (block: Buffer) => Buffer): string {
  const text = ID.exec(id)?.[1]
  if (text === undefined) return id
  const block = Buffer.from(text, 'base64url')
  // The last of the 22 letters says two bits: where it says more, no device made it.
  return block.toString('base64url') === text ? `rec_${turn(block).toString('base64url')}` : id
}
