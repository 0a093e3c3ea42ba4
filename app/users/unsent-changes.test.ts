import { describe, expect, it } from 'vitest'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory.ts'
import { unsentInWords } from './unsent-changes.ts'

const folder = {
  id: 'fld_deals',
  name: 'Deals',
  fields: [{ id: 'stage', name: 'Stage', type: 'text' }],
} as unknown as Folder
const directory = {
  folder: (id: string) => (id === folder.id ? folder : null),
  about: { currency: 'EUR' },
  nameOf: (id: string) => (id === 'pfl_ben' ? 'Ben' : 'somebody'),
} as unknown as Directory
const record = {
  id: 'rec_1',
  title: 'Nordwind',
  portfolio: 'pfl_ben',
  createdAt: '2026-05-03T08:00:00.000Z',
  deleted: null,
  values: { stage: 'Offer' },
}
const given = { id: 'cmd_1', madeAt: '', device: '', until: '', record }

describe('what a device had not sent, in words', () => {
  it('[LIFE-10] names everything that accepting it would change', () => {
    const args = { folderId: folder.id, recordId: record.id, changes: { title: 'Südwind', stage: 'Lost' } }
    expect(unsentInWords({ ...given, type: 'record.edit', args }, directory)).toMatchObject({
      what: 'Name, Stage of “Nordwind” in Deals',
      before: 'Name: Nordwind · Stage: Offer',
      after: 'Name: Südwind · Stage: Lost',
    })
  })

  it('[LIFE-10] names all that a new item would hold', () => {
    const args = {
      folderId: folder.id,
      recordId: record.id,
      record: { title: 'New', portfolio: 'pfl_ben', createdAt: '', values: { stage: 'Offer' } },
    }
    expect(unsentInWords({ ...given, record: null, type: 'record.create', args }, directory).after).toBe(
      'New · Who looks after: Ben · Stage: Offer',
    )
  })
})
