import { describe, expect, it } from 'vitest'
import { idOf, outcome, World } from '../../../tests/world/world.ts'
import type { Folder } from '../model/folder.ts'
import type { RecordNow } from '../model/record.ts'
import { employeeFieldsOf, employeeFolder } from './employee-folder.ts'
import { employeeRecordId, follow, oldestFree } from './employee-record.ts'

const NOW = '2026-05-04T08:00:00.000Z'
const folder = employeeFolder(idOf('fld', 'employees'), idOf('wsp', 'staff'), NOW)
const fields = employeeFieldsOf(folder) ?? {
  email: '',
  user: '',
  phone: null,
  position: null,
  joined: null,
  left: null,
}

const record = (id: string, createdAt: string, more: Partial<RecordNow> = {}): RecordNow => ({
  ...{ id, title: id, portfolio: idOf('pfo', 'staff'), createdAt, deleted: null, values: {} },
  ...more,
})

describe('[USR-5] which Employee record is a user’s', () => {
  it('of three with the address the oldest that is nobody’s and not in the bin, whatever their order', () => {
    const [young, middle, old] = [
      record('young', '2026-03-01T00:00:00.000Z'),
      record('middle', '2026-02-01T00:00:00.000Z', { values: { user: null } }),
      // Earlier than the second, though it comes later in the order of letters.
      record('old', '2026-01-31T23:00:00Z'),
    ]
    expect(oldestFree([young, old, middle], fields)?.id).toBe('old')
    const taken = { ...old, values: { user: idOf('usr', 'ben') } }
    expect(oldestFree([taken, young, middle], fields)?.id).toBe('middle')
    expect(oldestFree([taken, young, { ...middle, deleted: NOW }], fields)?.id).toBe('young')
    expect(oldestFree([taken], fields)).toBeNull()
  })

  it('is made under an id that follows from folder and user', () => {
    const [a, b] = [idOf('usr', 'anna'), idOf('usr', 'ben')]
    expect(employeeRecordId(folder.id, a)).toBe(employeeRecordId(folder.id, a))
    expect(new Set([employeeRecordId(folder.id, a), employeeRecordId(folder.id, b)]).size).toBe(2)
    expect(employeeRecordId(folder.id, a)).toMatch(/^rec_[\w-]{22}$/)
  })
})

describe('[USR-5] what is written into it', () => {
  const theirs = record('one', NOW, { title: 'Anna', values: { email: 'ANNA@München.de', phone: '112' } })

  it('is what stands there as it was written, or where nothing stands; the same address typed otherwise is the same', () => {
    const wishes = { title: 'Anna Berg', email: 'anna@xn--mnchen-3ya.de', phone: '115', position: 'Sales' }
    const first = follow(theirs, fields, wishes, { title: 'Anna' })
    expect(first.edits).toEqual({ title: 'Anna Berg', position: 'Sales' })
    expect(first.kept).toEqual({ title: 'Anna Berg', email: 'ANNA@München.de', position: 'Sales' })
    const second = follow(theirs, fields, { ...wishes, email: 'anna@orbis.test' }, first.kept)
    expect(second.edits).toEqual({ email: 'anna@orbis.test' })
  })

  it('goes into the fields of a folder that was there, if it has one for an address and one for a person', () => {
    const field = (id: string, type: 'text' | 'email' | 'person', archived = false) => ({
      ...{ id, name: id, type },
      ...(archived && { archived }),
    })
    const of = (...all: Folder['fields']) => employeeFieldsOf({ kind: 'records', fields: all })
    expect(of(field('mail', 'email'), field('who', 'person'), field('left', 'text'))).toEqual({
      ...{ email: 'mail', user: 'who' },
      ...{ phone: null, position: null, joined: null, left: null },
    })
    expect(of(field('mail', 'email'), field('who', 'person', true))).toBeNull()
    expect(of(field('email', 'text'), field('who', 'person'))).toBeNull()
  })
})

describe('[USR-5] keeping Employee records', () => {
  const office = () =>
    new World({
      ada: { role: 'admin', levels: { sales: 'owner' } },
      una: { role: 'user-admin' },
      ben: { levels: { service: 'manager' } },
    })
  const args = {
    folderId: folder.id,
    portfolioId: idOf('pfo', 'staff'),
    workspace: { workspaceId: idOf('wsp', 'staff'), tasksFolderId: idOf('fld', 'tasks') },
  }

  it('is for an Admin to say, makes a place where nobody is a member, and can be said once', () => {
    const world = office()
    expect(outcome(world.do('una', 'employees.keep', args))).toBe('not-allowed')
    expect(outcome(world.do('ben', 'employees.keep', args))).toBe('not-allowed')
    expect(outcome(world.do('ada', 'employees.keep', args))).toBe('accepted')
    expect(
      world.directory.all('membership').filter((m) => m.workspaceId === args.workspace.workspaceId),
    ).toEqual([])
    expect(outcome(world.do('ada', 'employees.keep', args))).toBe('already-kept')
    expect(outcome(world.do('ada', 'employees.stop', {}))).toBe('accepted')
  })

  it('in a folder that is there takes the Admins’ memberships away, and nobody else may work there', () => {
    const world = office()
    const open = (id: string, workspace: string) =>
      world.must('ada', 'folder.create', {
        ...{ folderId: idOf('fld', id), workspaceId: idOf('wsp', workspace), name: 'People', stage: null },
        fields: folder.fields,
      })
    open('here', 'sales')
    open('there', 'service')
    const keep = (id: string) =>
      outcome(world.do('ada', 'employees.keep', { folderId: idOf('fld', id), portfolioId: idOf('pfo', id) }))
    expect(keep('there')).toBe('people-work-there')
    expect(keep('gone')).toBe('no-folder')
    expect(keep('here')).toBe('accepted')
    expect(world.directory.all('membership').filter((m) => m.workspaceId === idOf('wsp', 'sales'))).toEqual(
      [],
    )
    expect(outcome(world.do('ada', 'employees.stop', {}))).toBe('accepted')
    // The second time its portfolio is there.
    expect(keep('here')).toBe('accepted')
  })
})
