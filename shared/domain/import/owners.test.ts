import { describe, expect, it } from 'vitest'
import { guessHelperColumns, helperFrom } from './helper.ts'
import { listOwners, ownerMatcher, proposedChoice, type Colleague } from './owners.ts'
import type { Table } from './table.ts'

const table = (header: string[], ...rows: string[][]): Table => ({
  header,
  rows: rows.map((cells, i) => ({ line: i + 2, cells })),
})
const person = (id: string, over: Partial<Colleague> = {}): Colleague => ({
  id: `usr_${id}`,
  name: '',
  userName: null,
  number: null,
  email: '',
  formerly: [],
  ...over,
})
const nancy = person('nancy', {
  name: 'Nancy Davolio',
  userName: 'nancyd',
  number: '1',
  email: 'Nancy.Davolio@northwind.example',
  formerly: ['nancy@old.example'],
})
const andrew = person('andrew', { name: 'Andrew Fuller', number: '2', email: 'andrew@northwind.example' })
const is = (colleague: Colleague, by: string) => ({ kind: 'user', userId: colleague.id, by })

describe('[REC-4] matching owners', () => {
  it.each([
    ['nancy.davolio@NORTHWIND.example ', 'email'],
    ['Nancy <nancy.davolio@northwind.example>', 'email'],
    ['nancy@old.example', 'email'],
    ['NancyD', 'userName'],
    ['nancy  davolio', 'fullName'],
    ['Davolio Nancy', 'fullName'],
    ['Davolio, Nancy', 'fullName'],
    ['1', 'number'],
  ])('finds a colleague by %s', (value, by) => {
    expect(ownerMatcher([nancy, andrew])(value)).toEqual(is(nancy, by))
  })

  it('finds nobody by half a name, or by nothing', () => {
    const match = ownerMatcher([nancy, person('blank')])
    for (const value of ['Nancy', '', ',', 'constructor', '__proto__'])
      expect(match(value)).toEqual({ kind: 'none' })
  })

  it('does not choose between two of the same name', () => {
    const other = person('other', { name: 'Davolio Nancy' })
    expect(ownerMatcher([nancy, other])('Nancy Davolio')).toEqual({
      kind: 'ambiguous',
      userIds: [nancy.id, other.id],
    })
  })

  it('lists each distinct value with its rows, the most first', () => {
    const rows = ['2', '7', ' 2 ', 'NULL', '', 'ANNA', 'Anna', 'anna'].map((cell) => [cell])
    const owners = listOwners(table(['owner'], ...rows), 0, [andrew])
    expect(owners).toEqual([
      { value: 'ANNA', label: 'ANNA', count: 3, match: { kind: 'none' } },
      { value: '2', label: '2', count: 2, match: is(andrew, 'number') },
      { value: '7', label: '7', count: 1, match: { kind: 'none' } },
    ])
    expect(owners.map(proposedChoice)).toEqual([
      { kind: 'nobody', label: 'ANNA' },
      { kind: 'user', userId: andrew.id },
      { kind: 'nobody', label: '7' },
    ])
  })
})

describe('[REC-4] a table that names the numbers', () => {
  const employees = table(
    ['employeeID', 'lastName', 'firstName', 'title', 'reportsTo'],
    ['1', 'Fuller', 'Andrew', 'Manager', '2'],
    ['2', 'King', 'Robert', 'Agent', 'NULL'],
    ['3', 'Peacock', 'Margaret', 'Agent', '2'],
  )

  it('is understood by its column names and by the values it explains', () => {
    const columns = guessHelperColumns(employees, ['1', '2', '3', '9'])
    expect(columns).toEqual({ key: 0, firstName: 2, lastName: 1, fullName: null, email: null })
  })

  it('comes before the numbers of our own colleagues', () => {
    const helper = helperFrom(employees, guessHelperColumns(employees, ['1', '2'])!)
    const orders = table(['employeeID'], ['1'], ['1'], ['2'], ['9'])
    expect(listOwners(orders, 0, [nancy, andrew, person('nine', { number: '9' })], helper)).toEqual([
      { value: '1', label: 'Andrew Fuller', count: 2, match: is(andrew, 'fullName') },
      { value: '2', label: 'Robert King', count: 1, match: { kind: 'none' } },
      { value: '9', label: '9', count: 1, match: { kind: 'user', userId: 'usr_nine', by: 'number' } },
    ])
  })

  it('finds colleagues by an address in it', () => {
    const staff = table(
      ['code', 'Name', 'E-mail'],
      ['x1', 'A. Fuller', 'ANDREW@northwind.example'],
      ['x2', 'B', 'b@x.example'],
    )
    const helper = helperFrom(staff, guessHelperColumns(staff, ['X1'])!)
    expect(ownerMatcher([andrew], helper)('x1')).toEqual(is(andrew, 'email'))
  })

  it('is not used when it names nobody, explains nothing, or knows a value twice', () => {
    expect(guessHelperColumns(table(['id', 'city'], ['1', 'Rome']), ['1'])).toBeNull()
    expect(guessHelperColumns(employees, ['77'])).toBeNull()
    const twice = table(['id', 'name'], ['1', 'Andrew Fuller'], ['1', 'Nancy Davolio'])
    const helper = helperFrom(twice, { key: 0, fullName: 1, firstName: null, lastName: null, email: null })
    expect(helper.find('1')).toBeUndefined()
  })
})
