import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PackedStrings } from './packed-strings.ts'

/** Some are common, so that they are added and looked for more than once; the alphabet has letters of one and two bytes. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '漢'), maxLength: 5 })

it('[REC-3] finds each string by its number and the other way round, also after it was stored in another order', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), fc.array(word), (words, others) => {
      let strings = new PackedStrings()
      const added: string[] = []
      for (const [i, one] of words.entries()) {
        expect(strings.indexOf(one)).toBe(added.indexOf(one))
        if (!added.includes(one)) added.push(one)
        expect(strings.place(one)).toBe(added.indexOf(one))
        if (i !== 30) continue
        const order = Uint32Array.from(added, (_one, at) => added.length - 1 - at)
        strings = PackedStrings.fromRow(structuredClone(strings.toRow(order)))
        added.reverse()
      }
      expect(Array.from(added, (_one, i) => strings.at(i))).toEqual(added)
      for (const one of [...words, ...others]) expect(strings.indexOf(one)).toBe(added.indexOf(one))
    }),
  )
})

it('[REC-3] takes in many', () => {
  const strings = new PackedStrings()
  for (let i = 0; i < 5_000; i++) strings.place(`rec_${i}`)
  for (const i of [0, 999, 1_000, 4_999]) expect(strings.indexOf(`rec_${i}`)).toBe(i)
  expect(strings.length).toBe(5_000)
})
