import { describe, expect, it } from 'vitest'
import { type Draft, leaving, shownDraft, typed } from './draft.ts'

/** Types the texts one after the other, while `stored` stays. */
const type = (stored: string, ...texts: string[]): Draft | null =>
  texts.reduce<Draft | null>((draft, text) => typed(draft, stored, text), null)

describe('a field being typed in', () => {
  it('shows what is stored until somebody types', () => {
    expect(shownDraft(null, 'Berlin')).toEqual({ text: 'Berlin', theirs: null })
    expect(shownDraft(type('Berlin', 'Berlin'), 'Bonn')).toEqual({ text: 'Bonn', theirs: null })
  })

  it('[REC-2] keeps what is typed when somebody else changes the value, and shows theirs beside it', () => {
    const draft = type('Berlin', 'Ber', 'Bergen')
    expect(shownDraft(draft, 'Bonn')).toEqual({ text: 'Bergen', theirs: 'Bonn' })
    expect(leaving(draft, 'Bonn')).toBe('ask')
  })

  it('saves when only oneself changed it, and has nothing to save when it is as stored', () => {
    expect(leaving(type('Berlin', 'Bergen'), 'Berlin')).toBe('save')
    expect(leaving(type('Berlin', 'Bergen', 'Berlin'), 'Berlin')).toBe('nothing')
    expect(leaving(type('Berlin', 'Bonn'), 'Bonn')).toBe('nothing')
    expect(leaving(null, 'Berlin')).toBe('nothing')
  })

  it('begins anew on the new value after what was typed was taken back', () => {
    const draft = typed(type('Berlin', 'Bergen', 'Berlin'), 'Bonn', 'Bonnie')
    expect(draft).toEqual({ text: 'Bonnie', base: 'Bonn' })
    expect(leaving(draft, 'Bonn')).toBe('save')
  })
})
