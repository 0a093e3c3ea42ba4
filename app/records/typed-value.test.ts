import { describe, expect, it } from 'vitest'
import { textOf, typedTitle, typedValue } from './typed-value.ts'

describe('what is typed into a field', () => {
  it.each([
    ['number', '1,5', 1.5],
    ['number', '1,234.5', 1234.5],
    ['number', '-7', -7],
    ['money', '€ 12.50', 12.5],
    ['date', '2024-05-03', '2024-05-03'],
    ['date', '3.5.2024', '2024-05-03'],
    ['email', ' anna@example.com ', 'anna@example.com'],
    ['text', '=1+1', '=1+1'],
    ['text', '   ', null],
    ['money', '', null],
  ] as const)('reads %s “%s”', (type, text, value) => {
    expect(typedValue({ type }, text)).toEqual({ ok: true, value })
  })

  it.each([
    ['number', '12x'],
    ['date', '2024-02-30'],
    ['email', 'anna'],
    ['text', 'x'.repeat(10_001)],
  ] as const)('says what is wrong with %s “%s”', (type, text) => {
    expect(typedValue({ type }, text)).toMatchObject({ ok: false, error: expect.stringMatching(/\S/) })
  })

  it('gives back what a value looks like in its input', () => {
    expect(typedValue({ type: 'number' }, textOf(1234.5))).toEqual({ ok: true, value: 1234.5 })
    expect(textOf(null)).toBe('')
  })

  it('wants a name for every record', () => {
    expect(typedTitle('  Alfreds ')).toEqual({ ok: true, value: 'Alfreds' })
    expect(typedTitle(' ').ok).toBe(false)
    expect(typedTitle('x'.repeat(501)).ok).toBe(false)
  })
})
