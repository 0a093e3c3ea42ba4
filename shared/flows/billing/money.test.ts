import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, money, parseAmount } from './money.ts'

describe('amounts of money', () => {
  it('are shown in their currency, whole and exact', () => {
    expect([money(1200, 'EUR'), money(1200, 'JPY'), money(1_234_567, 'KWD')]).toEqual([
      '€12.00',
      '¥1,200',
      'KWD\u00a01,234.567',
    ])
    expect(money(9_007_199_254_740_991, 'EUR')).toBe('€90,071,992,547,409.91')
  })

  it('are read with point or comma, and refused when they are none', () => {
    expect(['18', '18,5', ' 18.50 ', '0'].map((typed) => parseAmount(typed, 'EUR'))).toEqual([
      1800, 1850, 1850, 0,
    ])
    for (const typed of ['', '-1', '1.234', '1e3', '12 €', '123456789'])
      expect([typed, parseAmount(typed, 'EUR')]).toEqual([typed, null])
    expect(parseAmount('1.5', 'JPY')).toBeNull()
  })

  it('survive being written and read', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.constantFrom('EUR', 'JPY', 'KWD'), (amount, currency) => {
        expect(parseAmount(decimal(amount, currency), currency)).toBe(amount)
      }),
    )
  })
})
