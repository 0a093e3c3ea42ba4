import { describe, expect, it } from 'vitest'
import { dateInWords, timeInWords } from './time-in-words.ts'

const now = new Date(2026, 4, 20, 14, 30).getTime() // in the device's time zone, as the words are
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const words = (at: number) => timeInWords(at, now).words

describe('timeInWords', () => {
  it.each([
    [now, 'just now'],
    [now - 44_000, 'just now'],
    [now + 5_000, 'just now'],
    [now - 60_000, '1 minute ago'],
    [now - 3 * MINUTE, '3 minutes ago'],
    [now - 2 * HOUR, '2 hours ago'],
    [now + 2 * HOUR, 'in 2 hours'],
    [new Date(2026, 4, 20, 0, 10).getTime(), '14 hours ago'],
    [new Date(2026, 4, 19, 1, 0).getTime(), 'yesterday'],
    [new Date(2026, 4, 21, 23, 0).getTime(), 'tomorrow'],
    [new Date(2026, 4, 15, 9, 0).getTime(), '5 days ago'],
    [new Date(2026, 4, 3, 9, 0).getTime(), '3 May'],
    [new Date(2024, 4, 3, 9, 0).getTime(), '3 May 2024'],
  ])('%i is %j', (at, expected) => {
    expect(words(at)).toBe(expected)
  })

  it('counts hours across midnight while it is near', () => {
    const night = new Date(2026, 4, 20, 1, 0).getTime()
    expect(timeInWords(night - 3 * HOUR, night).words).toBe('3 hours ago')
  })

  it('says when to look again, and never for a date', () => {
    expect(timeInWords(now - 10_000, now).changesIn).toBe(35_000)
    expect(timeInWords(now - 40 * 24 * HOUR, now).changesIn).toBeNull()
    for (let age = 0; age < 6 * 24 * HOUR; age += 17 * MINUTE) {
      expect(timeInWords(now - age, now).changesIn).toBeGreaterThan(0)
    }
  })
})

describe('dateInWords', () => {
  it('names the year only when it is another', () => {
    expect(dateInWords(new Date(2025, 11, 31).getTime(), now)).toBe('31 December 2025')
    expect(dateInWords(new Date(2026, 0, 1).getTime(), now)).toBe('1 January')
  })
})
