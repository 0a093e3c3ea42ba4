import { beforeEach, describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import type { Restriction } from '../model/membership.ts'

let world: World
const folderId = idOf('fld', 'deals')
const recordId = idOf('rec', 'nordwind')
beforeEach(() => {
  world = new World({
    ada: { role: 'admin' },
    ben: { levels: { sales: 'agent' } },
    gus: { levels: { sales: 'agent' } },
    zoe: { levels: { service: 'agent' } },
  })
  const fields = [
    { id: 'mail', name: 'Mail', type: 'email' },
    { id: 'note', name: 'Note', type: 'text' },
  ]
  const workspaceId = world.workspace('sales')
  world.must('ada', 'folder.create', { folderId, workspaceId, name: 'Deals', fields, stage: null })
  world.directory.records.set(recordId, {
    id: recordId,
    title: 'Nordwind',
    portfolio: world.home('ben', 'sales'),
    createdAt: world.now,
    deleted: null,
    values: { mail: 'a@nordwind.example' },
  })
})

const restrict = (name: string, ...restrictions: Restriction[]) => {
  const membership = world.standing(name).memberships[0]
  if (membership) world.directory.apply([{ put: 'membership', row: { ...membership, restrictions } }])
}
const edit = (by: string, changes: Record<string, unknown>) =>
  world.do(by, 'record.edit', { folderId, recordId, changes })
const create = (by: string, portfolio: string, values: Record<string, unknown> = {}) =>
  world.do(by, 'record.create', {
    folderId,
    recordId: world.newId('rec'),
    record: { title: 'Südwind', portfolio, createdAt: world.now, values },
  })

describe('content by the second door', () => {
  it('[ROLE-3] is judged as at the first: by level, field and who looks after it', () => {
    expect(edit('gus', { note: 'call' })).toEqual({
      status: 'accepted',
      changes: [{ effect: 'write-record', folderId, recordId, edits: { note: 'call' } }],
    })
    expect(outcome(edit('zoe', { note: 'call' }))).toBe('not-allowed')
    expect(outcome(edit('gus', { fax: '1' }))).toBe('no-such-field')
    expect(outcome(edit('gus', { portfolio: world.home('gus', 'sales') }))).toBe('not-allowed')
    expect(outcome(edit('ben', { portfolio: world.home('gus', 'sales') }))).toBe('accepted')
    expect(outcome(edit('ben', { portfolio: world.home('zoe', 'service') }))).toBe('no-such-portfolio')
    expect(outcome(create('ben', world.home('ben', 'sales')))).toBe('accepted')
    expect(outcome(create('zoe', world.home('ben', 'sales')))).toBe('not-allowed')
    expect(outcome(create('ben', world.home('ben', 'sales'), { note: 7 }))).toBe('bad-value')
  })

  it('writes all of it or nothing, and nothing that is so already', () => {
    expect(edit('ben', { title: 'Nordwind', note: 'call' })).toMatchObject({
      changes: [{ edits: { note: 'call' } }],
    })
    expect(edit('ben', { title: 'Nordwind' })).toEqual({ status: 'accepted', changes: [] })
    expect(outcome(edit('ben', { note: 'call', fax: '1' }))).toBe('no-such-field')
  })

  it('[ROLE-10] with their own items only, others’ can’t be edited, binned or taken', () => {
    restrict('gus', 'own-items-only')
    for (const changes of [
      { note: 'mine' },
      { deleted: world.now },
      { portfolio: world.home('gus', 'sales') },
    ])
      expect(outcome(edit('gus', changes))).toBe('not-allowed')
    restrict('ben', 'own-items-only')
    for (const changes of [
      { note: 'mine' },
      { deleted: world.now },
      { portfolio: world.home('gus', 'sales') },
    ])
      expect(outcome(edit('ben', changes))).toBe('accepted')
  })

  it('[ROLE-10] who sees no others’ items is not told whether there is one', () => {
    restrict('gus', 'own-items-only')
    const missing = idOf('rec', 'missing')
    for (const changes of [
      { note: 'call' },
      { deleted: world.now },
      { portfolio: world.home('gus', 'sales') },
    ])
      for (const by of ['gus', 'zoe'])
        expect(world.do(by, 'record.edit', { folderId, recordId: missing, changes })).toEqual(
          edit(by, changes),
        )
    expect(
      outcome(world.do('ben', 'record.edit', { folderId, recordId: missing, changes: { note: '' } })),
    ).toBe('no-such-record')
  })

  it('[ROLE-10] contact details that are hidden can’t be written over, but given to what is new', () => {
    restrict('ben', 'masked-contacts')
    expect(outcome(edit('ben', { mail: 'b@nordwind.example' }))).toBe('hidden')
    expect(outcome(edit('ben', { note: 'call' }))).toBe('accepted')
    expect(outcome(create('ben', world.home('ben', 'sales'), { mail: 'c@sudwind.example' }))).toBe('accepted')
  })
})
