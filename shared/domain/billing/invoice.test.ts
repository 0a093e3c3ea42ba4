import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SeatDay } from '../model/seat-month.ts'
import { clockAt, endedDays, monthsWith } from './close-days.ts'
import { dayAt, daysIn, daysLater, endOfDay, firstOf } from './day.ts'
import { invoiceLines, partOfMonth, totalOf } from './invoice-lines.ts'
import { comingInvoice } from './invoices.ts'

const daysOf = (month: string, seats: number[], price: (index: number) => number): SeatDay[] =>
  seats.map((count, index) => ({
    day: daysLater(firstOf(month), index),
    seats: count,
    price: price(index),
    currency: 'EUR',
  }))
const month = fc.constantFrom('2024-02', '2026-02', '2026-04', '2026-05')
const price = fc.nat(100_000_000)

describe('an invoice', () => {
  it('[BILL-2] of a whole month with the same seats is exactly seats × price', () => {
    fc.assert(
      fc.property(month, fc.nat(20_000), price, (id, seats, cost) => {
        const days = daysOf(id, Array<number>(daysIn(id)).fill(seats), () => cost)
        const lines = invoiceLines(days)
        fc.pre(Number.isSafeInteger(seats * cost))
        expect(lines).toHaveLength(1)
        expect(totalOf(lines)).toBe(seats * cost)
      }),
    )
  })

  it('[BILL-2] has whole amounts, each line within half a unit of the exact one, and every day in one line', () => {
    fc.assert(
      fc.property(
        month,
        fc.array(fc.nat(500), { minLength: 28, maxLength: 28 }),
        fc.array(fc.nat(9_999), { minLength: 1, maxLength: 3 }),
        (id, seats, prices) => {
          const days = daysOf(id, seats, (index) => prices[Math.floor((index * prices.length) / 28)] ?? 0)
          const lines = invoiceLines(days)
          for (const { amount, price: cost, seatDays } of lines) {
            expect(Number.isInteger(amount)).toBe(true)
            expect(Math.abs(amount - (cost * seatDays) / daysIn(id))).toBeLessThanOrEqual(0.5)
          }
          expect(lines.reduce((sum, { seatDays }) => sum + seatDays, 0)).toBe(
            seats.reduce((a, b) => a + b, 0),
          )
          const covered = lines.flatMap(({ from, to }) => days.filter(({ day }) => day >= from && day <= to))
          expect(covered).toEqual(days)
        },
      ),
    )
  })

  it('rounds half up, and exactly where a number would not hold the product', () => {
    expect([partOfMonth(1, 15, 30), partOfMonth(1, 14, 30), partOfMonth(0, 31, 31)]).toEqual([1, 0, 0])
    expect(partOfMonth(100_000_000, 30 * 900_000, 30)).toBe(90_000_000_000_000)
  })

  it('[BILL-2] that is coming counts what is over, and what comes if nothing changes', () => {
    const over = daysOf('2026-04', [3, 3, 4], () => 3_000)
    const coming = comingInvoice(
      { id: '2026-04', days: over },
      { seats: 5, price: 3_000, currency: 'EUR' },
      '2026-04-04',
    )
    expect(coming.soFar.total).toBe(1_000)
    // 3 + 3 + 4 of the days that are over, then 5 on each of the 27 left.
    expect(coming.expected.total).toBe(100 * (10 + 27 * 5))
  })
})

/** Somebody comes or goes, the price or the zone changes: at some minute of these weeks. */
const event = fc.record({
  minute: fc.nat(60 * 24 * 60),
  what: fc.oneof(fc.record({ person: fc.nat(5), comes: fc.boolean() }), fc.record({ price: fc.nat(5_000) })),
})

describe('closing days', () => {
  it('[BILL-1] counts who has a seat at the end of each day, whenever it is closed, over both changes of the clock', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Europe/Berlin', 'America/Santiago', 'Pacific/Kiritimati'),
        fc.constantFrom('2026-03-10T08:00:00.000Z', '2026-08-20T08:00:00.000Z', '2026-10-01T08:00:00.000Z'),
        fc.array(event, { maxLength: 40 }),
        fc.array(fc.nat(60 * 24 * 60), { maxLength: 10 }),
        (timeZone, start, events, looks) => {
          const at = (minute: number) => new Date(Date.parse(start) + minute * 60_000).toISOString()
          const steps = [
            ...events.map(({ minute, what }) => ({ now: at(minute), what })),
            ...looks.map((minute) => ({ now: at(minute), what: null })),
          ].sort((a, b) => (a.now < b.now ? -1 : 1))
          const here = new Set<number>()
          let cost = 1_000
          let clock = clockAt(dayAt(start, timeZone), timeZone)
          const days: SeatDay[] = []
          const close = (now: string) => {
            const ended = endedDays(clock, { timeZone, currency: 'EUR', seatPrice: cost }, here.size, now)
            clock = ended.clock
            days.push(...ended.days)
          }
          for (const { now, what } of steps) {
            close(now)
            if (what === null) continue
            if ('price' in what) cost = what.price
            else if (what.comes) here.add(what.person)
            else here.delete(what.person)
          }
          const until = at(61 * 24 * 60)
          close(until)

          // The same from all events at once, day by day.
          const expected: SeatDay[] = []
          for (let day = dayAt(start, timeZone); endOfDay(day, timeZone) <= until; day = daysLater(day, 1)) {
            const end = endOfDay(day, timeZone)
            const people = new Set<number>()
            let then = 1_000
            for (const { now, what } of steps) {
              if (now >= end || what === null) continue
              if ('price' in what) then = what.price
              else if (what.comes) people.add(what.person)
              else people.delete(what.person)
            }
            expected.push({ day, seats: people.size, price: then, currency: 'EUR' })
          }
          expect(days).toEqual(expected)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('[BILL-1] closes each day of the calendar once when the time zone changes, east or west', () => {
    const organization = (timeZone: string) => ({ timeZone, currency: 'EUR', seatPrice: 1_000 })
    const now = '2026-05-04T11:00:00.000Z'
    for (const [from, to] of [
      ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
      ['Pacific/Pago_Pago', 'Pacific/Kiritimati'],
    ] as const) {
      const before = endedDays(clockAt('2026-05-01', from), organization(from), 3, now)
      const after = endedDays(
        clockAt(before.clock.nextDay, to),
        organization(to),
        3,
        '2026-05-10T11:00:00.000Z',
      )
      const closed = [...before.days, ...after.days].map(({ day }) => day)
      expect(closed).toEqual(closed.map((_, index) => daysLater('2026-05-01', index)))
    }
  })

  it('adds days to their months, and says which months are over', () => {
    const added = ['2026-05-31', '2026-06-01'].map((day) => ({ day, seats: 1, price: 1, currency: 'EUR' }))
    const first = { day: '2026-05-30', seats: 1, price: 1, currency: 'EUR' }
    const months = monthsWith(added, new Map([['2026-05', { id: '2026-05', days: [first] }]]))
    expect(months).toEqual([
      { month: { id: '2026-05', days: [first, added[0]] }, isOver: true },
      { month: { id: '2026-06', days: [added[1]] }, isOver: false },
    ])
  })
})
