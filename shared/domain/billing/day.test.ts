import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAt, daysIn, daysLater, endOfDay, isTimeZone, lastOf } from './day.ts'

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Apia',
  'UTC',
]
const hours = (day: string, zone: string) =>
  (Date.parse(endOfDay(day, zone)) - Date.parse(endOfDay(daysLater(day, -1), zone))) / 3_600_000

describe('the organization’s day', () => {
  it('[BILL-1] is 23 hours long when summer time begins, and 25 when it ends', () => {
    expect(endOfDay('2026-03-28', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
    expect(endOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z')
    expect([hours('2026-03-29', 'Europe/Berlin'), hours('2026-10-25', 'Europe/Berlin')]).toEqual([23, 25])
    // In Santiago the clock jumps at midnight, so the day begins at one o’clock.
    expect([hours('2026-09-06', 'America/Santiago'), hours('2026-04-04', 'America/Santiago')]).toEqual([
      23, 25,
    ])
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5)
    // Samoa left out a day.
    expect(hours('2011-12-30', 'Pacific/Apia')).toBe(0)
  })

  it('[BILL-1] ends where the next begins, anywhere and on any day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }).map((n) => daysLater('2022-01-01', n)),
        fc.constantFrom(...ZONES),
        (day, zone) => {
          const end = endOfDay(day, zone)
          const before = new Date(Date.parse(end) - 1).toISOString()
          expect([dayAt(before, zone), dayAt(end, zone)]).toEqual([day, daysLater(day, 1)])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('knows months and zones', () => {
    expect([daysIn('2024-02'), daysIn('2026-02'), lastOf('2026-12')]).toEqual([29, 28, '2026-12-31'])
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Mars/Olympus')]).toEqual([true, false])
    expect(dayAt('2026-05-04T22:30:00.000Z', 'Mars/Olympus')).toBe('2026-05-04')
  })
})
