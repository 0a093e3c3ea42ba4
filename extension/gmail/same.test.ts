import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSame } from './same.ts'

describe('isSame', () => {
  it('agrees with a deep comparison of plain data', () => {
    const data = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)))
    fc.assert(
      fc.property(data, data, (a, b) => {
        expect(isSame(a, structuredClone(a))).toBe(true)
        expect(isSame(a, b)).toBe(isDeepStrictEqual(a, b))
      }),
    )
  })

  it('sees what differs', () => {
    expect(isSame({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true)
    expect(isSame({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 3 }], a: 1 })).toBe(false)
    expect(isSame([1, 2], [2, 1])).toBe(false)
    expect(isSame([], {})).toBe(false)
    expect(isSame({ a: undefined }, {})).toBe(false)
    expect(isSame(null, {})).toBe(false)
  })
})
