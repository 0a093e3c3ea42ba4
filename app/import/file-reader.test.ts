import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../shared/domain/import/mapping.ts'
import { newFields } from '../../shared/domain/import/mapping.ts'
import { idOf } from '../../tests/world/world.ts'
import { FileReader } from './file-reader.ts'
import type { FileRead, PlanAnswer, ReaderCall, ReaderCalls } from './reader-messages.ts'

const folderId = idOf('fld', 'customers')
const me = { kind: 'user' as const, userId: idOf('usr', 'anna') }

/** A reader that has read a file of this text. */
async function reading(text: string | Uint8Array<ArrayBuffer>) {
  const reader = new FileReader()
  const progress: [number, number][] = []
  const call = <C extends ReaderCall>(name: C, ask: ReaderCalls[C]['ask']) =>
    Promise.resolve(reader.call(name, ask, (done, of) => progress.push([done, of]))) as Promise<
      ReaderCalls[C]['answer']
    >
  const read = await call('read', { file: new File([text], 'a.csv') })
  const plan = async (mapping: Mapping, existing: string[] = []) =>
    (await call('plan', {
      folderId,
      mapping,
      fields: [],
      owners: { byKey: [], otherwise: me },
      colleagues: [],
      existing,
    })) as PlanAnswer
  return { call, read: read as FileRead, refused: read, plan, progress }
}

describe('a file being imported', () => {
  it('[REC-4] is read, mapped, counted, and gives back exactly the rows that failed', async () => {
    const { call, read, plan, progress } = await reading(
      'id,name,price\n1,A,5\n2,B\n3,C,x\n3,D,6\n4,NULL,7\n',
    )
    expect(read).toMatchObject({ header: ['id', 'name', 'price'], rowCount: 4 })
    expect(read.unreadable).toEqual([{ line: 3, reason: 'has 2 cells, the header has 3' }])
    expect(progress.at(-1)).toEqual([45, 45])
    const mapping = await call('guess', { fields: [] })
    const money: Mapping = {
      ...mapping,
      keyColumn: 0,
      columns: mapping.columns.map((column, i) =>
        i === 2
          ? { ...column, target: { kind: 'new', field: { id: 'price', name: 'Price', type: 'money' } } }
          : column,
      ),
    }
    const planned = await plan(money)
    expect(planned).toMatchObject({ create: 2, already: 0, blank: 0 })
    expect(planned.failed.map(({ line }) => line)).toEqual([4, 5])
    expect(planned.owners).toEqual([{ choice: me, count: 2 }])
    expect(await call('failedFile', {})).toBe('\uFEFFid,name,price\r\n2,B\r\n3,C,x\r\n3,D,6\r\n')
  })

  it('[REC-4] the same again creates nothing', async () => {
    const first = await reading('id,name\n1,A\n2,B\n')
    const mapping = await first.call('guess', { fields: [] })
    await first.plan(mapping)
    const ids = (await first.call('records', {})).map(({ recordId }) => recordId)
    const again = await reading('name,id\nA,1\nB,2\nC,3\n')
    const planned = await again.plan(await again.call('guess', { fields: [] }), ids)
    expect(planned).toMatchObject({ create: 1, already: 2 })
  })

  it('takes columns named like the insides of objects, and formulas as mere text', async () => {
    const { call, plan } = await reading('id,__proto__,constructor\n1,=1+1,@x\n')
    const mapping = await call('guess', { fields: [] })
    expect(newFields(mapping).map(({ id }) => id)).not.toContain('__proto__')
    await plan(mapping)
    const [record] = await call('records', {})
    expect(Object.values(record?.values ?? {})).toEqual(expect.arrayContaining(['=1+1', '@x']))
    expect(Object.getPrototypeOf(record?.values)).toBe(Object.prototype)
  })

  it('[CSV-1] of 50 MB is read in pieces with progress, no row lost; one that is too large is refused unread', async () => {
    const cell = 'x'.repeat(250)
    const piece = `${Array.from({ length: 1_000 }, (_, i) => `Person,p${i}@x.de,${cell}`).join('\n')}\n`
    const file = new File(['Name,Email,Note\n', ...Array.from({ length: 190 }, () => piece)], 'people.csv')
    expect(file.size).toBeGreaterThan(50_000_000)
    const reader = new FileReader()
    const progress: number[] = []
    const read = (await reader.call('read', { file }, (done) => progress.push(done))) as FileRead
    expect(read).toMatchObject({ status: 'read', rowCount: 190_000, unreadable: [] })
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(file.size)
    // The page gets a sample, never the rows.
    expect(JSON.stringify(read).length).toBeLessThan(20_000)

    const stream = () => {
      throw new Error('read all the same')
    }
    const huge = { size: 200_000_001, stream } as unknown as File
    expect(await reader.call('read', { file: huge }, () => undefined)).toEqual({
      status: 'refused',
      message: 'This file is larger than 200 MB. Split it into several.',
    })
  })

  it('says what is wrong with a file that cannot be read at all', async () => {
    for (const text of ['', 'id,name\n', new Uint8Array([0x50, 0x4b, 3, 4]), 'a,"b\n1,2'])
      expect((await reading(text)).refused).toMatchObject({
        status: 'refused',
        message: expect.stringMatching(/\S/),
      })
    const latin = await reading(new Uint8Array([105, 100, 10, 0xe9, 10]))
    expect(latin.read.notes).toHaveLength(1)
    expect(latin.read.sample[0]?.cells).toEqual(['é'])
  })

  it('names owner values from a second file, and forgets it with the next first one', async () => {
    const { call } = await reading('id,employeeID\n10,7\n11,7\n12,8\n')
    const colleagues = [
      {
        id: idOf('usr', 'nora'),
        name: 'Nora Fell',
        userName: null,
        number: null,
        email: 'n@example.com',
        formerly: [],
      },
    ]
    const owners = () => call('owners', { column: 1, colleagues })
    expect((await owners()).map(({ label, count, match }) => [label, count, match.kind])).toEqual([
      ['7', 2, 'none'],
      ['8', 1, 'none'],
    ])
    const file = new File(['id,firstName,lastName\n7,Nora,Fell\n8,Otto,Gran\n'], 'people.csv')
    expect(await call('readHelper', { file, owners: ['7', '8'] })).toMatchObject({ status: 'read' })
    expect((await owners()).map(({ label, match }) => [label, match.kind])).toEqual([
      ['Nora Fell', 'user'],
      ['Otto Gran', 'none'],
    ])
    const other = new File(['a,b\n1,2\n'], 'other.csv')
    expect(await call('readHelper', { file: other, owners: ['7'] })).toMatchObject({ status: 'refused' })
    expect((await owners()).map(({ label }) => label)).toEqual(['7', '8'])
  })

  it('offers the values of a column as choices unless they are too many', async () => {
    const { call } = await reading('id,kind\n1,a\n2,b\n3,a\n')
    expect(await call('choices', { column: 1 })).toEqual(['a', 'b'])
    const many = await reading(`id\n${Array.from({ length: 300 }, (_, i) => `n${i}`).join('\n')}\n`)
    expect(await many.call('choices', { column: 0 })).toBeNull()
  })
})
