import { describe, expect, it } from 'vitest'
import type { Field, FieldType } from '../domain/model/folder.ts'
import { dayWords, valueHref, valueWords } from './value-words.ts'

const field = (type: FieldType): Field => ({ id: 'f', name: 'F', type })
const context = { currency: 'EUR', nameOf: (id: string) => `<${id}>` }

describe('values in words', () => {
  it('writes money in the organization’s currency, days without a time zone, and people by name', () => {
    expect(valueWords(field('money'), -1234.5, context)).toBe('-€1,234.50')
    expect(valueWords(field('money'), 5, { ...context, currency: null })).toBe('5.00')
    expect(valueWords(field('number'), 0.1, context)).toBe('0.1')
    expect(valueWords(field('date'), '1996-07-04', context)).toBe('4 Jul 1996')
    expect(valueWords(field('person'), 'usr_1', context)).toBe('<usr_1>')
    expect(valueWords(field('text'), null, context)).toBe('')
    expect(dayWords('not a day')).toBe('not a day')
  })

  it('shows nothing of a value that is not of the field’s type', () => {
    expect(valueWords(field('money'), 'much', context)).toBe('')
    expect(valueWords(field('number'), true, context)).toBe('')
  })
})

describe('links from data', () => {
  it('lead only to mail, phone and the web', () => {
    expect(valueHref(field('email'), 'anna@example.com')).toBe('mailto:anna@example.com')
    expect(valueHref(field('phone'), '(5) 555-4729 ext. 3')).toBe('tel:55554729')
    expect(valueHref(field('text'), 'https://example.com/a b')).toBe('https://example.com/a%20b')
  })

  it.each([
    ['text', 'javascript:alert(1)'],
    ['text', ' https://example.com'],
    ['text', 'data:text/html,x'],
    ['text', 'Berlin'],
    ['email', 'anna@example.com?subject=<x'],
    ['email', 'javascript:alert(1)'],
    ['email', 'a@b@c'],
    ['phone', 'javascript:1'],
    ['number', 'https://example.com'],
  ] as const)('makes none of %s %s', (type, value) => {
    expect(valueHref(field(type), value)).toBeNull()
  })
})
