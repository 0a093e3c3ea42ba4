import { readCsv, type CsvTable } from '../../shared/csv/read.ts'
import { writeFailedRows } from '../../shared/csv/write.ts'
import { choicesOf } from '../../shared/domain/import/guess-column.ts'
import { guessMapping } from '../../shared/domain/import/guess-mapping.ts'
import { guessHelperColumns, helperFrom, type Helper } from '../../shared/domain/import/helper.ts'
import { listOwners, type OwnerChoice } from '../../shared/domain/import/owners.ts'
import { guessPeopleColumns } from '../../shared/domain/import/people-columns.ts'
import { planPeople } from '../../shared/domain/import/plan-people.ts'
import { planRows, type ImportPlan } from '../../shared/domain/import/plan-rows.ts'
import { filledCells, type Table } from '../../shared/domain/import/table.ts'
import { ownerChoiceKey } from './owner-choice-key.ts'
import type { FileRefused, PlanAnswer, PlanAsk, ReaderCall, ReaderCalls } from './reader-messages.ts'

/** A `Choice` field has at most so many (`fieldSchema`). */
const MAX_CHOICES = 200
/** Rows shown as they will be. */
const FIRST_ROWS = 10
const SAMPLE_ROWS = 20
/** A text file larger than this does not fit into the memory of a small device. */
const MAX_BYTES = 200_000_000

type Progress = (done: number, of: number) => void

/** One file being imported: its rows stay here, in the worker, and the page asks about them. */
export class FileReader {
  #table: CsvTable | null = null
  #helper: Helper | null = null
  #plan: ImportPlan | null = null
  /** Lines that the last plan left out. */
  #failed: number[] = []

  readonly #calls: {
    [C in ReaderCall]: (
      ask: ReaderCalls[C]['ask'],
      progress: Progress,
    ) => ReaderCalls[C]['answer'] | Promise<ReaderCalls[C]['answer']>
  } = {
    read: async ({ file }, progress) => {
      this.#table = this.#plan = this.#helper = null
      this.#failed = []
      const table = await tableOf(file, progress)
      if (table.status === 'refused') return { status: 'refused', message: table.message }
      this.#table = table
      const { header, rows, unreadable, notes } = table
      const sample = rows.slice(0, SAMPLE_ROWS).map(({ line, cells }) => ({ line, cells }))
      return {
        status: 'read',
        header,
        rowCount: rows.length,
        sample,
        unreadable: unreadable.map(({ line, reason }) => ({ line, reason })),
        notes,
      }
    },
    readHelper: async ({ file, owners }, progress) => {
      this.#helper = null
      if (!file) return { status: 'refused', message: '' }
      const table = await tableOf(file, progress)
      if (table.status === 'refused') return { status: 'refused', message: table.message }
      const columns = guessHelperColumns(table, owners)
      if (!columns)
        return {
          status: 'refused',
          message:
            'In this file nobody is named by the values of the first one. It needs a column with them, and one with names or addresses.',
        }
      this.#helper = helperFrom(table, columns)
      return { status: 'read', header: table.header, columns }
    },
    guess: ({ fields }) => guessMapping(this.#rows(), fields),
    choices: ({ column }) => choicesOf(filledCells(this.#rows(), column), MAX_CHOICES),
    owners: ({ column, colleagues }) => listOwners(this.#rows(), column, colleagues, this.#helper),
    plan: (ask) => this.#planned(ask),
    records: () => this.#plan?.create ?? [],
    failedFile: ({ more = [] }) => this.#failedFile(more),
    guessPeople: () => guessPeopleColumns(this.#rows()),
    planPeople: ({ known, userNames, ...ask }) => {
      const plan = planPeople({
        ...ask,
        table: this.#rows(),
        known: new Map(known),
        userNames: new Set(userNames),
      })
      this.#failed = plan.failed.map(({ line }) => line)
      return { status: 'planned', ...plan }
    },
  }

  call(call: ReaderCall, ask: unknown, progress: Progress): unknown {
    return (this.#calls[call] as (ask: unknown, progress: Progress) => unknown)(ask, progress)
  }

  #rows(): Table {
    if (!this.#table) throw new Error('no file was read')
    return this.#table
  }

  #planned({ owners, existing, ...ask }: PlanAsk): PlanAnswer | FileRefused {
    const ids = new Set(existing)
    const plan = planRows({
      ...ask,
      table: this.#rows(),
      owners: { byKey: new Map(owners.byKey), otherwise: owners.otherwise },
      exists: (recordId) => ids.has(recordId),
    })
    if (plan.status === 'refused') return { status: 'refused', message: plan.message }
    this.#plan = plan
    this.#failed = plan.failed.map((row) => row.line)
    const used = new Map<string, { choice: OwnerChoice; count: number }>()
    for (const { owner } of plan.create) {
      const known = used.get(ownerChoiceKey(owner))
      if (known) known.count++
      else used.set(ownerChoiceKey(owner), { choice: owner, count: 1 })
    }
    return {
      status: 'planned',
      create: plan.create.length,
      already: plan.already,
      blank: plan.blank,
      failed: plan.failed.map(({ line, reason }) => ({ line, reason })),
      first: plan.create.slice(0, FIRST_ROWS),
      owners: [...used.values()],
    }
  }

  #failedFile(more: readonly number[]): string {
    if (!this.#table) return ''
    const { rows, unreadable, rawHeader } = this.#table
    const failed = new Set([...this.#failed, ...more])
    return writeFailedRows(rawHeader, [...unreadable, ...rows.filter((row) => failed.has(row.line))])
  }
}

async function tableOf(file: File, progress: Progress): Promise<CsvTable | FileRefused> {
  if (file.size > MAX_BYTES)
    return { status: 'refused', message: 'This file is larger than 200 MB. Split it into several.' }
  let done = 0
  const bytes = new Uint8Array(file.size)
  for await (const chunk of chunksOf(file)) {
    bytes.set(chunk.subarray(0, bytes.length - done), done)
    done += chunk.length
    progress(Math.min(done, file.size), file.size)
  }
  const read = readCsv(bytes)
  return read.status === 'refused' ? { status: 'refused', message: read.message } : read
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
