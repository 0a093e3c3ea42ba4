import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AVATAR_COLOURS, avatarColour, initials } from './name-initials.ts'

describe('initials', () => {
  it.each([
    ['Anna Berg', 'AB'],
    ['Anna Maria Berg', 'AB'],
    ['  anna  ', 'A'],
    ['Émile Laurent', 'ÉL'],
    ['émile', 'É'],
    ['דוד לוי', 'דל'],
    ['李小龍', '李'],
    ['anna.berg@northwind.example', 'AB'],
    ['info@northwind.example', 'I'],
    ['(deleted user) 17', 'D1'],
    ['Jean-Luc', 'JL'],
    ["O'Neill, Mary", 'OM'],
    ['👩‍💻 Ada', 'A'],
    ['', '?'],
    ['…', '?'],
    ['@', '?'],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })

  it('are the same for both ways of writing an accent', () => {
    expect(initials('Émile')).toBe(initials('E\u0301mile'))
  })

  it('are never empty, whatever the name', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => initials(name).length > 0))
  })
})

describe('avatarColour', () => {
  it('is one of the tokens and depends on the text alone', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const colour = avatarColour(name)
        expect(Number.isInteger(colour) && colour >= 1 && colour <= AVATAR_COLOURS).toBe(true)
        expect(avatarColour(` ${name.toUpperCase().toLowerCase()} `)).toBe(avatarColour(name.toUpperCase()))
      }),
    )
  })

  it('uses every colour among the ids of a usual organization', () => {
    const used = new Set(Array.from({ length: 200 }, (_, index) => avatarColour(`user-${index}`)))
    expect(used.size).toBe(AVATAR_COLOURS)
  })
})
