import { expect, it } from 'vitest'
import { runsOf } from './seq-runs.ts'

it('joins numbers without a gap between them, in whatever order they come', () => {
  expect(runsOf([])).toEqual([])
  expect(runsOf([7])).toEqual([[7, 7]])
  expect(runsOf([5, 3, 4, 9, 10, 4, 1])).toEqual([
    [1, 1],
    [3, 5],
    [9, 10],
  ])
})
