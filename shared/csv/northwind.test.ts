import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { guessMapping } from '../domain/import/guess-mapping.ts'
import { guessHelperColumns, helperFrom } from '../domain/import/helper.ts'
import { newFields, type Mapping } from '../domain/import/mapping.ts'
import { ownerKey } from '../domain/import/owner-key.ts'
import { listOwners, proposedChoice, type Colleague } from '../domain/import/owners.ts'
import { planRows, type ImportPlan } from '../domain/import/plan-rows.ts'
import { readCsv, type CsvTable } from './read.ts'
import { writeFailedRows } from './write.ts'

const northwind = new URL('../../../shared/data/northwind/', import.meta.url)
const FOLDER = 'fld_northwind-orders'

function read(bytes: Uint8Array): CsvTable {
  const table = readCsv(bytes)
  if (table.status !== 'read') throw new Error(table.message)
  return table
}
const load = (name: string) => read(readFileSync(new URL(`${name}.csv`, northwind)))

const colleague = (id: string, over: Partial<Colleague>): Colleague => ({
  id: `usr_${id}`,
  name: '',
  userName: null,
  number: null,
  email: '',
  formerly: [],
  ...over,
})

function plan(
  table: CsvTable,
  mapping: Mapping,
  over: Partial<Parameters<typeof planRows>[0]> = {},
): ImportPlan {
  const result = planRows({
    folderId: FOLDER,
    table,
    mapping,
    fields: [],
    owners: { byKey: new Map(), otherwise: { kind: 'nobody', label: '' } },
    colleagues: [],
    exists: () => false,
    ...over,
  })
  if (result.status !== 'planned') throw new Error(result.message)
  return result
}
const typesOf = (mapping: Mapping) =>
  Object.fromEntries(newFields(mapping).map(({ name, type }) => [name, type]))

describe.skipIf(!existsSync(northwind))('[REC-4] Northwind, from bytes to records', () => {
  it('brings in 67 customers without an owner column', () => {
    const table = load('customers')
    const mapping = guessMapping(table, [])
    expect(mapping).toMatchObject({ keyColumn: 0, ownerColumn: null, titleColumn: 1 })
    expect(typesOf(mapping)).toMatchObject({
      customerID: 'text',
      postalCode: 'text',
      phone: 'phone',
      fax: 'phone',
    })
    const { create, failed } = plan(table, mapping)
    expect([create.length, failed.length]).toEqual([67, 0])
    expect(create[0]).toMatchObject({
      line: 2,
      title: 'Alfreds Futterkiste',
      values: { 'postal-code': '12209' },
    })
    expect(create[0]!.values).not.toHaveProperty('region')
    expect(create.map(({ title }) => title)).toContain('Antonio Moreno Taquería')
  })

  it('brings in 654 orders, whose numbers employees.csv names', () => {
    const table = load('orders')
    const mapping = guessMapping(table, [])
    expect(mapping).toMatchObject({ keyColumn: 0, ownerColumn: 2, titleColumn: 0 })
    expect(typesOf(mapping)).toMatchObject({ orderDate: 'date', shippedDate: 'date', freight: 'money' })

    const employees = load('employees')
    const numbers = listOwners(table, 2, []).map(({ value }) => value)
    const columns = guessHelperColumns(employees, numbers)!
    expect(columns).toEqual({ key: 0, firstName: 2, lastName: 1, fullName: null, email: null })
    const nancy = colleague('nancy', { name: 'Nancy Davolio' })
    const anne = colleague('anne', { name: 'Dodsworth, Anne', number: '1' })
    const owners = listOwners(table, 2, [nancy, anne], helperFrom(employees, columns))
    expect(owners).toHaveLength(9)
    expect(owners.reduce((sum, { count }) => sum + count, 0)).toBe(654)
    expect(owners.find(({ value }) => value === '1')).toMatchObject({
      label: 'Nancy Davolio',
      match: { kind: 'user', userId: nancy.id, by: 'fullName' },
    })
    expect(owners.find(({ value }) => value === '9')).toMatchObject({ match: { userId: anne.id } })

    const byKey = new Map(owners.map((owner) => [ownerKey(owner.value), proposedChoice(owner)]))
    const { create, failed } = plan(table, mapping, {
      owners: { byKey, otherwise: { kind: 'nobody', label: '' } },
    })
    expect([create.length, failed.length]).toEqual([654, 0])
    expect(create[0]).toMatchObject({
      title: '10248',
      owner: { kind: 'nobody', label: 'Steven Buchanan' },
      values: { 'order-date': '1996-07-04', freight: 32.38 },
    })
    const ofNancy = create.filter(({ owner }) => owner.kind === 'user' && owner.userId === nancy.id)
    expect(ofNancy).toHaveLength(owners.find(({ value }) => value === '1')!.count)
  })

  it('creates nothing when the same file comes again, and only the mended rows from the file of failed ones', () => {
    const table = load('orders')
    const mapping = guessMapping(table, [])
    const created = new Set(plan(table, mapping).create.map(({ recordId }) => recordId))
    const exists = (id: string) => created.has(id)
    expect(plan(table, mapping, { exists })).toMatchObject({ create: [], already: 654, failed: [] })

    const file = writeFailedRows(table.rawHeader, table.unreadable)
    const mended = file.replace('Rua do Paço, 67', '"Rua do Paço, 67"')
    const again = read(new TextEncoder().encode(mended))
    expect([again.rows.length, again.unreadable.length]).toEqual([1, 175])
    expect(plan(again, mapping, { exists }).create).toMatchObject([{ title: '10250' }])
  })
})
