import { isRowChange, type Change, type RowChange, rowKey, type Table } from '../../domain/decide/change.ts'
import type { Command } from '../../domain/decide/command.ts'
import { decideOnDevice } from '../../domain/decide/decide.ts'
import type { DeviceDecision } from '../../domain/decide/decision.ts'
import { answersOf } from './answer.ts'
import { Directory, type DirectoryData } from './directory.ts'
import { indexed } from './indexed-rows.ts'

/** A waiting command as the overlay needs it. */
export interface Waiting {
  command: Command
  createdAt: string
  creates: readonly string[]
}

/** What the device says to a command over a directory; `now` is ISO. */
export const decideOver = (directory: Directory, command: Command, now: string): DeviceDecision =>
  decideOnDevice(command, { kind: 'user', userId: directory.data.userId }, now, answersOf(directory, now))

/** The directory with all these commands drawn, in order. */
export function drawAll(directory: Directory, waiting: readonly Waiting[]): Directory {
  const own = new Set<Table>()
  return waiting.reduce((drawn, one) => draw(drawn, one, own), directory)
}

/**
 * The directory as it will be when the command was carried out (DESIGN §2.2): accepted ones are drawn; one that only the
 * server can decide draws nothing but makes its ids uncertain; a refused one draws nothing. Tables in `own` belong to
 * nobody else and are written in place: with a thousand commands, copying would take longer than deciding.
 */
export function draw(
  directory: Directory,
  { command, createdAt, creates }: Waiting,
  own = new Set<Table>(),
): Directory {
  const decision = decideOver(directory, command, createdAt)
  if (decision.status === 'later')
    return new Directory(
      {
        ...directory.data,
        clouded: new Set([...directory.data.clouded, ...creates.filter((id) => !isKnown(directory, id))]),
      },
      directory.order,
    )
  if (decision.status === 'refused') return directory
  const data = withChanges(directory.data, decision.changes, own)
  if (data === null) return directory
  const aliases = decision.aliases
    ? new Map([...data.aliases, ...Object.entries(decision.aliases)])
    : data.aliases
  return new Directory({ ...data, aliases }, directory.order)
}

/** The data with row changes; null when something to be created is there already: then it was carried out before. */
function withChanges(data: DirectoryData, changes: Change[], own: Set<Table>): DirectoryData | null {
  const rows = changes.filter(isRowChange)
  const isThere = (change: RowChange) =>
    'put' in change && change.isNew && data.tables[change.put].has(keyOf(change))
  if (rows.some(isThere)) return null
  const tables: Record<string, ReadonlyMap<string, unknown>> = { ...data.tables }
  for (const change of rows) {
    const table = 'put' in change ? change.put : change.remove
    if (!own.has(table)) tables[table] = indexed(data.tables[table] as ReadonlyMap<string, unknown>).copy()
    own.add(table)
    const writable = tables[table] as Map<string, unknown>
    if ('put' in change) writable.set(keyOf(change), change.row)
    else writable.delete(change.key)
  }
  return { ...data, tables: tables as unknown as DirectoryData['tables'] }
}

const keyOf = (change: Extract<RowChange, { put: Table }>): string => rowKey(change.put, change.row as never)

/** Is there any row by this id? */
export function isKnown(directory: Directory, id: string): boolean {
  const { tables, names } = directory.data
  const { user, workspace, folder, portfolio, invitation, handover, organization } = tables
  return [user, workspace, folder, portfolio, invitation, handover, organization, names].some((rows) =>
    rows.has(id),
  )
}

const ID = /^(usr|wsp|fld|pfo|inv|hov|rec)_[A-Za-z0-9_-]{16,40}$/

/** All ids that stand anywhere in a command's arguments, each once. */
export function idsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (ID.test(value)) found.add(value)
  } else if (value !== null && typeof value === 'object')
    for (const part of Object.values(value)) idsIn(part, found)
  return found
}
