import { createHash } from 'node:crypto'

/** JSON with sorted keys: equal for equal values, whatever the order their keys were written in. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** Tells whether a command that is sent again is the same one. */
export const argumentsHash = (type: string, args: unknown): string =>
  createHash('sha256')
    .update(canonicalJson([type, args ?? null]))
    .digest('base64url')
