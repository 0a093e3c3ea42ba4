import { describe, expect, it } from 'vitest'
import { exportTable } from './export-table.ts'

describe('[REC-4] records as a table', () => {
  const record = { id: 'r', title: 'Oil', portfolio: 'p', createdAt: '', deleted: null, values: {} }

  it('has title, owner and the fields in their order, without archived ones and without the bin', () => {
    const table = exportTable({
      fields: [
        { id: 'n', name: 'Sum', type: 'money' },
        { id: 'old', name: 'Old', type: 'text', archived: true },
        { id: 'w', name: 'Who', type: 'person' },
        { id: 'toString', name: 'T', type: 'text' },
      ],
      records: [
        { ...record, values: { n: -5, old: 'x', w: 'usr_1' } },
        { ...record, title: 'Gone', deleted: '2024-01-01' },
        { ...record, title: 'Bare', values: { n: null } },
      ],
      ownerOf: (portfolio) => `owner of ${portfolio}`,
      personOf: (user) => `name of ${user}`,
    })
    expect(table).toEqual({
      header: ['Name', 'Looked after by', 'Sum', 'Who', 'T'],
      rows: [
        ['Oil', 'owner of p', '-5', 'name of usr_1', ''],
        ['Bare', 'owner of p', '', '', ''],
      ],
      numericColumns: [2],
    })
  })
})
