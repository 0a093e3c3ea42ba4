import { describe, expect, it } from 'vitest'
import { emailKey, emailSchema } from './email.ts'

const takes = (typed: string) => emailSchema.safeParse(typed).success

describe('addresses', () => {
  it.each([
    'anna@orbis.test',
    ' Anna.Berg+x@mail.orbis-group.co.uk ',
    'anna@bücher.de',
    'анна@почта.рф',
    "o'neil/sales@orbis.test",
    'a@b.co',
  ])('[INV-8] may be %s', (typed) => expect(takes(typed)).toBe(true))

  it.each([
    'anna',
    'anna@orbis',
    'anna@orbis.',
    'anna@.test',
    'anna@orbis..test',
    'anna@orbis.test/evil.test',
    'anna@orbis.test?x.evil.test',
    'anna@orbis.test#evil.test',
    'anna@orbis%2etest.evil.test',
    'anna@orbis.test\nBcc: all@orbis.test',
    'anna@orbis.test,ben@orbis.test',
    `anna@${'a.'.repeat(200)}test`,
  ])('[INV-8] may not be %s', (typed) => expect(takes(typed)).toBe(false))

  it('are told from others in no more time than they are long', () => {
    expect(takes(`a@${'a'.repeat(251)}!`)).toBe(false)
    expect(takes(`a@${'a.'.repeat(120)}a!`)).toBe(false)
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
    // What a parser makes of other signs must not lead to somebody else's domain.
    ['anna@firm.com／x.münchen.de', 'anna@firm.com／x.münchen.de'],
    ['anna', 'anna'],
  ])('[INV-8] of %j is %j', (typed, key) => {
    expect(emailKey(typed)).toBe(key)
  })
})
