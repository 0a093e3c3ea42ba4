import * as decoding from 'lib0/decoding'
import { Refused } from './refused.ts'

const MAX_DEPTH = 8
/** Assigning these on a plain object changes what the object is: a decoded value would inherit, say, a `role`. */
export const DANGEROUS_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads one value of lib0's "any" encoding as Yjs would, but only what JSON has, at most eight levels deep and without
 * names that break plain objects. Throws `Refused`.
 */
export function readJson(decoder: decoding.Decoder, depth = 0): unknown {
  if (depth > MAX_DEPTH) throw new Refused('too-deep')
  const type = decoding.readUint8(decoder)
  switch (type) {
    case 127:
      return undefined
    case 126:
      return null
    case 125:
      return decoding.readVarInt(decoder)
    case 124:
      return decoding.readFloat32(decoder)
    case 123:
      return decoding.readFloat64(decoder)
    case 121:
      return false
    case 120:
      return true
    case 119:
      return decoding.readVarString(decoder)
    case 118:
      return readObject(decoder, depth)
    case 117:
      return readList(decoder, depth)
    default:
      // 122 is a bigint, 116 bytes: neither is JSON.
      throw new Refused('not-json')
  }
}

function readObject(decoder: decoding.Decoder, depth: number): Record<string, unknown> {
  const count = countOf(decoder, 2)
  const object: Record<string, unknown> = {}
  for (let i = 0; i < count; i++) {
    const key = decoding.readVarString(decoder)
    if (DANGEROUS_KEYS.has(key)) throw new Refused('dangerous-key')
    object[key] = readJson(decoder, depth + 1)
  }
  return object
}

function readList(decoder: decoding.Decoder, depth: number): unknown[] {
  const count = countOf(decoder, 1)
  const list: unknown[] = []
  for (let i = 0; i < count; i++) list.push(readJson(decoder, depth + 1))
  return list
}

/** A declared count of things that take `least` bytes each: more than the rest can hold is a lie, found before the loop. */
export function countOf(decoder: decoding.Decoder, least: number): number {
  const count = decoding.readVarUint(decoder)
  if (count * least > decoder.arr.length - decoder.pos) throw new Refused('malformed')
  return count
}
