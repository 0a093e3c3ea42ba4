const DIRECTORY_ID = /^(org|usr|wsp|fld|pfo|inv|hov)_[A-Za-z0-9_-]{16,40}$/

/** All ids of the directory that stand anywhere in a command's arguments, each once. */
export function idsIn(value: unknown): string[] {
  const found = new Set<string>()
  visit(value, (text) => {
    if (DIRECTORY_ID.test(text)) found.add(text)
  })
  return [...found]
}

/** The same value with every string that is a key of `real` replaced by what it names. */
export function withIds(value: unknown, real: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return real.get(value) ?? value
  if (Array.isArray(value)) return value.map((part) => withIds(part, real))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withIds(part, real)]))
  return value
}

function visit(value: unknown, see: (text: string) => void): void {
  if (typeof value === 'string') see(value)
  else if (Array.isArray(value)) for (const part of value) visit(part, see)
  else if (value !== null && typeof value === 'object')
    for (const part of Object.values(value)) visit(part, see)
}
