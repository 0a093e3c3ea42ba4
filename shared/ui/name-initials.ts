/** How many avatar colours tokens.css has. */
export const AVATAR_COLOURS = 8

const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * One or two initials of a name: first and last word, `'Anna Maria Berg'` → `'AB'`. An address counts by its part before
 * the @, and a text without letters or digits gives `'?'`. Works on graphemes, so that "Émile" and "👩‍💻 Ada" keep whole signs.
 */
export function initials(name: string): string {
  const source = name.includes('@') && !name.includes(' ') ? (name.split('@')[0] ?? '') : name
  const words = source
    .normalize('NFC')
    .split(/[\s._\-–,()"'’]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  if (!first) return '?'
  const last = words.length > 1 ? words[words.length - 1] : undefined
  return (firstSign(first) + (last ? firstSign(last) : '')).toLocaleUpperCase('en')
}

function firstSign(word: string): string {
  for (const { segment } of signs.segment(word)) {
    if (/[\p{L}\p{N}]/u.test(segment)) return segment
  }
  return ''
}

/** A number from 1 to AVATAR_COLOURS that depends only on the text, so that a person keeps their colour everywhere. */
export function avatarColour(text: string): number {
  let hash = 2166136261 // FNV-1a: short, and neighbouring names land far apart
  for (const sign of text.normalize('NFC').trim().toLowerCase()) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0
  }
  return (hash % AVATAR_COLOURS) + 1
}
