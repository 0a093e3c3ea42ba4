import type { VeilKey } from '../../sync-server/content/own-copies/veil.ts'

/** The same value as somebody has it in their own document who reads a copy of their own (ROLE-10). */
export function veiled(value: unknown, key: VeilKey, around = ''): unknown {
  if (Array.isArray(value)) return value.map((part) => veiled(part, key, around))
  if (value === null || typeof value !== 'object') return value
  const { folderId = around } = value as { folderId?: string }
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === 'recordId' ? key.of(folderId).veil(part as string) : veiled(part, key, folderId),
    ]),
  )
}
