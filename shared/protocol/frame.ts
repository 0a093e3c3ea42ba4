import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * One WebSocket carries all rooms (DESIGN §4). A frame is: kind, channel, then what the kind needs. The client numbers
 * channels; a number is never used again on the same socket. `data` holds one message of y-websocket's own protocol.
 */
export type Frame =
  | { kind: 'open'; channel: number; room: string }
  | { kind: 'opened'; channel: number }
  | { kind: 'data'; channel: number; data: Uint8Array<ArrayBuffer> }
  | { kind: 'close'; channel: number; code: number; reason: string }

const KINDS = ['open', 'opened', 'data', 'close'] as const

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, KINDS.indexOf(frame.kind))
  encoding.writeVarUint(encoder, frame.channel)
  if (frame.kind === 'open') encoding.writeVarString(encoder, frame.room)
  if (frame.kind === 'data') encoding.writeUint8Array(encoder, frame.data)
  if (frame.kind === 'close') {
    encoding.writeVarUint(encoder, frame.code)
    encoding.writeVarString(encoder, frame.reason)
  }
  return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/** Null for anything that is not a frame; never throws on bad input. */
export function decodeFrame(bytes: Uint8Array): Frame | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const kind = KINDS[decoding.readVarUint(decoder)]
    const channel = decoding.readVarUint(decoder)
    if (kind === 'open') return { kind, channel, room: decoding.readVarString(decoder) }
    if (kind === 'opened') return { kind, channel }
    if (kind === 'data') return { kind, channel, data: decoding.readTailAsUint8Array(decoder).slice() }
    if (kind === 'close')
      return { kind, channel, code: decoding.readVarUint(decoder), reason: decoding.readVarString(decoder) }
    return null
  } catch {
    return null
  }
}
