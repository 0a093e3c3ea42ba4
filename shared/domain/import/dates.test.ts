import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessDateOrder, isAmbiguousDate, parseDate } from './dates.ts'

describe('[REC-4] dates as people and databases write them', () => {
  it.each([
    ['1996-07-04', '1996-07-04'],
    ['1996-07-04 00:00:00.000', '1996-07-04'],
    ['1996-07-04T23:30:00Z', '1996-07-04'],
    ['1996-07-04T23:30:00+02:00', '1996-07-04'],
    ['1996/7/4', '1996-07-04'],
    ['04.07.1996', '1996-07-04'],
    ['4.7.1996', '1996-07-04'],
    ['04.07.1996 12:30', '1996-07-04'],
    ['29.02.2024', '2024-02-29'],
  ])('reads %s', (cell, day) => {
    expect(parseDate(cell, 'ymd')).toBe(day)
  })

  it.each([
    '',
    'x',
    '1996-13-01',
    '1996-02-30',
    '29.02.2023',
    '29.02.1900',
    '1996',
    '19960704',
    '4.7.96',
    '1996-07-04x',
    '00.01.2020',
  ])('refuses %j', (cell) => {
    expect(parseDate(cell, 'ymd')).toBeNull()
  })

  it('reads slashes only in the order that was chosen', () => {
    expect(parseDate('04/05/2020', 'ymd')).toBeNull()
    expect(isAmbiguousDate('04/05/2020')).toBe(true)
    expect(parseDate('04/05/2020', 'dmy')).toBe('2020-05-04')
    expect(parseDate('04/05/2020', 'mdy')).toBe('2020-04-05')
    expect(parseDate('4/25/2020 3:15 PM', 'mdy')).toBe('2020-04-25')
    expect(parseDate('25/4/2020', 'mdy')).toBeNull()
  })

  it('guesses the order only when the column leaves one', () => {
    expect(guessDateOrder(['04/05/2020', '25/05/2020'])).toBe('dmy')
    expect(guessDateOrder(['04/05/2020', '05/25/2020'])).toBe('mdy')
    expect(guessDateOrder(['04/05/2020'])).toBe('ymd')
    expect(guessDateOrder(['25/05/2020', '05/25/2020'])).toBe('ymd')
  })

  it('accepts exactly the days that exist', () => {
    const day = fc.tuple(
      fc.integer({ min: 1000, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    fc.assert(
      fc.property(day, ([y, m, d]) => {
        const text = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
        const date = new Date(`${text}T00:00:00Z`)
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
        expect(parseDate(text, 'ymd')).toBe(exists ? text : null)
      }),
    )
  })
})
