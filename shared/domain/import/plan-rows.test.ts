import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field } from '../model/folder.ts'
import { idSchema } from '../model/id.ts'
import { guessMapping } from './guess-mapping.ts'
import type { Mapping } from './mapping.ts'
import type { OwnerChoice } from './owners.ts'
import { planRows, type ImportPlan, type ImportRequest } from './plan-rows.ts'
import type { Table } from './table.ts'

const FOLDER = 'fld_0123456789abcdef'
const table = (header: string[], ...rows: string[][]): Table => ({
  header,
  rows: rows.map((cells, i) => ({ line: i + 2, cells })),
})
const nobody: OwnerChoice = { kind: 'nobody', label: '' }
const field = (id: string, type: Field['type'], choices?: string[]): Field => ({
  id,
  name: id,
  type,
  ...(choices && { choices }),
})
/** Column n fills field n; the first column is key and title. */
const mappingOf = (fields: Field[], over: Partial<Mapping> = {}): Mapping => ({
  columns: fields.map((one) => ({
    target: { kind: 'existing', fieldId: one.id },
    decimal: 'point',
    dateOrder: 'ymd',
  })),
  keyColumn: 0,
  ownerColumn: null,
  titleColumn: 0,
  ...over,
})

function plan(request: Partial<ImportRequest> & Pick<ImportRequest, 'table' | 'mapping'>): ImportPlan {
  const result = planRows({
    folderId: FOLDER,
    fields: [],
    owners: { byKey: new Map(), otherwise: nobody },
    colleagues: [],
    exists: () => false,
    ...request,
  })
  if (result.status !== 'planned') throw new Error(result.message)
  return result
}

describe('[REC-4] rows become records', () => {
  it('reads each type of field, and leaves empty cells out', () => {
    const anna = { id: 'usr_anna', name: 'Anna Ek', userName: null, number: null, email: '', formerly: [] }
    const fields = [
      field('id', 'text'),
      field('n', 'number'),
      field('m', 'money'),
      field('d', 'date'),
      field('c', 'choice', ['open', 'won']),
      field('e', 'email'),
      field('p', 'phone'),
      field('w', 'person'),
    ]
    const header = fields.map((one) => one.id)
    const { create, failed } = plan({
      table: table(
        header,
        [' A1 ', '1,234.5', '$5', '04.07.1996', 'Won', 'Bob@X.example', '+49 (0)30', 'Ek, Anna'],
        ['A2', 'NULL', 'null', '', ' ', '\\N', '', ''],
      ),
      fields,
      mapping: mappingOf(fields),
      colleagues: [anna],
    })
    expect(failed).toEqual([])
    expect(create.map(({ title, values }) => ({ title, values }))).toEqual([
      {
        title: 'A1',
        values: {
          id: 'A1',
          n: 1234.5,
          m: 5,
          d: '1996-07-04',
          c: 'won',
          e: 'Bob@X.example',
          p: '+49 (0)30',
          w: 'usr_anna',
        },
      },
      { title: 'A2', values: { id: 'A2' } },
    ])
  })

  it.each([
    ['number', '12,5x', 'f: “12,5x” is not a number'],
    [
      'number',
      '123456789012345678',
      'f: “123456789012345678” has more digits than can be kept; use a text field',
    ],
    ['date', '1996-02-30', 'f: “1996-02-30” is not a date'],
    ['date', '04/05/2020', 'f: “04/05/2020” could be two dates: choose whether day or month comes first'],
    ['choice', 'gone', 'f: “gone” is not one of the choices (open, won)'],
    ['email', 'x@', 'f: “x@” is not an email address'],
    ['person', 'Bob', 'f: “Bob” is nobody in this organization'],
    ['text', 'x'.repeat(10_001), 'f: has 10,001 characters, the most is 10,000'],
    ['number', '9'.repeat(1_000_000), 'f: has 1,000,000 characters, the most is 10,000'],
  ] as const)('fails a row whose %s is wrong, and no other', (type, cell, reason) => {
    const fields = [field('id', 'text'), field('f', type, ['open', 'won'])]
    const cells = ['2', cell]
    const { create, failed } = plan({
      table: table(['id', 'f'], ['1', ''], cells, ['3', '']),
      fields,
      mapping: mappingOf(fields),
    })
    expect(create.map(({ line }) => line)).toEqual([2, 4])
    expect(failed).toEqual([{ line: 3, cells, column: 1, reason }])
  })

  it('fails the second row with a key and names the line of the first, and a row without one', () => {
    const fields = [field('id', 'text')]
    const { create, failed } = plan({
      table: table(['id'], ['A'], ['B'], [' A'], ['e\u0301'], ['\u00e9']),
      fields,
      mapping: mappingOf(fields),
    })
    expect(create.map(({ line }) => line)).toEqual([2, 3, 5])
    expect(failed.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'id: “A” is already in line 2'],
      [6, 'id: “é” is already in line 5'],
    ])
    const gap = plan({
      table: table(['id', 'x'], ['NULL', '1']),
      fields: [...fields, field('x', 'text')],
      mapping: mappingOf([...fields, field('x', 'text')]),
    })
    expect(gap.failed).toMatchObject([
      { line: 2, column: 0, reason: 'id: is empty, and tells the rows apart' },
    ])
  })

  it('counts rows without anything in them', () => {
    const fields = [field('id', 'text'), field('x', 'text')]
    const { create, blank, failed } = plan({
      table: table(['id', 'x'], ['', ''], ['1', ''], ['NULL', ' ']),
      fields,
      mapping: mappingOf(fields),
    })
    expect([create.length, blank, failed.length]).toEqual([1, 2, 0])
  })

  it('gives each row the owner that was decided for its value', () => {
    const fields = [field('id', 'text'), field('o', 'text')]
    const byKey = new Map<string, OwnerChoice>([
      ['anna ek', { kind: 'user', userId: 'usr_anna' }],
      ['7', { kind: 'invite', email: 'seven@x.example' }],
    ])
    const { create } = plan({
      table: table(['id', 'o'], ['1', 'Anna  EK'], ['2', '7'], ['3', 'NULL'], ['4', '__proto__']),
      fields,
      mapping: mappingOf(fields, { ownerColumn: 1 }),
      owners: { byKey, otherwise: nobody },
    })
    expect(create.map(({ owner }) => owner)).toEqual([
      { kind: 'user', userId: 'usr_anna' },
      { kind: 'invite', email: 'seven@x.example' },
      nobody,
      { kind: 'nobody', label: '__proto__' },
    ])
  })

  it('keeps a formula and a name of an object’s part as the text they are', () => {
    const header = ['id', '__proto__', 'constructor']
    const rows = table(header, ['1', '=HYPERLINK("x")', '@SUM(A1)'])
    const { create } = plan({ table: rows, mapping: guessMapping(rows, []) })
    expect(Object.values(create[0]!.values)).toEqual(expect.arrayContaining(['=HYPERLINK("x")', '@SUM(A1)']))
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(Object.getPrototypeOf(create[0]!.values)).toBe(Object.prototype)
  })

  it('refuses a mapping that does not fit the file', () => {
    const result = planRows({
      folderId: FOLDER,
      table: table(['a', 'b'], ['1', '2']),
      mapping: mappingOf([field('a', 'text')]),
      fields: [],
      owners: { byKey: new Map(), otherwise: nobody },
      colleagues: [],
      exists: () => false,
    })
    expect(result).toMatchObject({ status: 'refused', code: 'bad-mapping' })
  })

  it('plans 50,000 rows, with and without a key', () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => [`K${i}`, `Company ${i}`, String(i), '2024-05-06'])
    const big = table(['id', 'name', 'n', 'day'], ...rows)
    const mapping = guessMapping(big, [])
    for (const keyColumn of [0, null]) {
      const { create } = plan({ table: big, mapping: { ...mapping, keyColumn } })
      expect(new Set(create.map((one) => one.recordId)).size).toBe(50_000)
    }
  })
})

describe('[REC-4] ids of imported records', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('a', 'b', 'NULL', '1', ' 1', '__proto__'),
  )
  const anyTable = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc
        .array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 12 })
        .map((rows) => table(['id', 'b', 'c', 'd'].slice(0, columns), ...rows)),
    )
  const keyless = (of: Table) => ({ ...guessMapping(of, []), keyColumn: null })
  const ids = (request: Parameters<typeof plan>[0]) => plan(request).create.map((one) => one.recordId)

  it('are valid, all different, and the same each time; planned again, nothing is created', () => {
    fc.assert(
      fc.property(anyTable, fc.boolean(), (of, withKey) => {
        const mapping = { ...keyless(of), keyColumn: withKey ? 0 : null }
        const first = plan({ table: of, mapping })
        const created = new Set(first.create.map((one) => one.recordId))
        expect(created.size).toBe(first.create.length)
        for (const id of created) expect(idSchema('record').safeParse(id).success).toBe(true)
        const again = plan({ table: of, mapping, exists: (id) => created.has(id) })
        expect(again).toMatchObject({ create: [], already: created.size, failed: first.failed })
        expect(first.create.length + first.failed.length + first.blank).toBe(of.rows.length)
      }),
    )
  })

  it('do not depend on the order of columns, nor on the mapping, nor on new empty columns', () => {
    fc.assert(
      fc.property(anyTable, (of) => {
        const turned: Table = {
          header: ['empty', ...of.header.toReversed()],
          rows: of.rows.map(({ line, cells }) => ({ line, cells: ['NULL', ...cells.toReversed()] })),
        }
        const other = { ...keyless(turned), titleColumn: of.header.length }
        expect(ids({ table: turned, mapping: other })).toEqual(ids({ table: of, mapping: keyless(of) }))
      }),
    )
  })

  it('differ for equal rows, for other folders, and for cells that moved to another column', () => {
    const rows = table(['a', 'b'], ['x', ''], ['x', ''], ['', 'x'])
    const mapping = keyless(rows)
    const here = ids({ table: rows, mapping })
    const there = ids({ table: rows, mapping, folderId: 'fld_another-folder-0' })
    expect(new Set([...here, ...there]).size).toBe(6)
  })

  it('with a key stay the same when the rest of the row changes, also its place', () => {
    const fields = [field('id', 'text'), field('x', 'text')]
    const mapping = mappingOf(fields)
    const [a, b] = ids({ table: table(['id', 'x'], ['A', '1'], ['B', '2']), fields, mapping })
    expect(ids({ table: table(['id', 'x'], [' B ', '3'], ['A', '1']), fields, mapping })).toEqual([b, a])
  })

  it('are pinned: another rule would create every record anew', () => {
    const fields = [field('id', 'text')]
    const rows = table(['id'], ['ALFKI'])
    expect(ids({ table: rows, fields, mapping: mappingOf(fields) })).toEqual(['rec_e1GdjvKRDhJ99MvOwcnkaA'])
    expect(ids({ table: rows, fields, mapping: mappingOf(fields, { keyColumn: null }) })).toEqual([
      'rec_CuuxJlC-Ds38Gc_4_iuBJg',
    ])
  })
})
