import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { rowKey, type Rows, type Table } from '../decide/change.ts'
import type { Handover } from '../model/handover.ts'
import { homePortfolio } from '../model/portfolio.ts'
import { EMPTY_PROFILE, type User } from '../model/user.ts'
import { fieldNumber } from './field-numbers.ts'
import { userName } from './project.ts'
import { SCHEMAS, storedRow, wholeRow } from './stored-row.ts'

const id = (kind: string, name: string) => `${kind}_${name.padEnd(22, '0')}`
const AT = '2026-05-03T10:00:00.000Z'
const anna: User = {
  ...EMPTY_PROFILE,
  ...{ id: id('usr', 'anna'), name: 'Anna', email: 'Anna@orbis.example', emailKey: 'anna@orbis.example' },
  ...{ formerly: [], role: 'member', state: 'active', createdAt: AT, joinedAt: AT },
  ...{ leftAt: null, lastActiveAt: null },
}
const count = {
  workspaceId: id('wsp', 'a'),
  folderId: id('fld', 'a'),
  kind: 'records' as const,
  open: 0,
  all: 7,
}
const common = {
  ...{ startedBy: anna.id, startedAt: AT, doneAt: null, endedBy: null },
  reasons: [{ code: 'x', message: '' }],
}
const handover: Handover = {
  ...{ ...common, id: id('hov', 'a'), kind: 'handover', state: 'waiting', stateBefore: null, report: null },
  plan: {
    ...{ from: null, to: anna.id, shown: null, afterwards: 'stay', newHomes: [], access: [], unassigned: [] },
    moves: [{ portfolioId: id('pfo', 'a'), expectedHolder: null }],
  },
}
const change: Handover = {
  ...{
    ...common,
    id: id('hov', 'b'),
    kind: 'switch',
    state: 'done',
    userId: anna.id,
    oldEmail: 'a@b.example',
  },
  ...{ newEmail: 'b@b.example', newName: '', invitationId: null, approvedBy: null, kept: [count] },
}

/** One row of each table, with as much that is empty, absent or odd as it can have. */
const ROWS: { [T in Table]: Rows[T][] } = {
  user: [anna, { ...anna, formerNames: ['Ann'], photo: id('pho', 'a'), shared: true, leftAt: AT }],
  organization: [
    {
      ...{ id: id('org', 'a'), name: 'Orbis', address: '', timeZone: 'Europe/Berlin', currency: 'EUR' },
      ...{ ownerUserId: anna.id, ownersAddSeats: false, seatPrice: 0, seatLimit: null, billingName: '' },
      ...{ billingEmail: '', deletion: null, createdAt: AT, recognisedDomains: [] },
      ownerClaim: { by: anna.id, at: AT },
    },
  ],
  workspace: [{ id: id('wsp', 'a'), name: 'Sales', createdAt: AT, archivedAt: null }],
  membership: [{ userId: anna.id, workspaceId: id('wsp', 'a'), level: 'agent', restrictions: [] }],
  folder: [
    {
      ...{ id: id('fld', 'a'), workspaceId: id('wsp', 'a'), name: 'Deals', kind: 'records', createdAt: AT },
      fields: [{ id: 'a', name: 'A', type: 'choice', choices: [], archived: false }],
      ...{ stage: { fieldId: 'a', won: [], lost: [''] }, archivedAt: null },
    },
  ],
  portfolio: [homePortfolio(id('pfo', 'a'), id('wsp', 'a'), anna.id, AT)],
  invitation: [
    {
      ...{ id: id('inv', 'a'), userId: anna.id, purpose: 'join', handoverId: null, email: '', emailKey: '' },
      ...{ invitedBy: anna.id, createdAt: AT, expiresAt: AT, state: 'pending' },
    },
  ],
  handover: [handover, change, { ...handover, plan: { ...handover.plan, shown: [], from: anna.id } }],
  seatMonth: [{ id: '2026-05', days: [{ day: '2026-05-01', seats: 0, price: 0, currency: 'EUR' }] }],
  invoice: [
    {
      ...{ id: '2026-05-USD', month: '2026-05', currency: 'USD', issuedAt: AT, organizationName: 'Orbis' },
      ...{ organizationAddress: '', days: [], lines: [], total: 0 },
    },
  ],
  signIn: [
    { id: anna.id, codesAllowed: false, claim: { id: id('clm', 'a'), email: '', name: '', askedAt: AT } },
  ],
  request: [
    {
      ...{ id: id('req', 'a'), by: anna.id, to: [], state: 'open', madeAt: AT, until: AT, word: '' },
      // Of a command nothing is known here, and 0 is another field's number elsewhere.
      command: { type: 'x', args: { values: { 0: null, at: AT, empty: [] } } },
      ...{ answeredBy: null, answeredAt: null },
    },
  ],
}
const all = Object.entries(ROWS).flatMap(([table, rows]) =>
  rows.map((row) => ({ key: `${table}/${rowKey(table as Table, row as never)}`, row })),
)

describe('a row in a directory document', () => {
  it('comes out as it went in', () => {
    for (const { key, row } of all)
      expect(wholeRow('organization', key, storedRow('organization', key, row))).toEqual(row)
  })

  it('is read where it was written whole, as all were before', () => {
    for (const { key, row } of all) expect(wholeRow('organization', key, row)).toEqual(row)
    // Before there were photos and shared addresses.
    const { photo: _, shared: __, ...before } = anna
    expect(wholeRow('organization', `user/${anna.id}`, before)).toEqual(anna)
  })

  it('says no more of somebody or of the organization than was told', () => {
    const inNames = storedRow('names/wsp_a', `user/${anna.id}`, userName(anna))
    expect(wholeRow('names/wsp_a', `user/${anna.id}`, inNames)).toEqual(userName(anna))
    const { id: organizationId, name } = ROWS.organization[0]!
    for (const told of [
      { id: organizationId, name },
      { id: organizationId, name, ownersAddSeats: false, seatPrice: 0 },
    ]) {
      const key = `organization/${organizationId}`
      expect(wholeRow('staff/wsp_a', key, storedRow('staff/wsp_a', key, told))).toEqual(told)
    }
  })

  it('has its texts as they are, so that erasing finds them in the bytes (LIFE-6)', () => {
    const stored = JSON.stringify(storedRow('organization', `user/${anna.id}`, anna))
    for (const text of [anna.name, anna.email, anna.emailKey]) expect(stored).toContain(text)
    // Neither its id, which the key says, nor what is empty.
    for (const text of [anna.id, 'null', '[]']) expect(stored).not.toContain(text)
  })

  it('keeps moments that are written in another way, entries of no table, and fields that the model does not know', () => {
    const odd = { ...anna, createdAt: '2026-05-03T10:00:00Z', since2: 0 }
    const key = `user/${anna.id}`
    expect(wholeRow('organization', key, storedRow('organization', key, odd))).toEqual(odd)
    expect(wholeRow('organization', 'forgotten/', storedRow('organization', 'forgotten/', 'mark'))).toBe(
      'mark',
    )
  })
})

it('every field has a number of its own, no name is taken for one, and numbers given once stay', () => {
  const names = new Set(Object.values(SCHEMAS).flatMap(namesIn))
  const numbers = [...names].map(fieldNumber)
  expect([...names].filter((name) => fieldNumber(name) === undefined)).toEqual([])
  expect(new Set(numbers).size).toBe(names.size)
  expect([...names].filter((name) => /^(.|\d.*)$/.test(name))).toEqual([])
  // One from each end of the list: a name put in between moves the last.
  expect([fieldNumber('id'), fieldNumber('all'), fieldNumber('open'), fieldNumber('askedBy')]).toEqual([
    '0',
    'z',
    '10',
    '3s',
  ])
})

function namesIn(schema: unknown): string[] {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return namesIn(schema.unwrap())
  if (schema instanceof z.ZodArray) return namesIn(schema.element)
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.options.flatMap(namesIn)
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).flatMap(([name, of]) => [name, ...namesIn(of)])
}
