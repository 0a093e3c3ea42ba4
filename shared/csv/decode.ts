export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export type Decoded =
  | {
      status: 'decoded'
      text: string
      encoding: Encoding
      /** A sentence for the person when the encoding is a guess that may be wrong; else null. */
      note: string | null
    }
  | { status: 'refused'; code: 'not-text'; message: string }

const refused = (message: string): Decoded => ({ status: 'refused', code: 'not-text', message })

/**
 * Bytes of a file → text. UTF-8 is checked strictly, UTF-16 needs its byte order mark, and what is neither is read as
 * Windows-1252, which never fails: Excel on Windows writes that when "CSV" is chosen instead of "CSV UTF-8".
 */
export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return refused('This is a spreadsheet or a zip file. Open it and save it as CSV first.')
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes, 'utf-16le')
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(bytes, 'utf-16be')
  if (bytes.subarray(0, 4096).includes(0))
    return refused('This file does not hold text. Save it as CSV (UTF-8) and choose that file.')
  const text = strictly(bytes, 'utf-8')
  if (text !== null) return { status: 'decoded', text, encoding: 'utf-8', note: null }
  return {
    status: 'decoded',
    text: new TextDecoder('windows-1252').decode(bytes),
    encoding: 'windows-1252',
    note: 'This file is not in UTF-8. It was read as Windows-1252: check that letters such as ä, é and ñ look right.',
  }
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = strictly(bytes, encoding)
  if (text === null)
    return refused('This file is damaged: it says UTF-16 and is not. Save it again as CSV (UTF-8).')
  return { status: 'decoded', text, encoding, note: null }
}

function strictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte)
