/** A seeded source of chance: the same seed gives the same demo everywhere. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  pick<T>(from: readonly T[]): T
  /** An index, chosen in proportion to the weights. */
  weighted(weights: readonly number[]): number
  chance(probability: number): boolean
  /** A believable amount around `middle`: most are near it, a few many times as large. */
  amount(middle: number): number
}

/** mulberry32: small, and good enough for made-up companies. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    pick: (from) => from[between(0, from.length - 1)]!,
    weighted(weights) {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const found = weights.findIndex((weight) => (left -= weight) < 0)
      return found < 0 ? weights.length - 1 : found
    },
    chance: (probability) => next() < probability,
    amount: (middle) =>
      Math.max(10, Math.round((middle * 2 ** ((next() + next() + next() - 1.5) * 4)) / 10) * 10),
  }
}
