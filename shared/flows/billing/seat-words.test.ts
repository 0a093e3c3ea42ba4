import { describe, expect, it } from 'vitest'
import { directoryOf } from '../../../tests/world/directory-of.ts'
import { World } from '../../../tests/world/world.ts'
import { Directory } from '../../replica/directory/directory.ts'
import { SAME_DAY, seatLine, seatNotes, seatRoom } from './seat-words.ts'

const world = new World({
  ada: { role: 'admin' },
  anna: { levels: { sales: 'agent' } },
  ben: { levels: { sales: 'agent' } },
  nora: { levels: { sales: 'agent' }, pending: true },
})
world.must('ada', 'billing.edit', { seatPrice: 900 })
const directory = () => directoryOf(world, 'ada')
const person = (name: string) => directory().user(world.user(name))

describe('seats and prices in words', () => {
  it('[INV-7] [LIFE-4] say what one more costs, and the same-day rule', () => {
    const words =
      'they take a seat: €9.00 a month. Who has a seat at the end of the day counts: a seat freed the same day costs nothing.'
    expect(seatLine(directory().about, 'When they accept,')).toBe(`When they accept, ${words}`)
  })

  it('[INV-7] name no price where it may not be known, and do where Owners add people', () => {
    const { data } = directory()
    const about = { id: '', name: 'Acme', timeZone: 'UTC', currency: 'EUR', ownersAddSeats: false }
    const owner = (more: object) =>
      new Directory({
        ...data,
        tables: { ...data.tables, organization: new Map() },
        held: new Set(),
        about: { ...about, ...more },
      })
    expect(seatLine(owner({}).about, 'Then')).toBe(`Then they take a seat. ${SAME_DAY}`)
    expect(seatLine(owner({ seatPrice: 900 }).about, 'Then')).toContain('€9.00 a month')
    expect(seatRoom(owner({ seatLimit: 20 }), 1)?.words).toBe('The organization has 20 seats at most.')
  })

  it('[HAND-6] [HAND-11] tell what a handover does to them', () => {
    const notes = (to: string, afterwards: 'stay' | 'block' | 'deactivate') =>
      seatNotes(directory(), person('anna'), person(to), afterwards)
    expect(notes('ben', 'stay')).toEqual(['No seat is taken or freed.'])
    expect(notes('ben', 'block')).toEqual(['anna keeps the seat while blocked: €9.00 a month.'])
    expect(notes('ben', 'deactivate')).toEqual(['anna’s seat becomes free: €9.00 a month.', SAME_DAY])
    expect(notes('nora', 'deactivate')).toEqual([
      'nora takes a seat when accepting: €9.00 a month.',
      'anna’s seat becomes free: €9.00 a month.',
      SAME_DAY,
    ])
  })

  it('[BILL-3] say beforehand whether there is room', () => {
    expect(seatRoom(directory(), 1)).toBeNull()
    const room = (limit: number, more: number) => {
      world.must('ada', 'organization.limit-seats', { limit })
      return seatRoom(directory(), more)
    }
    expect(room(10, 1)).toEqual({ tone: 'info', words: '3 of 10 seats are taken, 1 more reserved.' })
    expect(room(4, 1)).toMatchObject({ tone: 'warning' })
    expect(room(3, 0)?.words).toMatch(/^All 3 seats are taken/)
  })
})
