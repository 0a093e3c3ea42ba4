import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

interface Range {
  clock: number
  len: number
}

/**
 * What transactions made of a document and nobody was told yet: as one V1 update, however many they were. Yjs would write
 * one for each, and merging those afterwards costs more than all the rest that happens to them.
 */
export class Unwritten {
  /** By client: the clock before the first of them. */
  readonly #since = new Map<number, number>()
  readonly #deleted = new Map<number, Range[]>()

  /** One that is over. */
  add({ beforeState, afterState, deleteSet }: Y.Transaction): void {
    for (const [client, clock] of afterState) {
      const before = beforeState.get(client) ?? 0
      if (before !== clock && !this.#since.has(client)) this.#since.set(client, before)
    }
    for (const [client, ranges] of deleteSet.clients) {
      const known = this.#deleted.get(client)
      if (known) known.push(...ranges)
      else this.#deleted.set(client, [...ranges])
    }
  }

  get isEmpty(): boolean {
    return this.#since.size === 0 && this.#deleted.size === 0
  }

  /** Nothing else may have changed the document since the first of them. The highest client first, as Yjs has it. */
  encode(doc: Y.Doc): Uint8Array {
    const encoder = new Y.UpdateEncoderV1()
    encoding.writeVarUint(encoder.restEncoder, this.#since.size)
    for (const [client, since] of downwards(this.#since)) {
      const structs = doc.store.clients.get(client) ?? []
      const first = Y.findIndexSS(structs, since)
      encoding.writeVarUint(encoder.restEncoder, structs.length - first)
      encoder.writeClient(client)
      encoding.writeVarUint(encoder.restEncoder, since)
      for (let i = first; i < structs.length; i++) {
        const struct = structs[i] as Y.Item | Y.GC
        struct.write(encoder, Math.max(0, since - struct.id.clock))
      }
    }
    encoding.writeVarUint(encoder.restEncoder, this.#deleted.size)
    for (const [client, ranges] of downwards(this.#deleted)) {
      const merged = mergeRanges(ranges)
      encoding.writeVarUint(encoder.restEncoder, client)
      encoding.writeVarUint(encoder.restEncoder, merged.length)
      for (const { clock, len } of merged) {
        encoder.writeDsClock(clock)
        encoder.writeDsLen(len)
      }
    }
    return encoder.toUint8Array()
  }
}

const downwards = <T>(byClient: ReadonlyMap<number, T>): [number, T][] =>
  [...byClient].sort(([a], [b]) => b - a)

function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = []
  for (const { clock, len } of ranges.toSorted((a, b) => a.clock - b.clock)) {
    const last = merged.at(-1)
    if (last && clock <= last.clock + last.len) last.len = Math.max(last.len, clock + len - last.clock)
    else merged.push({ clock, len })
  }
  return merged
}
