import { describe, expect, it } from 'vitest'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
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

const later = () => ({ status: 'later' }) as const

describe('what a device had not sent, in words', () => {
  it('[LIFE-10] names everything that accepting it would change', () => {
    const args = { folderId: folder.id, recordId: record.id, changes: { title: 'Südwind', stage: 'Lost' } }
    expect(unsentInWords({ ...given, type: 'record.edit', args }, directory, later)).toMatchObject({
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
    expect(
      unsentInWords({ ...given, record: null, type: 'record.create', args }, directory, later).after,
    ).toBe('New · Who looks after: Ben · Stage: Offer')
  })

  it('[LIFE-10] names what a command would give to whom', () => {
    const row = { email: 'eve@evil.example', role: 'admin', state: 'pending' }
    const accepted = () =>
      ({ status: 'accepted', changes: [{ put: 'user', row: { id: 'usr_eve', ...row } }] }) as never
    const people = { ...directory, data: { tables: { user: new Map() } } } as unknown as Directory
    const args = {
      userId: newId('user'),
      invitationId: newId('invitation'),
      email: row.email,
      role: 'admin',
      workspaces: [],
    }
    const words = unsentInWords({ ...given, record: null, type: 'user.invite', args }, people, accepted)
    expect(words.what).toBe('Invite eve@evil.example')
    expect(words.after).toContain('Role: Admin')
  })
})
