import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessDecimal, parseNumber } from './numbers.ts'

describe('[REC-4] numbers as people write them', () => {
  it.each([
    ['0', 0],
    ['-5', -5],
    ['+5', 5],
    ['−5', -5],
    ['.5', 0.5],
    ['1234.5', 1234.5],
    ['1,234.50', 1234.5],
    ['1,234,567', 1234567],
    ["1'234.50", 1234.5],
    ['1\u202f234', 1234],
    ['05021', 5021],
    ['1e+21', 1e21],
    ['1.5e-7', 1.5e-7],
  ])('with a point: %s', (cell, value) => {
    expect(parseNumber(cell, 'point')).toBe(value)
  })

  it.each([
    ['12,5', 12.5],
    ['1.234,50', 1234.5],
    ['1 234,5', 1234.5],
    ['1.234.567', 1234567],
  ])('with a comma: %s', (cell, value) => {
    expect(parseNumber(cell, 'comma')).toBe(value)
  })

  it.each([
    ['€ 12.50', 12.5],
    ['-$1,000', -1000],
    ['$-5', -5],
    ['(12.50)', -12.5],
    ['12 EUR', 12],
    ['CHF 1’200.00', 1200],
    ['100 kr', 100],
  ])('with a currency: %s', (cell, value) => {
    expect(parseNumber(cell, 'point', true)).toBe(value)
    expect(parseNumber(cell, 'point')).toBeNull()
  })

  it.each([
    '',
    'x',
    '12,5x',
    '1.2.3',
    '1,23',
    '12,34,567',
    '0x1F',
    '1e5',
    'Infinity',
    'NaN',
    '--5',
    '- 5 -',
    '1 2',
    'e+5',
    '.',
    ',5',
  ])('refuses %j with a point', (cell) => {
    expect(parseNumber(cell, 'point')).toBeNull()
  })

  it('refuses more digits than a number keeps', () => {
    expect(parseNumber('4111111111111111', 'point')).toBe(4111111111111111)
    expect(parseNumber('41111111111111111', 'point')).toBeNull()
  })

  it('reads back what is exported', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const cell = String(value)
        const exact = Math.abs(value) <= Number.MAX_SAFE_INTEGER || cell.includes('e')
        expect(parseNumber(cell, 'point')).toBe(exact ? Number(cell) : null)
      }),
    )
  })

  it('sees from the column which sign is the decimal one', () => {
    expect(guessDecimal(['1.234', '12,5', '3'])).toBe('comma')
    expect(guessDecimal(['1,234', '12.5', '3'])).toBe('point')
    expect(guessDecimal(['1.234,00 €'])).toBe('comma')
    expect(guessDecimal(['1,234'])).toBe('point')
    expect(guessDecimal([])).toBe('point')
  })
})
