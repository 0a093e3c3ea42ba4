/** Photos are small squares that the device made; nothing larger is kept. CSS pixels, and bytes of the file. */
export const PHOTO_SIDE = 192
export const PHOTO_BYTES = 60_000

/**
 * Reads a photo as a device sends it: base64 of a JPEG, at most 192 × 192. Gives back the file with nothing in it but the
 * picture, without place, camera and whatever else programs write into one; null for anything that is no such file. Nothing
 * else is ever stored, no SVG, no HTML under another name.
 */
export function readPhoto(base64: string): Uint8Array | null {
  const bytes = fromBase64(base64)
  if (!bytes || bytes.length > PHOTO_BYTES || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  let isSmall = false
  while (at + 4 <= bytes.length) {
    const marker = bytes[at + 1] ?? 0
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    if (bytes[at] !== 0xff || length < 2 || at + 2 + length > bytes.length) return null
    const segment = bytes.subarray(at, at + 2 + length)
    if (isFrame(marker)) isSmall = fits(segment)
    if (!isMetadata(marker)) kept.push(segment)
    at += 2 + length
    // The picture itself: everything up to the end marker.
    if (marker === 0xda) {
      const end = bytes.lastIndexOf(0xd9)
      if (!isSmall || end < at || bytes[end - 1] !== 0xff) return null
      kept.push(bytes.subarray(at, end + 1))
      return joined(kept)
    }
  }
  return null
}

/** Start of a frame, which says how large the picture is. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Application data but JFIF's and Adobe's, which say how the colours are meant; and comments. */
const isMetadata = (marker: number): boolean =>
  (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe

function fits(frame: Uint8Array): boolean {
  const height = ((frame[5] ?? 0) << 8) | (frame[6] ?? 0)
  const width = ((frame[7] ?? 0) << 8) | (frame[8] ?? 0)
  return width > 0 && height > 0 && width <= PHOTO_SIDE && height <= PHOTO_SIDE
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const DIGITS = new Map([...ALPHABET].map((character, value) => [character, value]))

/** Standard base64; written here because the domain has neither `atob` nor `Buffer`. Null for anything else. */
function fromBase64(text: string): Uint8Array | null {
  const digits = text.replace(/={1,2}$/, '')
  if (digits.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let group = 0
  let bits = 0
  let at = 0
  for (const character of digits) {
    const value = DIGITS.get(character)
    if (value === undefined) return null
    group = ((group << 6) | value) & 0xffffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (group >> bits) & 0xff
  }
  return bytes
}
