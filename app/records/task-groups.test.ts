import { describe, expect, it } from 'vitest'
import type { RecordRow } from '../../shared/replica/replica.ts'
import { dayOf, groupTasks, isDone } from './task-groups.ts'

const task = (id: string, due: string | null): RecordRow => ({
  id,
  title: id,
  portfolio: 'pfo',
  createdAt: '2026-01-01T00:00:00.000Z',
  deleted: null,
  values: { due },
  folderId: 'fld',
  open: true,
  saved: 'saved',
})

describe('tasks by when they are due', () => {
  it('are overdue, today, later or without a date, soonest first', () => {
    const tasks = [
      task('later', '2026-12-01'),
      task('never', null),
      task('today', '2026-03-02'),
      task('yesterday', '2026-03-01'),
      task('long ago', '2025-03-01'),
    ]
    const groups = groupTasks(tasks, '2026-03-02').map(({ group, tasks: inIt }) => [
      group,
      inIt.map((one) => one.id),
    ])
    expect(groups).toEqual([
      ['overdue', ['long ago', 'yesterday']],
      ['today', ['today']],
      ['later', ['later']],
      ['no-date', ['never']],
    ])
  })

  it('are done when the field says so, and not by a value of another type', () => {
    expect(isDone({ values: { done: 'done' } })).toBe(true)
    expect(isDone({ values: { done: null } })).toBe(false)
    expect(isDone({ values: {} })).toBe(false)
  })

  it('count days as the device does', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })
})
