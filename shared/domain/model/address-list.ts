import { emailSchema } from './email.ts'

/** One address out of a pasted list, with the name that stood beside it. */
export interface ListedAddress {
  /** As it stood in the text. */
  typed: string
  /** As typed; empty where none was found. */
  email: string
  /** Empty where none was given. */
  name: string
  isAddress: boolean
}

/**
 * Reads addresses as people paste them (INV-10): `Anna <a@x.de>; b@y.com`, `"Berg, Anna" <a@x.de>`, one a line, separated by
 * commas, semicolons, tabs or spaces, a column of names beside them. What is no address comes back too, so that nothing is lost.
 */
export function readAddressList(text: string): ListedAddress[] {
  return plain(text)
    .split('\n')
    .flatMap((line) => splitOutside(line, ';'))
    .flatMap(readSegment)
}

/** Invisible characters come along from mails and web pages, and no address has them. */
const plain = (text: string): string =>
  text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').replace(/\r\n?/g, '\n')

/** What stands between two semicolons or line ends. */
function readSegment(segment: string): ListedAddress[] {
  const pieces = splitOutside(segment, ',\t')
  const found = pieces.filter((piece) => piece.includes('@'))
  // "Berg, Anna <a@x.de>" and "a@x.de, Anna Berg": one address, and the rest is its name.
  if (found.length === 1 && pieces.length > 1) {
    const [piece = ''] = found
    const [one, ...more] = readPiece(piece)
    const beside = pieces.filter((other) => other !== piece).map(unquoted)
    if (one && more.length === 0)
      return [{ ...one, typed: segment, name: nameFrom([...beside, one.name].filter(Boolean).join(', ')) }]
  }
  return pieces.flatMap(readPiece)
}

function readPiece(piece: string): ListedAddress[] {
  const angled = /^(.*?)<([^<>]*)>(.*)$/s.exec(piece)
  if (angled) {
    const [, before = '', address = '', after = ''] = angled
    // "a@x.de b@y.com Zoe <zoe@z.org>": those before it are people, too, not its name.
    const words = before.trim().split(/\s+/)
    const last = words.findLastIndex((word) => word.includes('@'))
    const name = words.slice(last + 1).join(' ')
    // Some mail programs put the address where the name belongs: 'a@x.de' <a@x.de>.
    const others = words
      .slice(0, last + 1)
      .filter((word) => word.includes('@'))
      .map((word) => listed(word, word, ''))
      .filter(({ email }) => email.toLowerCase() !== address.trim().toLowerCase())
    return [
      ...others,
      listed(others.length > 0 ? `${name} <${address}>` : piece, address, unquoted(name) || unquoted(after)),
      ...(after.includes('@') ? readPiece(after) : []),
    ]
  }
  const words = piece.split(/\s+/)
  const addresses = words.filter((word) => word.includes('@'))
  if (addresses.length > 1) return words.map((word) => listed(word, word, ''))
  const [address] = addresses
  if (address === undefined) return [listed(piece, '', '')]
  return [listed(piece, address, unquoted(words.filter((word) => word !== address).join(' ')))]
}

function listed(typed: string, address: string, name: string): ListedAddress {
  const email = address
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^[("'[]+|[)"'\].]+$/g, '')
  return { typed: typed.trim(), email, name: nameFrom(name), isAddress: emailSchema.safeParse(email).success }
}

const nameFrom = (text: string): string => text.trim().slice(0, 120)

const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^["'(]+|["')]+$/g, '')
    .trim()

/** Splits a line at separators that stand neither in quotes nor in angle brackets; a quote that nothing closes is a letter. */
function splitOutside(line: string, separators: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    const closing = { '"': '"', '<': '>' }[character]
    if (closing) at = Math.max(at, line.indexOf(closing, at + 1))
    else if (separators.includes(character)) {
      parts.push(line.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, line.slice(from)].map((part) => part.trim()).filter((part) => part !== '')
}
