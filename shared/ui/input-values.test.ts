import { describe, expect, it } from 'vitest'
import { digitsOf } from './code-input.tsx'
import { fileSize } from './file-size.ts'
import { nextSort, toggled } from './table-columns.ts'

describe('digitsOf', () => {
  it('takes the digits out of what was pasted, no more than wanted', () => {
    expect(digitsOf('Your code: 1234 5678', 8)).toBe('12345678')
    expect(digitsOf('1234-5678-90', 8)).toBe('12345678')
    expect(digitsOf('no code', 8)).toBe('')
  })
})

describe('fileSize', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [12_345, '12 kB'],
    [999_999, '1.0 MB'],
    [1_250_000, '1.3 MB'],
    [5_000_000_000_000, '5000 GB'],
  ])('%i is %j', (bytes, expected) => {
    expect(fileSize(bytes)).toBe(expected)
  })
})

describe('nextSort', () => {
  it('begins ascending and then turns round', () => {
    const first = nextSort(undefined, 'name')
    const second = nextSort(first, 'name')
    expect([first.direction, second.direction, nextSort(second, 'name').direction]).toEqual([
      'ascending',
      'descending',
      'ascending',
    ])
    expect(nextSort(second, 'role')).toEqual({ column: 'role', direction: 'ascending' })
  })
})

describe('toggled', () => {
  it('leaves the given set as it was', () => {
    const before = new Set(['a'])
    expect([...toggled(before, 'b', true)]).toEqual(['a', 'b'])
    expect([...toggled(before, 'a', false)]).toEqual([])
    expect([...before]).toEqual(['a'])
  })
})
