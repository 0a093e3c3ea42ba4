import { describe, expect, it } from 'vitest'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import { gatherEntries } from './gather-entries.ts'

const entry = (id: string, more: Partial<HistoryEntry>): HistoryEntry => ({
  id,
  at: '2026-01-01T00:00:00.000Z',
  actorUserId: 'usr_1',
  actorName: 'Anna',
  action: 'record.create',
  words: 'Create an item',
  cause: null,
  subjects: [`rec_${id}`, 'fld_1'],
  before: null,
  after: null,
  ...more,
})

describe('records created one after the other', () => {
  it('are one line as long as person and folder stay the same', () => {
    const gathered = gatherEntries([
      entry('1', {}),
      entry('2', {}),
      entry('3', { actorUserId: 'usr_2' }),
      entry('4', { action: 'record.edit', words: 'Edit title' }),
      entry('5', { action: 'record.edit', words: 'Edit title' }),
      entry('6', { subjects: ['rec_6', 'fld_2'] }),
      entry('7', { action: 'user.invite', words: 'Create trouble' }),
    ])
    expect(gathered.map(({ entry: { id }, times }) => [id, times])).toEqual([
      ['1', 2],
      ['3', 1],
      ['4', 1],
      ['5', 1],
      ['6', 1],
      ['7', 1],
    ])
  })
})

it('[HAND-20] changes of address that were started together are one line', () => {
  const start = (id: string, cause: string) => entry(id, { action: 'switch.start', cause, subjects: [] })
  const gathered = gatherEntries([
    start('1', 'bat_1'),
    start('2', 'bat_1'),
    start('3', 'bat_2'),
    start('4', 'hov_1'),
    start('5', 'hov_1'),
    entry('6', { action: 'handover.call-off', cause: 'bat_1' }),
    entry('7', { action: 'handover.call-off', cause: 'bat_1' }),
  ])
  expect(gathered.map(({ entry: { id }, times }) => `${id}×${times}`)).toEqual([
    '1×2',
    '3×1',
    '4×1',
    '5×1',
    '6×1',
    '7×1',
  ])
})
