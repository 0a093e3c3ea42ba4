import { expect, it } from 'vitest'
import { Budgets, Pace, TokenBucket } from './throttle.ts'
import { waitFor } from '../testing/wait-for.ts'

it('does work in order, at once while the bucket pays, then as fast as it fills', async () => {
  const done: string[] = []
  const pace = new Pace(new TokenBucket(10, 1_000))
  for (const [name, cost] of [
    ['a', 6],
    ['b', 4],
    ['c', 30],
    ['d', 1],
  ] as const)
    pace.run(
      cost,
      () => done.push(name),
      () => done.push(`no ${name}`),
    )
  expect(done).toEqual(['a', 'b'])
  await waitFor(() => expect(done).toEqual(['a', 'b', 'c', 'd']))
  pace.run(
    1e6,
    () => done.push('e'),
    () => done.push('no e'),
  )
  pace.stop()
  expect(done.at(-1)).toBe('no e')
})

it('has one budget a name, and forgets those that are full again', () => {
  const budgets = new Budgets(2, 0.001)
  const spent = budgets.of('spent')
  spent.spend(2)
  for (let i = 0; i < 2_000; i++) budgets.of(`${i}`)
  expect(budgets.of('spent')).toBe(spent)
})

it('goes on filling from now on when the clock was set back, and takes nothing away for it', () => {
  let now = 5_000_000
  const bucket = new TokenBucket(2, 1, () => now)
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false])
  now -= 3_600_000
  expect(bucket.take()).toBe(false)
  now += 1_000
  expect(bucket.take()).toBe(true)
})
