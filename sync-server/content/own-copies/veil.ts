import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** Of 128 bits, as devices and imports make them; any other names itself. */
const ID = /^rec_([A-Za-z0-9_-]{22})$/

/** Between a record's id and the one under which people know it who read a copy of their own. */
export interface Veil {
  veil(id: string): string
  unveil(id: string): string
}

/**
 * Ids of records as people know them who read copies of their own (ROLE-10). The id of an imported record comes from its key in
 * the file (`import/record-id.ts`); where that is a number or an address, whoever has the id could try all numbers until one
 * fits. So each id stands for another one there, by a permutation whose key never leaves the server: another one in each folder,
 * or whoever sees all of one folder could try there what an id of another one stands for.
 */
export class VeilKey {
  readonly #key: Uint8Array
  readonly #veils = new Map<string, Veil>()

  /** `key`: 16 random bytes. */
  constructor(key: Uint8Array) {
    this.#key = key
  }

  of(folderId: string): Veil {
    const known = this.#veils.get(folderId)
    if (known) return known
    const key = createHmac('sha256', this.#key).update(folderId).digest().subarray(0, 16)
    // One block, which is an id, is all that is ever enciphered: there is nothing for a mode to chain.
    const there = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    const back = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    const veil: Veil = {
      veil: (id) => turned(id, (block) => there.update(block)),
      unveil: (id) => turned(id, (block) => back.update(block)),
    }
    if (this.#veils.size >= FOLDERS_KEPT) this.#veils.clear()
    this.#veils.set(folderId, veil)
    return veil
  }
}

const FOLDERS_KEPT = 1_000

function turned(id: string, turn: (block: Buffer) => Buffer): string {
  const text = ID.exec(id)?.[1]
  if (text === undefined) return id
  const block = Buffer.from(text, 'base64url')
  // The last of the 22 letters says two bits: where it says more, no device made it.
  return block.toString('base64url') === text ? `rec_${turn(block).toString('base64url')}` : id
}
