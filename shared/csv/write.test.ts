import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { readCsv } from './read.ts'
import { writeCsv } from './write.ts'

const readBack = (text: string) => {
  const table = readCsv(new TextEncoder().encode(text))
  return table.status === 'read' ? { header: table.header, rows: table.rows.map((row) => row.cells) } : table
}

describe('writing CSV', () => {
  it('writes a byte order mark and CRLF, and quotes what needs it', () => {
    expect(writeCsv({ header: ['a', 'b'], rows: [['x,y', 'say "hi"']] })).toBe(
      '\uFEFFa,b\r\n"x,y","say ""hi"""\r\n',
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1+1'])(
    '[CSV-2] makes %j harmless',
    (formula) => {
      const text = writeCsv({ header: ['a', 'b'], rows: [[formula, 'x']] })
      const cell = /\r\n"?([^]*?)"?,x/.exec(text)?.[1]
      expect(cell).toBe(`'${formula}`)
      expect(readBack(text)).toEqual({ header: ['a', 'b'], rows: [[formula, 'x']] })
    },
  )

  it('[CSV-2] makes a column name harmless', () => {
    expect(writeCsv({ header: ['=a', 'b'], rows: [['1', '2']] })).toContain("'=a,b")
  })

  it('[CSV-2] leaves numbers as they are in columns of numbers, and only there', () => {
    const table = {
      header: ['n', 't'],
      rows: [
        ['-5', '-5'],
        ['-5.25', 'x'],
        ['-1+2', '+3'],
      ],
    }
    expect(writeCsv({ ...table, numericColumns: [0] })).toBe(
      "\uFEFFn,t\r\n-5,'-5\r\n-5.25,x\r\n'-1+2,'+3\r\n",
    )
  })

  it('[CSV-2] no cell of any written table begins like a formula', () => {
    const cell = fc.stringMatching(/^['=+\-@\t\r\na1,"]{0,5}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        // Without taking the apostrophes away: what a spreadsheet would see.
        const seen = Papa.parse<string[]>(writeCsv({ header: ['a', 'b'], rows }), {
          delimiter: ',',
          newline: '\r\n',
        })
        for (const cell of seen.data.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/)
      }),
    )
  })

  it('[REC-4] any table reads back equal', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.stringMatching(/^['"=+\-@\t\r\n ,;|ab]{0,8}$/),
      fc.constantFrom('', ' ', '\uFEFF', "'", '"', '""', '\r', '\n', '-5', 'sep=;', '__proto__'),
    )
    const table = fc.integer({ min: 1, max: 6 }).chain((columns) =>
      fc.record({
        header: fc.constant(Array.from({ length: columns }, (_, i) => `c${i}`)),
        rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1 }),
        numericColumns: fc.subarray(Array.from({ length: columns }, (_, i) => i)),
      }),
    )
    fc.assert(
      fc.property(table, (written) => {
        expect(readBack(writeCsv(written))).toEqual({ header: written.header, rows: written.rows })
      }),
      { numRuns: 2000 },
    )
  })
})
