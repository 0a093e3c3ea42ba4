import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastAddressIn, readAddress, readLine } from './address.ts'

describe('readAddress', () => {
  it('reads addresses as the domain keys them: trimmed, NFC, lower case', () => {
    expect(readAddress(' Anna.Berg+x@Northwind.Example ')).toBe('anna.berg+x@northwind.example')
    expect(readAddress("o'brien@a-b.example")).toBe("o'brien@a-b.example")
    expect(readAddress('m\u00fcller@b\u00fccher.example')).toBe('müller@bücher.example')
    expect(readAddress('mu\u0308ller@bücher.example')).toBe('müller@bücher.example')
  })

  it('[MAIL-2] refuses what is not one address, whatever a page puts there', () => {
    const bad = [
      '',
      'anna',
      '@northwind.example',
      'anna@',
      'anna@localhost',
      'anna@@northwind.example',
      'anna@northwind..example',
      '.anna@northwind.example',
      'a b@northwind.example',
      'anna@north_wind.example',
      'anna@-northwind.example',
      'anna@northwind.example, boss@northwind.example',
      'Anna <anna@northwind.example>',
      'anna@northwind.example\n.evil.example',
      'anna\u202e@northwind.example',
      'anna@[127.0.0.1]',
      'anna@127.0.0.1',
      `${'a'.repeat(300)}@northwind.example`,
      null,
      undefined,
      42,
      ['anna@northwind.example'],
      { toString: () => 'anna@northwind.example' },
    ]
    expect(bad.filter((value) => readAddress(value) !== undefined)).toEqual([])
  })

  it('reads what it gave out as the same again, and never throws', () => {
    const pieces = fc.array(
      fc.constantFrom('a', 'Ü', '.', '@', '-', ' ', 'b1', '\u202e', '+', '<', 'example', 'İ'),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string(),
          pieces.map((list) => list.join('')),
        ),
        (text) => {
          const address = readAddress(text)
          expect(readAddress(address)).toBe(address)
        },
      ),
    )
  })
})

describe('lastAddressIn', () => {
  it('takes the last, because names before it are chosen by others', () => {
    expect(lastAddressIn('Google Account: boss@evil.example (Anna)  \n(anna@northwind.example)')).toBe(
      'anna@northwind.example',
    )
    expect(lastAddressIn('Google-Konto: Anna Berg  \n(anna@northwind.example)')).toBe(
      'anna@northwind.example',
    )
    expect(lastAddressIn('Google Account: Anna Berg')).toBeUndefined()
    expect(lastAddressIn(null)).toBeUndefined()
  })

  it('is quick on a long text made to be slow', () => {
    expect(lastAddressIn('a.'.repeat(100_000) + '@')).toBeUndefined()
    expect(lastAddressIn('a@' + 'a.'.repeat(100_000))).toBeUndefined()
  })
})

describe('readLine', () => {
  it('gives one line without marks that turn or hide text', () => {
    expect(readLine('  Anna\n\tBerg  ')).toBe('Anna Berg')
    expect(readLine('gro.live\u202e@anna\u2066\u200b')).toBe('gro.live @anna')
    expect(readLine('x'.repeat(5000))).toHaveLength(200)
    expect(readLine(undefined)).toBe('')
  })
})
