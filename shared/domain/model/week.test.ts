import { expect, it } from 'vitest'
import { weekIn } from './week.ts'

it('[HAND-25] a week is the organization’s: it ends on Sunday, at midnight of its time zone', () => {
  // Sunday evening in Berlin, still Sunday in London and Sunday morning in New York; Monday in Auckland.
  const at = '2026-05-10T21:59:00.000Z'
  expect(weekIn(at, 'Europe/Berlin')).toEqual({ today: '2026-05-10', until: '2026-05-10' })
  expect(weekIn('2026-05-10T22:00:00.000Z', 'Europe/Berlin')).toEqual({
    today: '2026-05-11',
    until: '2026-05-17',
  })
  expect(weekIn(at, 'Pacific/Auckland')).toEqual({ today: '2026-05-11', until: '2026-05-17' })
  expect(weekIn('2026-12-30T12:00:00.000Z', 'UTC')).toEqual({ today: '2026-12-30', until: '2027-01-03' })
  expect(weekIn(at, 'Nowhere/Atall')).toEqual({ today: '2026-05-10', until: '2026-05-10' })
})
