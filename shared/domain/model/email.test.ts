import { describe, expect, it } from 'vitest'
import { emailSchema } from './email.ts'

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
