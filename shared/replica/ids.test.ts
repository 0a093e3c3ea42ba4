import { describe, expect, it } from 'vitest'
import { idSchema } from '../domain/model/id.ts'
import { emailKeyOf, newId } from './ids.ts'

describe('ids', () => {
  it('are of their kind and not made twice', () => {
    const made = Array.from({ length: 1_000 }, () => newId('record'))
    expect(made.every((id) => idSchema('record').safeParse(id).success)).toBe(true)
    expect(new Set(made).size).toBe(1_000)
  })
})

describe('the key of an address', () => {
  it.each([
    [' Anna.Berg@Example.COM ', 'anna.berg@example.com'],
    ['anna@MÜNCHEN.de', 'anna@xn--mnchen-3ya.de'],
    ['anna@mu\u0308nchen.de', 'anna@xn--mnchen-3ya.de'],
    ['anna@xn--mnchen-3ya.de', 'anna@xn--mnchen-3ya.de'],
    // No domain of anybody, so nothing is made of it.
    ['anna@127.1', 'anna@127.1'],
    ['anna@exa mple.de', 'anna@exa mple.de'],
    ['anna@host:80/x', 'anna@host:80/x'],
    ['anna', 'anna'],
  ])('[INV-8] of %j is %j', (typed, key) => {
    expect(emailKeyOf(typed)).toBe(key)
  })
})
