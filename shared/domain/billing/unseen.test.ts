import { expect, it } from 'vitest'
import { unseenPeople } from './unseen.ts'

const NOW = '2026-05-04T10:00:00.000Z'
const person = (id: string, lastActiveAt: string | null, state: 'active' | 'blocked' = 'active') => ({
  id,
  state,
  lastActiveAt,
  joinedAt: '2026-01-01T10:00:00.000Z',
  createdAt: '2026-01-01T10:00:00.000Z',
})

it('[BILL-5] names active people who were not seen for 60 days, who is away longest first', () => {
  const people = [
    person('today', NOW),
    person('59 days', '2026-03-06T10:00:00.001Z'),
    person('61 days', '2026-03-04T10:00:00.000Z'),
    person('never', null),
    person('blocked', '2026-01-02T10:00:00.000Z', 'blocked'),
  ]
  expect(unseenPeople(people, NOW).map(({ id }) => id)).toEqual(['never', '61 days'])
})
