import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv, readCsvText, type CsvTable } from './read.ts'
import { writeFailedRows } from './write.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function read(text: string): CsvTable {
  const table = readCsv(utf8(text))
  if (table.status !== 'read') throw new Error(table.message)
  return table
}
const cellsOf = (text: string) => read(text).rows.map((row) => row.cells)

describe('the files of csv-spectrum', () => {
  const folder = new URL('../../node_modules/csv-spectrum/', import.meta.url)
  const names = readdirSync(new URL('csvs/', folder)).map((name) => name.replace('.csv', ''))

  it.each(names)('[REC-4] reads %s', (name) => {
    const table = readCsv(readFileSync(new URL(`csvs/${name}.csv`, folder)))
    const json: Record<string, string>[] = JSON.parse(
      readFileSync(new URL(`json/${name}.json`, folder), 'utf8'),
    )
    const expected = [json].flat(2)
    if (table.status !== 'read') throw new Error(table.message)
    // The package's own expectation has another phone number than its file.
    if (name === 'location_coordinates') expected[0]!['Contact Phone Number'] = '2095257564'
    expect(table.unreadable).toEqual([])
    expect(table.rows.map((row) => row.cells)).toEqual(
      expected.map((record) => table.header.map((column) => record[column])),
    )
  })
})

describe('delimiters and line ends', () => {
  it.each([',', ';', '\t', '|'])('[REC-4] finds the delimiter %j', (delimiter) => {
    const table = read(['name', 'city', 'sum'].join(delimiter) + '\n' + ['A', 'B', 'C'].join(delimiter))
    expect(table.delimiter).toBe(delimiter)
    expect(table.rows[0]?.cells).toEqual(['A', 'B', 'C'])
  })

  it('[REC-4] takes semicolons where decimal commas stand in the cells', () => {
    expect(cellsOf('name;sum\nA;1,5\nB;2,25\n')).toEqual([
      ['A', '1,5'],
      ['B', '2,25'],
    ])
  })

  it('[REC-4] follows the line that Excel writes to name the delimiter', () => {
    const table = read('sep=;\r\na,x;b\r\n1;2\r\n')
    expect(table.header).toEqual(['a,x', 'b'])
    expect(table.rows).toEqual([{ line: 3, cells: ['1', '2'], raw: '1;2' }])
  })

  it.each(['\n', '\r\n', '\r'])('[REC-4] reads lines that end in %j', (end) => {
    expect(cellsOf(['a,b', '1,"x"', '3,4', ''].join(end))).toEqual([
      ['1', 'x'],
      ['3', '4'],
    ])
  })

  it('[REC-4] reads a file that mixes line ends', () => {
    expect(cellsOf('a,b\r\n1,"x"\n3,4\r\n')).toEqual([
      ['1', 'x'],
      ['3', '4'],
    ])
  })

  it('[REC-4] leaves blank lines out, and counts them', () => {
    expect(read('a,b\n\n1,2\n\n\n3,4\n').rows.map((row) => row.line)).toEqual([3, 6])
  })

  it('[REC-4] gives the line where a row begins, also after line breaks inside quotes', () => {
    const table = read('a,b\n1,"x\r\ny\nz"\n3,4\n5\n')
    expect(table.rows.map((row) => row.line)).toEqual([2, 5])
    expect(table.unreadable).toEqual([{ line: 6, raw: '5', reason: 'has 1 cell, the header has 2' }])
  })
})

describe('what is unreadable costs nothing else', () => {
  it('[REC-4] lists a row with the wrong number of cells', () => {
    const table = read('a,b,c\n1,2,3\n1,2,3,4\n5,6,7\n')
    expect(table.rows.map((row) => row.line)).toEqual([2, 4])
    expect(table.unreadable).toEqual([{ line: 3, raw: '1,2,3,4', reason: 'has 4 cells, the header has 3' }])
  })

  it.each([
    ['a quote that is never closed', '2,"never closed,y'],
    ['a quote that closes too early', '2,"a" b,y'],
    ['a quote that is closed by chance by another one further down', '2,"x,y\n9,q,5"'],
  ])('[REC-4] survives %s', (_, lines) => {
    const before = Array.from({ length: 50 }, (_, i) => `${i},"a ""b""",c`)
    const after = Array.from({ length: 500 }, (_, i) => `${i},"x,\ny",z`)
    const table = read(['h,i,j', ...before, lines, ...after].join('\n'))
    const kept = lines.includes('9,q') ? 551 : 550
    expect(table.rows).toHaveLength(kept)
    expect(table.unreadable).toHaveLength(1)
    expect(table.unreadable[0]).toMatchObject({ line: 52, raw: lines.split('\n')[0] })
    expect(table.rows.at(-1)).toMatchObject({ cells: ['499', 'x,\ny', 'z'] })
  })

  it('[REC-4] reads a file with a broken quote on each second line, every other row whole', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => (i % 2 ? `${i},"broken` : `${i},"fine"`))
    const table = read(['a,b', ...lines].join('\n'))
    expect(table.rows).toHaveLength(10_000)
    expect(table.unreadable).toHaveLength(10_000)
  })

  it('[REC-4] takes a cell of a megabyte, and one with thousands of lines', () => {
    const wide = 'x'.repeat(1_000_000)
    const tall = 'line\n'.repeat(20_000)
    const table = read(`a,b\n1,${wide}\n2,"${tall}"\n3,z\n`)
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['1', wide],
      ['2', tall],
      ['3', 'z'],
    ])
    expect(table.rows.at(-1)?.line).toBe(20_004)
  })

  it('[REC-4] reads 50,000 rows, none lost, whatever lines are broken among them', () => {
    const lines = Array.from({ length: 50_000 }, (_, i) =>
      i % 5000 === 7 ? `${i},"broken,x` : `${i},"quoted, ${i}",x`,
    )
    const table = read(['id,text,c', ...lines].join('\r\n'))
    expect(table.rows).toHaveLength(49_990)
    expect(table.unreadable.map((row) => row.line)).toEqual(
      Array.from({ length: 10 }, (_, i) => i * 5000 + 9),
    )
  })

  it('[REC-4] loses no line of any text: each is in a row, or unreadable, or blank', () => {
    const cell = fc.stringMatching(/^[ab",\n]{0,6}$/)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 }), (rows) => {
        const text = 'h,i,j\n' + rows.map((cells) => cells.join(',')).join('\n')
        const table = readCsv(utf8(text))
        if (table.status !== 'read') return
        const all = [...table.rows, ...table.unreadable].sort((a, b) => a.line - b.line)
        const lines = text.split('\n')
        const blank = (line: string) => line === ''
        for (const row of all) {
          const own = row.raw.split('\n')
          expect(lines.slice(row.line - 1, row.line - 1 + own.length)).toEqual(own)
          lines.fill('', row.line - 1, row.line - 1 + own.length)
        }
        expect(lines.slice(1).every(blank)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('encodings', () => {
  const text = 'name,city\nJosé,Århus\n'

  it('[REC-4] reads UTF-8 with and without byte order mark', () => {
    for (const start of ['', '\uFEFF']) {
      const table = read(start + text)
      expect(table.header).toEqual(['name', 'city'])
      expect(table).toMatchObject({ encoding: 'utf-8', notes: [] })
    }
  })

  it.each([
    ['utf-16le', true],
    ['utf-16be', false],
  ] as const)('[REC-4] reads %s', (encoding, littleEndian) => {
    const bytes = new DataView(new ArrayBuffer(2 + text.length * 2))
    ;[...`\uFEFF${text}`].forEach((c, i) => bytes.setUint16(i * 2, c.charCodeAt(0), littleEndian))
    const table = readCsv(new Uint8Array(bytes.buffer))
    expect(table).toMatchObject({ status: 'read', encoding, rows: [{ cells: ['José', 'Århus'] }] })
  })

  it('[REC-4] reads another encoding as Windows-1252 and says so', () => {
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0))
    const table = readCsv(bytes)
    expect(table).toMatchObject({
      status: 'read',
      encoding: 'windows-1252',
      rows: [{ cells: ['José', 'Århus'] }],
    })
    expect(table).toHaveProperty('notes', [expect.stringContaining('Windows-1252')])
  })

  it.each([
    ['a workbook of Excel', [0x50, 0x4b, 3, 4, 20]],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 1]],
    ['a picture', [0x89, 0x50, 0, 0, 1]],
    ['half a character of UTF-16', [0xff, 0xfe, 0x41, 0, 0]],
  ])('[REC-4] refuses %s', (_, bytes) => {
    expect(readCsv(Uint8Array.from(bytes))).toMatchObject({ status: 'refused', code: 'not-text' })
  })
})

describe('headers', () => {
  it.each(['', '\uFEFF', '\n\n', 'a,b', 'a,b\n\n'])('[REC-4] refuses a file without rows: %j', (text) => {
    expect(readCsv(utf8(text))).toMatchObject({ status: 'refused', code: 'no-rows' })
  })

  it('[REC-4] refuses a header with a broken quote', () => {
    expect(readCsv(utf8('a,"b\n1,2\n'))).toMatchObject({ status: 'refused', code: 'broken-header' })
  })

  it('[REC-4] makes empty and repeated names distinct', () => {
    expect(read('a,,a, a ,(column 2)\n1,2,3,4,5').header).toEqual([
      'a',
      '(column 2)',
      'a (column 3)',
      'a (column 4)',
      '(column 2) (column 5)',
    ])
  })

  it('[REC-4] is not harmed by names of an object’s own parts', () => {
    const table = read('__proto__,constructor,toString\n{"x":1},b,c\n')
    expect(table.header).toEqual(['__proto__', 'constructor', 'toString'])
    expect(table.rows[0]?.cells).toEqual(['{"x":1}', 'b', 'c'])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})

describe('[CSV-1] the file of failed rows', () => {
  it('holds exactly the failed rows as they were, in the order of the file', () => {
    const table = read('a;b\n1;2\n3;"broken\n"multi\nline";5\n=cmd();4;5\n')
    expect(writeFailedRows(table.rawHeader, [...table.unreadable].reverse(), '\n')).toBe(
      '\uFEFFa;b\n3;"broken\n=cmd();4;5\n',
    )
  })

  it('fails the same way again when nothing was mended', () => {
    const table = read('a,b\n1,2\n3,"x\n4,5,6\n')
    const again = readCsvText(writeFailedRows(table.rawHeader, table.unreadable))
    expect(again).toMatchObject({ status: 'read', rows: [] })
    expect(again.status === 'read' && again.unreadable.map((row) => row.raw)).toEqual(
      table.unreadable.map((row) => row.raw),
    )
  })
})

const northwind = new URL('../../../shared/data/northwind/', import.meta.url)

describe.skipIf(!existsSync(northwind))('Northwind', () => {
  it.each([
    ['customers', 67, 24],
    ['orders', 654, 176],
    ['employees', 9, 0],
  ])('[REC-4] %s: %i rows come in, %i are listed', (name, rows, unreadable) => {
    const table = readCsv(readFileSync(new URL(`${name}.csv`, northwind)))
    if (table.status !== 'read') throw new Error(table.message)
    expect([table.rows.length, table.unreadable.length]).toEqual([rows, unreadable])
    const columns = table.header.length
    for (const row of table.unreadable) {
      expect(row.reason).toBe(`has ${columns + 1} cells, the header has ${columns}`)
    }
  })
})
