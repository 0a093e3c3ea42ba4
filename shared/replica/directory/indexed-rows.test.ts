import fc from 'fast-check'
import { expect, it } from 'vitest'
import { IndexedRows, indexed } from './indexed-rows.ts'

interface Row {
  key: string
  team: string | null
}
const team = (row: Row) => row.team

const step = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  team: fc.constantFrom('x', 'y', null, undefined),
  copies: fc.boolean(),
})

it('[USR-1] what is found by a value is what has it, after any changes, in a table and in its copies', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let rows = new IndexedRows<Row>()
      rows.by(team, 'x')
      const kept: [IndexedRows<Row>, string][] = []
      const whole = (table: IndexedRows<Row>) =>
        JSON.stringify([...table.values()].concat(table.by(team, 'x'), table.by(team, 'y')))
      for (const { key, team: to, copies } of steps) {
        if (copies) {
          kept.push([rows, whole(rows)])
          rows = rows.copy()
        }
        if (to === undefined) rows.delete(key)
        else rows.set(key, { key, team: to })
        for (const value of ['x', 'y'])
          expect(new Set(rows.by(team, value))).toEqual(
            new Set([...rows.values()].filter((row) => row.team === value)),
          )
      }
      for (const [table, was] of kept) expect(whole(table)).toBe(was)
    }),
  )
})

it('any table can be searched, and is indexed once', () => {
  const plain = new Map([['a', { key: 'a', team: 'x' }]])
  expect(indexed(plain).by(team, 'x')).toEqual([{ key: 'a', team: 'x' }])
  expect(indexed(plain)).toBe(indexed(plain))
})
