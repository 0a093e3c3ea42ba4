import { theWorld } from './virtual-time.ts'

// Most of what is cloned are rows of plain values; Node's own way of cloning takes ten times as long for those.
const cloneAnything = globalThis.structuredClone
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** A copy as `structuredClone` makes it. */
function clonePlain(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return cloneAnything(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(clonePlain)
  if (value instanceof Uint8Array) return value.slice()
  if (!isPlain(value) || Object.hasOwn(value, '__proto__')) return cloneAnything(value)
  const made: Record<string, unknown> = {}
  for (const key of Object.keys(value)) made[key] = clonePlain((value as Record<string, unknown>)[key])
  return made
}

globalThis.structuredClone = ((value: unknown, options?: StructuredSerializeOptions) =>
  theWorld() && !options ? clonePlain(value) : cloneAnything(value, options)) as typeof structuredClone
