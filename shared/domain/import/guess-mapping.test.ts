import { describe, expect, it } from 'vitest'
import type { Field } from '../model/folder.ts'
import { fieldSchema } from '../model/folder.ts'
import { guessColumn } from './guess-column.ts'
import { guessMapping } from './guess-mapping.ts'
import { mappingProblem, mappingSchema, newFields } from './mapping.ts'
import type { Table } from './table.ts'

const table = (header: string[], ...rows: string[][]): Table => ({
  header,
  rows: rows.map((cells, i) => ({ line: i + 2, cells })),
})
const typeOf = (name: string, cells: string[]) => guessColumn(name, cells).type
const many = (cell: (i: number) => string, count = 60) => Array.from({ length: count }, (_, i) => cell(i))

describe('[REC-4] the type of a column', () => {
  it.each([
    ['sum', ['1', '2.5'], 'money'],
    ['weight', ['1', '2.5'], 'number'],
    ['x', ['€ 1.00', '2.50'], 'money'],
    ['postal code', ['05021', '12209'], 'text'],
    ['day', ['1996-07-04 00:00:00.000'], 'date'],
    ['day', ['04.07.1996'], 'date'],
    ['day', ['07/04/1996', '07/14/1996'], 'date'],
    ['day', ['07/04/1996', '07/05/1996'], 'text'],
    ['contact', ['a@x.example', 'b@y.example'], 'email'],
    ['fax', ['030-0074321', '(5) 555-4729'], 'phone'],
    ['x', ['+49 30 1234', '+1 (206) 555'], 'phone'],
    ['mobile', ['491701234567', '491707654321'], 'phone'],
    ['x', ['491701234567'], 'number'],
    ['card', ['41111111111111111111'], 'text'],
    ['nothing', [], 'text'],
  ])('%s %j is %s', (name, cells, type) => {
    expect(typeOf(name, cells)).toBe(type)
  })

  it('is a choice when few values stand in many rows', () => {
    const guess = guessColumn(
      'stage',
      many((i) => ['open', 'Open', 'won', 'lost', 'open'][i % 5]!),
    )
    expect(guess).toMatchObject({ type: 'choice', choices: ['open', 'won', 'lost'] })
    expect(
      typeOf(
        'city',
        many((i) => `City ${i}`),
      ),
    ).toBe('text')
    expect(typeOf('stage', ['open', 'won'])).toBe('text')
    expect(
      typeOf(
        'stage',
        many(() => 'open'),
      ),
    ).toBe('text')
    expect(
      typeOf(
        'shipCountry',
        many((i) => ['UK', 'USA'][i % 2]!),
      ),
    ).toBe('text')
  })

  it('keeps its type when one value in a hundred is wrong', () => {
    expect(typeOf('weight', [...many(String, 99), '12,5x'])).toBe('number')
    expect(typeOf('weight', [...many(String, 9), '12,5x'])).toBe('text')
  })
})

describe('[REC-4] the proposed mapping', () => {
  it('finds key, owner and title, and makes fields of the rest', () => {
    const mapping = guessMapping(
      table(
        ['Deal ID', 'Deal name', 'Sales rep', 'Amount', 'Manager phone'],
        ['1', 'Oil', 'Anna', '€ 5', '+1 (206) 555'],
        ['2', 'Gas', 'Anna', '€ 6', '+1 (206) 556'],
        ['3', 'Tea', 'NULL', '€ 7', '+1 (206) 557'],
      ),
      [],
    )
    expect(mapping).toMatchObject({ keyColumn: 0, titleColumn: 1, ownerColumn: 2 })
    expect(newFields(mapping)).toEqual([
      { id: 'deal-id', name: 'Deal ID', type: 'number' },
      { id: 'amount', name: 'Amount', type: 'money' },
      { id: 'manager-phone', name: 'Manager phone', type: 'phone' },
    ])
  })

  it('knows who looks after a record in a file of our own, and prefers a name to a number for the title', () => {
    const mapping = guessMapping(
      table(
        ['Number', 'Town', 'Harbour', 'Looked after by'],
        ['1', 'Kiel', 'North pier', 'Anna'],
        ['2', 'Kiel', 'Old harbour', 'Ben'],
      ),
      [],
    )
    expect(mapping).toMatchObject({ keyColumn: 0, titleColumn: 2, ownerColumn: 3 })
    expect(guessMapping(table(['Number', 'Town'], ['1', 'Kiel'], ['2', 'Kiel']), [])).toMatchObject({
      titleColumn: 0,
    })
  })

  it('takes an employee number for the owner only where it repeats', () => {
    const rows = (...ids: string[]) => ids.map((id, i) => [id, `Name ${i}`])
    expect(guessMapping(table(['employeeID', 'name'], ...rows('1', '2', '3')), [])).toMatchObject({
      keyColumn: 0,
      ownerColumn: null,
    })
    expect(guessMapping(table(['employeeID', 'name'], ...rows('1', '2', '1')), [])).toMatchObject({
      keyColumn: null,
      ownerColumn: 0,
    })
  })

  it('takes no column for the key that repeats, has gaps, or is a phone number', () => {
    const mapping = (name: string, ...cells: string[]) =>
      guessMapping(table([name, 'x'], ...cells.map((cell) => [cell, 'y'])), [])
    expect(mapping('id', '1', '2', '1').keyColumn).toBeNull()
    expect(mapping('id', '1', 'NULL', '3').keyColumn).toBeNull()
    expect(mapping('phone number', '030 111111', '030 222222').keyColumn).toBeNull()
    expect(mapping('e-mail', 'a@x.example', 'b@x.example').keyColumn).toBe(0)
    expect(mapping('order_no', 'A1', 'A2').keyColumn).toBe(0)
  })

  it('uses a field of the folder with the same name, each once, archived ones never', () => {
    const fields: Field[] = [
      { id: 'f1', name: 'Customer city', type: 'text' },
      { id: 'f2', name: 'Fax', type: 'phone', archived: true },
    ]
    const mapping = guessMapping(
      table(
        ['id', 'customerCity', 'Customer City (column 3)', 'fax'],
        ['1', 'A', 'B', '1'],
        ['2', 'A', 'B', '2'],
      ),
      fields,
    )
    expect(mapping.columns.map(({ target }) => target)).toMatchObject([
      { kind: 'ignore' },
      { kind: 'existing', fieldId: 'f1' },
      { kind: 'new' },
      { kind: 'new', field: { id: 'fax' } },
    ])
    expect(mappingProblem(mapping, ['id', 'customerCity', 'c', 'fax'], fields)).toBeNull()
  })

  it('makes valid field ids of any names, also of reserved ones', () => {
    const header = [
      '__proto__',
      'constructor',
      'title',
      'Größe',
      '数量',
      'x'.repeat(300),
      'a b',
      'a-b',
      'deleted',
    ]
    const mapping = guessMapping(table(header, header.map(String)), [])
    expect(mappingSchema.safeParse(mapping).success).toBe(true)
    const ids = newFields(mapping).map((field) => field.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const field of newFields(mapping)) expect(fieldSchema.safeParse(field).error).toBeUndefined()
    expect(mappingProblem(mapping, header, [])).toBeNull()
  })

  it('ignores what is more than a folder holds', () => {
    const header = Array.from({ length: 150 }, (_, i) => `Column ${i}`)
    const mapping = guessMapping(table(header, header), [])
    expect(newFields(mapping)).toHaveLength(100)
    expect(mappingSchema.safeParse(mapping).success).toBe(true)
  })

  it('says why a mapping does not fit', () => {
    const fields: Field[] = [{ id: 'f1', name: 'City', type: 'text' }]
    const base = { decimal: 'point', dateOrder: 'ymd' } as const
    const problem = (...targets: Parameters<typeof mappingProblem>[0]['columns'][number]['target'][]) =>
      mappingProblem(
        {
          columns: targets.map((target) => ({ ...base, target })),
          keyColumn: null,
          ownerColumn: null,
          titleColumn: 0,
        },
        ['a', 'b'],
        fields,
      )
    expect(problem({ kind: 'ignore' })).toMatch(/2 columns/)
    const city = { kind: 'existing', fieldId: 'f1' } as const
    expect(problem(city, city)).toBe('“a” and “b” both go to “City”.')
    expect(problem(city, { kind: 'existing', fieldId: 'gone' })).toMatch(/“b” is not in this folder/)
    expect(problem(city, { kind: 'new', field: { id: 'f1', name: 'New', type: 'text' } })).toMatch(/already/)
    expect(problem(city, { kind: 'ignore' })).toBeNull()
  })
})
