import type { HelperColumns } from '../../shared/domain/import/helper.ts'
import type { Mapping } from '../../shared/domain/import/mapping.ts'
import type { Colleague, OwnerChoice, OwnerValue } from '../../shared/domain/import/owners.ts'
import type { FailedRow, RecordToCreate } from '../../shared/domain/import/plan-rows.ts'
import type { PeopleMapping } from '../../shared/domain/import/people-columns.ts'
import type { PeoplePlan, PlannedPlace } from '../../shared/domain/import/plan-people.ts'
import type { Role } from '../../shared/domain/model/user.ts'
import type { TableRow } from '../../shared/domain/import/table.ts'
import type { Field } from '../../shared/domain/model/folder.ts'

/** What the page asks the worker that reads a file and plans its import, and what it answers. */
export interface ReaderCalls {
  read: { ask: { file: File }; answer: FileRead | FileRefused }
  /** The second file, which says who the owner values are; null takes it away. */
  readHelper: { ask: { file: File | null; owners: string[] }; answer: HelperRead | FileRefused }
  guess: { ask: { fields: Field[] }; answer: Mapping }
  /** Distinct values of a column, or null when they are too many for a choice. */
  choices: { ask: { column: number }; answer: string[] | null }
  owners: { ask: { column: number; colleagues: Colleague[] }; answer: OwnerValue[] }
  plan: { ask: PlanAsk; answer: PlanAnswer | { status: 'refused'; message: string } }
  /** The records of the last plan. */
  records: { ask: Record<string, never>; answer: RecordToCreate[] }
  /** A file of exactly the rows that failed, as they stood in it; `more` are lines that the server refused. */
  failedFile: { ask: { more?: number[] }; answer: string }
  guessPeople: { ask: Record<string, never>; answer: PeopleMapping }
  planPeople: { ask: PeopleAsk; answer: PeoplePlanned }
}
export type ReaderCall = keyof ReaderCalls

export interface FileRead {
  status: 'read'
  header: string[]
  /** Rows that can be read. */
  rowCount: number
  sample: TableRow[]
  unreadable: { line: number; reason: string }[]
  /** What was guessed and may be wrong, in sentences. */
  notes: string[]
}

export interface FileRefused {
  status: 'refused'
  message: string
}

export interface HelperRead {
  status: 'read'
  header: string[]
  columns: HelperColumns
}

export interface PlanAsk {
  folderId: string
  mapping: Mapping
  fields: Field[]
  owners: { byKey: [key: string, choice: OwnerChoice][]; otherwise: OwnerChoice }
  colleagues: Colleague[]
  /** Ids of all records of the folder, those in the bin too. */
  existing: string[]
}

export interface PlanAnswer {
  status: 'planned'
  create: number
  already: number
  blank: number
  failed: Pick<FailedRow, 'line' | 'reason'>[]
  first: RecordToCreate[]
  /** Whoever looks after at least one of the records to create, with how many. */
  owners: { choice: OwnerChoice; count: number }[]
}

export interface PeopleAsk {
  mapping: PeopleMapping
  known: [emailKey: string, is: 'here' | 'left'][]
  /** `userNameKey` of all user names. */
  userNames: string[]
  workspaces: { id: string; name: string }[]
  role: Role
  places: readonly PlannedPlace[]
}

export interface PeoplePlanned extends PeoplePlan {
  status: 'planned'
}

export interface ReaderRequest {
  id: number
  call: ReaderCall
  ask: unknown
}

export type ReaderReply =
  | { id: number; kind: 'answer'; answer: unknown }
  | { id: number; kind: 'failed'; message: string }
  /** Bytes read of how many. */
  | { id: number; kind: 'progress'; done: number; of: number }
