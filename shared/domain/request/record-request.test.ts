import { describe, expect, it } from 'vitest'
import { office } from '../../../tests/world/office.ts'
import { idOf, outcome, type World } from '../../../tests/world/world.ts'
import { meOf, ORGANIZATION } from '../documents/document-name.ts'
import { entriesOf } from '../documents/project.ts'
import type { Restriction } from '../model/membership.ts'
import type { RecordNow } from '../model/record.ts'
import type { Asked, Request } from '../model/request.ts'
import { shownOf } from './record-request.ts'

const REQ = idOf('req', 'one')
const ask = (world: World, by: string, command: Asked, requestId = REQ) =>
  world.do(by, 'request.make', { requestId, command })
const requestOf = (world: World, id = REQ): Request => {
  const request = world.directory.tables.request.get(id)
  if (!request) throw new Error('no such request')
  return request
}

describe('[ROLE-15] asking for a change of a record', () => {
  const folderId = idOf('fld', 'deals')
  const recordId = idOf('rec', 'nordwind')
  const edit = (changes: Record<string, unknown>, id = recordId): Asked => ({
    type: 'record.edit',
    args: { folderId, recordId: id, changes },
  })
  const withRecord = () => {
    const world = office()
    world.must('ada', 'folder.create', {
      ...{ folderId, workspaceId: world.workspace('sales'), name: 'Deals', stage: null },
      fields: [{ id: 'mail', name: 'Mail', type: 'email' }],
    })
    put(world, { title: 'Nordwind', deleted: null, values: { mail: 'a@nordwind.example' } })
    return world
  }
  const put = (world: World, more: Partial<RecordNow>) => {
    const portfolio = world.home('ben', 'sales')
    const before = { id: recordId, title: '', portfolio, createdAt: world.now, deleted: null, values: {} }
    world.directory.records.set(recordId, { ...before, ...world.directory.records.get(recordId), ...more })
  }
  const restrict = (world: World, name: string, ...restrictions: Restriction[]) => {
    const [membership] = world.standing(name).memberships
    if (membership) world.directory.apply([{ put: 'membership', row: { ...membership, restrictions } }])
  }
  const shown = (world: World, ...fields: string[]) => {
    const record = world.directory.records.get(recordId) as RecordNow
    return shownOf(record, { changes: Object.fromEntries(fields.map((field) => [field, null])) })
  }
  const say = (world: World, by: string, seen: unknown) => {
    const { by: asker, command } = requestOf(world)
    return world.do(by, 'request.confirm', { requestId: REQ, by: asker, command, shown: seen })
  }
  const give = (world: World) => edit({ portfolio: world.home('anna', 'sales') })

  it('asks those who see the record and may change it, and shows it to nobody else', () => {
    const world = withRecord()
    expect(outcome(ask(world, 'anna', give(world)))).toBe('accepted')
    const request = requestOf(world)
    expect(request.to.sort()).toEqual(['ada', 'eve', 'max', 'olga'].map(world.user).sort())
    const around = {
      ...{ membershipsOf: () => [], workspacesWithItemsOf: () => [], workspaceOfPortfolio: () => null },
      workspaces: () => [],
    }
    const places = entriesOf('request', request, around).map(({ document }) => document)
    expect(places.sort()).toEqual([...request.to, request.by].map(meOf).sort())
    // Nor one that an earlier version made and this one does not understand.
    const old = { ...request, command: { type: 'record.edit', args: { title: 'Secret' } } }
    expect(entriesOf('request', old, around).map(({ document }) => document)).not.toContain(ORGANIZATION)
  })

  it('is a yes to the record as it was shown, and to nothing else', () => {
    const world = withRecord()
    ask(world, 'anna', give(world))
    const seen = shown(world, 'portfolio')
    for (const less of [undefined, {}, { ...seen, title: 'Südwind' }])
      expect(outcome(say(world, 'max', less))).toBe('changed-meanwhile')
    put(world, { title: 'Südwind' })
    expect(outcome(say(world, 'max', seen))).toBe('changed-meanwhile')
    expect(say(world, 'max', shown(world, 'portfolio'))).toMatchObject({
      cause: REQ,
      changes: expect.arrayContaining([
        expect.objectContaining({
          effect: 'write-record',
          recordId,
          edits: { portfolio: world.home('anna', 'sales') },
        }),
      ]),
    })
  })

  it('tells nothing of the record to somebody who lost the right, and ends with the record', () => {
    const world = withRecord()
    ask(world, 'anna', give(world))
    const seen = shown(world, 'portfolio')
    world.must('ada', 'membership.remove', {
      userId: world.user('max'),
      workspaceId: world.workspace('sales'),
    })
    expect(outcome(say(world, 'max', seen))).toBe('not-allowed')
    expect(outcome(say(world, 'max', {}))).toBe('not-allowed')
    world.directory.records.delete(recordId)
    expect(outcome(say(world, 'olga', seen))).toBe('no-such-record')
  })

  it('puts into the bin when it is confirmed, not on a day that the asker chose', () => {
    const world = withRecord()
    restrict(world, 'anna', 'no-delete')
    expect(outcome(ask(world, 'anna', edit({ deleted: '2020-01-01T00:00:00.000Z' })))).toBe('accepted')
    world.later(3)
    expect(say(world, 'olga', shown(world, 'deleted'))).toMatchObject({
      changes: expect.arrayContaining([expect.objectContaining({ edits: { deleted: world.now } })]),
    })
  })

  it('is no way to learn what others have: not of records that one does not see, nor of contact details', () => {
    const world = withRecord()
    restrict(world, 'anna', 'own-items-only', 'masked-contacts')
    expect(outcome(ask(world, 'anna', edit({ title: 'x' })))).toBe('not-known')
    expect(outcome(ask(world, 'anna', edit({ title: 'x' }, idOf('rec', 'none'))))).toBe('not-known')
    // Who sees all people, and works nowhere.
    expect(outcome(ask(world, 'bill', edit({ title: 'x' })))).toBe('not-known')
    expect(outcome(ask(world, 'carl', edit({ title: 'x' })))).toBe('not-known')
    put(world, { portfolio: world.home('anna', 'sales') })
    // A better address than the hidden one can be proposed, and who may sees both.
    expect(outcome(ask(world, 'anna', edit({ mail: 'b@nordwind.example' })))).toBe('accepted')
    expect(requestOf(world).to).not.toContain(world.user('ben'))
    const record = { title: 'New', portfolio: world.home('ben', 'sales'), createdAt: world.now, values: {} }
    const create = { type: 'record.create', args: { folderId, recordId: idOf('rec', 'new'), record } }
    expect(outcome(ask(world, 'anna', create, idOf('req', 'create')))).toBe('not-askable')
  })
})
