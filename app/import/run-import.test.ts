import { describe, expect, it } from 'vitest'
import type { RecordToCreate } from '../../shared/domain/import/plan-rows.ts'
import type { NewRecord, Replica } from '../../shared/replica/replica.ts'
import { idOf } from '../../tests/world/world.ts'
import { ownerChoiceKey } from './owner-choice-key.ts'
import { runImport } from './run-import.ts'

const me = { kind: 'user' as const, userId: idOf('usr', 'anna') }
const records = (count: number): RecordToCreate[] =>
  Array.from({ length: count }, (_, i) => ({
    recordId: `rec_${i}`,
    line: i + 2,
    title: `${i}`,
    owner: me,
    values: {},
  }))

/** A device that notes what is done, in order; `refuses` names the command that it refuses. */
function device(refuses?: string) {
  const done: string[] = []
  const made = new Map<string, NewRecord>()
  const replica = {
    dispatch: (type: string) => {
      done.push(type)
      const decision =
        type === refuses ? { status: 'refused', code: 'x', message: 'Not you.' } : { status: 'later' }
      return Promise.resolve({ commandId: '', decision })
    },
    content: {
      createMany: (_folder: string, piece: readonly NewRecord[]) => {
        done.push(`${piece.length} records`)
        const fresh = piece.filter(({ id }) => !made.has(id ?? ''))
        for (const record of fresh) made.set(record.id ?? '', record)
        return Promise.resolve({ created: fresh.length, already: piece.length - fresh.length })
      },
    },
  } as unknown as Replica
  return { replica, done, made }
}

const run = (count: number) => ({
  folderId: idOf('fld', 'a'),
  folderCommand: { type: 'folder.create', args: {} },
  owners: {
    commands: [{ type: 'portfolio.create', args: {} }],
    portfolioOf: new Map([[ownerChoiceKey(me), idOf('pfo', 'mine')]]),
  },
  records: records(count),
})

describe('running an import', () => {
  it('[REC-4] sends the folder, then the places, then the records, and says how far it is', async () => {
    const { replica, done, made } = device()
    const progress: number[] = []
    const outcome = await runImport(
      replica,
      run(450),
      (at) => progress.push(at),
      () => false,
    )
    expect(outcome).toEqual({ status: 'done', created: 450, already: 0 })
    expect(done).toEqual(['folder.create', 'portfolio.create', '200 records', '200 records', '50 records'])
    expect(progress).toEqual([0, 200, 400, 450])
    expect(made.get('rec_449')).toMatchObject({ title: '449', portfolio: idOf('pfo', 'mine') })
  })

  it('[REC-4] creates nothing twice', async () => {
    const { replica } = device()
    await runImport(
      replica,
      run(10),
      () => undefined,
      () => false,
    )
    const again = await runImport(
      replica,
      run(12),
      () => undefined,
      () => false,
    )
    expect(again).toEqual({ status: 'done', created: 2, already: 10 })
  })

  it('keeps what is in when it is stopped, and says how much', async () => {
    const { replica, made } = device()
    const outcome = await runImport(
      replica,
      run(450),
      () => undefined,
      () => made.size >= 200,
    )
    expect(outcome).toEqual({ status: 'stopped', created: 200, already: 0 })
    expect(made.size).toBe(200)
  })

  it('creates no record when what it needs is refused', async () => {
    const { replica, done } = device('portfolio.create')
    const outcome = await runImport(
      replica,
      run(3),
      () => undefined,
      () => false,
    )
    expect(outcome).toEqual({ status: 'refused', message: 'Not you.' })
    expect(done).toEqual(['folder.create', 'portfolio.create'])
  })
})
