import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sortedAgain } from './sorted-again.ts'

interface Row {
  id: number
  name: string
}
const compare = (a: Row, b: Row) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
const name = fc.string({ maxLength: 2 })

it('[USR-1] a list that was in order is in order again after any change, without comparing what stayed', () => {
  fc.assert(
    fc.property(fc.array(name), fc.array(fc.tuple(fc.nat(30), fc.option(name))), (names, changes) => {
      const rows: Row[] = names.map((text, id) => ({ id, name: text }))
      const before = sortedAgain([], rows, compare)
      for (const [at, text] of changes)
        if (text === null) rows.splice(at, 1)
        else rows[Math.min(at, rows.length)] = { id: 100, name: text }
      const after = sortedAgain(before, rows, compare)
      expect(after.map((row) => row.name)).toEqual(rows.map((row) => row.name).toSorted())
      expect(new Set(after)).toEqual(new Set(rows))
    }),
  )
})

it('[USR-1] one change among 10,000 costs a handful of comparisons, and no change none', () => {
  const rows = Array.from({ length: 10_000 }, (_, id): Row => ({ id, name: String(id * 7919).slice(-5) }))
  const before = sortedAgain([], rows, compare)
  let compared = 0
  const counting = (a: Row, b: Row) => {
    compared++
    return compare(a, b)
  }
  expect(sortedAgain(before, [...rows], counting)).toBe(before)
  expect(compared).toBe(0)
  const after = sortedAgain(before, rows.with(5_000, { id: 5_000, name: 'zzz' }), counting)
  expect(after.at(-1)?.name).toBe('zzz')
  expect(compared).toBeLessThan(20)
})
