import { expect, it } from 'vitest'
import type { HistoryEntry } from '../../shared/protocol/http.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { editAsText } from './edit-words.ts'

const folder = { id: 'fld_deals', name: 'Deals', fields: [{ id: 'stage', name: 'Stage', type: 'choice' }] }
const directory = { folder: () => folder } as unknown as Directory
const edit = (field: string, before: unknown, after: unknown) =>
  editAsText(
    {
      ...{ id: 'e', at: '', actorUserId: null, actorName: '', action: 'record.edit', cause: null },
      ...{ words: `Edit ${field}`, subjects: ['rec_1', folder.id], before, after },
    } satisfies HistoryEntry,
    directory,
  )

it('[AUD-1] an edit is said by what it did', () => {
  expect(edit('stage', 'new', 'won')).toBe('Change Stage of a record in Deals')
  expect(edit('title', 'A', 'B')).toBe('Change the title of a record in Deals')
  expect(edit('portfolio', 'a', 'b')).toBe('Change who looks after a record in Deals')
  expect(edit('deleted', null, '2026-05-04T08:00:00.000Z')).toBe('Put a record in the bin of Deals')
  expect(edit('deleted', '2026-05-04T08:00:00.000Z', null)).toBe('Take a record out of the bin of Deals')
})
