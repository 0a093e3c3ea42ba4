import * as encoding from 'lib0/encoding'

// V1 updates by hand, as no honest client writes them, for tests of attacks.

export type Write = (encoder: encoding.Encoder) => void

/** What of a client is deleted. */
export type Deletions = [client: number, ranges: [clock: number, length: number][]]

/** A V1 update: one client's section, then deletions. */
export function forge(client: number, clock: number, structs: Write[], deletions: Deletions[] = []) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, structs.length > 0 ? 1 : 0)
  if (structs.length > 0) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const write of structs) write(encoder)
  }
  encoding.writeVarUint(encoder, deletions.length)
  for (const [of, ranges] of deletions) {
    encoding.writeVarUint(encoder, of)
    encoding.writeVarUint(encoder, ranges.length)
    for (const [from, length] of ranges) {
      encoding.writeVarUint(encoder, from)
      encoding.writeVarUint(encoder, length)
    }
  }
  return encoding.toUint8Array(encoder)
}

export const set =
  (root: string, key: string, value: unknown): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 8 | 0x20)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, root)
    encoding.writeVarString(encoder, key)
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, value as never)
  }
/** A value to the right of a struct. */
export const after =
  (client: number, clock: number, value: unknown): Write =>
  (encoder) => {
    encoding.writeUint8(encoder, 8 | 0x80 | 0x20)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, value as never)
  }
export const bytes =
  (...values: number[]): Write =>
  (encoder) =>
    values.forEach((value) => encoding.writeVarUint(encoder, value))
