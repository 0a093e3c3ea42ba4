import { expect, it } from 'vitest'
import { keptUntilInWords } from './kept-until.ts'

const deleted = '2026-05-03T12:00:00.000Z'
const on = (day: string) => keptUntilInWords(deleted, Date.parse(`${day}T13:00:00.000Z`))

it('[REC-5] says until when a deleted record is kept, and how many days that is', () => {
  expect(on('2026-05-03')).toBe('2 June (in 30 days)')
  expect(on('2026-05-21')).toBe('2 June (in 12 days)')
  expect(on('2026-06-01')).toBe('2 June (tomorrow)')
  expect(on('2026-06-02')).toBe('today')
})
