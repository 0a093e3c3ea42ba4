import { expect, it } from 'vitest'
import { momentAt } from './moment.ts'

it('knows the moment at which clocks of a place show a time', () => {
  expect(momentAt('2026-05-04', '09:00', 'Europe/Berlin')).toBe('2026-05-04T07:00:00.000Z')
  expect(momentAt('2026-12-04', '09:00', 'Europe/Berlin')).toBe('2026-12-04T08:00:00.000Z')
  expect(momentAt('2026-05-04', '00:00', 'Pacific/Auckland')).toBe('2026-05-03T12:00:00.000Z')
  expect(momentAt('2026-05-04', '23:30', 'America/Los_Angeles')).toBe('2026-05-05T06:30:00.000Z')
})

it('takes the next time there is where the clock jumps', () => {
  expect(momentAt('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00:00.000Z')
  expect(momentAt('2026-10-25', '03:00', 'Europe/Berlin')).toBe('2026-10-25T02:00:00.000Z')
})

it('knows no time that is none', () => {
  expect(momentAt('2026-05-04', '', 'UTC')).toBeNull()
  expect(momentAt('', '09:00', 'UTC')).toBeNull()
  expect(momentAt('2026-13-40', '09:00', 'UTC')).toBeNull()
})
