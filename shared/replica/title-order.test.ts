import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inTitleOrder, sortByTitle } from './title-order.ts'

const MANY = 2_000
/** Letters beside each other and far apart, and the ends of what is sorted as numbers. */
const title = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', 'ü', 'ý', 'þ', 'ÿ', 'Ā', '漢', '😀', '\0'),
  maxLength: 7,
})

it('sorts many titles as comparing each with each would, whatever they begin with', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('', 'customer ', '漢'),
      fc.array(title, { minLength: 1, maxLength: 60 }),
      (begin, some) => {
        const entries = Array.from({ length: MANY }, (_, i) => ({
          id: `rec_${(i * 7919) % MANY}`,
          titleKey: begin + (some[i % some.length] ?? '') + (i % 3 === 0 ? '' : i % 50),
        }))
        expect(sortByTitle(entries)).toEqual(entries.toSorted(inTitleOrder))
      },
    ),
    { numRuns: 30 },
  )
})
