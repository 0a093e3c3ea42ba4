import { describe, expect, it } from 'vitest'
import { taskFolder } from '../../shared/domain/model/task-fields.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import { partsOf } from './breakdown.ts'

const tasks = taskFolder('fld_tasks00000000000', 'wsp_sales00000000000', '2026-01-01T00:00:00.000Z')
const deals: Folder = {
  ...tasks,
  kind: 'records',
  fields: [{ id: 'stage', name: 'Stage', type: 'choice', choices: ['new', 'talking', 'won'] }],
  stage: { fieldId: 'stage', won: ['won'], lost: [] },
}
const rows = (...values: Record<string, string>[]) => values.map((one) => ({ values: one }))

describe('[USR-8] what somebody looks after', () => {
  it('counts tasks that are open, overdue and done; what is due today is not late', () => {
    const found = partsOf(
      tasks,
      rows({ due: '2026-05-03' }, { due: '2026-05-04' }, {}, { due: '2026-05-01', done: 'done' }),
      '2026-05-04',
    )
    expect(found).toEqual([
      { label: 'Open', count: 3 },
      { label: 'Overdue', count: 1, isLate: true },
      { label: 'Done', count: 1 },
    ])
  })

  it('counts records by stage, in the order of the choices, archived ones after them', () => {
    const found = partsOf(
      deals,
      rows({ stage: 'won' }, { stage: 'new' }, { stage: 'new' }, { stage: 'old' }, {}),
      '',
    )
    expect(found).toEqual([
      { label: 'new', count: 2 },
      { label: 'won', count: 1 },
      { label: 'old', count: 1 },
      { label: 'without a stage', count: 1 },
    ])
    expect(partsOf({ ...deals, stage: null }, rows({}), '')).toEqual([])
  })
})
