import { Dexie } from 'dexie'
import type { EditRow, IntentRow, OutboxRow, RefusedEditRow } from './database.ts'

/**
 * Why a copy could not be opened. `newer`: a later version of the program wrote it; `unreadable`: it is damaged; `not-there`: only one
 * that is there was to be opened.
 */
export class CopyProblem extends Error {
  readonly kind: 'newer' | 'unreadable' | 'not-there'

  constructor(kind: CopyProblem['kind'], cause?: unknown) {
    super(`the copy on this device is ${kind}`, { cause })
    this.kind = kind
  }
}

/** A change of this device that the server has not got, for a file that a person can read. */
export interface UnsentChange {
  words: string
  /** ISO. */
  since: string
  /** What exactly was wanted: a command, or edits of records. */
  wanted: unknown
}

/**
 * What can still be read of the changes that were not sent, from a copy that can't be opened any more; null when nothing
 * can be read at all. Each table is read on its own, and what is broken in one leaves the others.
 */
export async function unsentIn(databaseName: string): Promise<UnsentChange[] | null> {
  // Without a version Dexie takes the database as it is.
  const db = new Dexie(databaseName)
  try {
    await db.open()
    const names = new Set(db.tables.map(({ name }) => name))
    const rowsOf = async <T>(table: string): Promise<T[]> =>
      names.has(table) ? ((await db.table(table).toArray()) as T[]) : []
    const [outbox, edits, intents, refused] = await Promise.all([
      rowsOf<OutboxRow>('outbox').catch(() => []),
      rowsOf<EditRow>('edits').catch(() => []),
      rowsOf<IntentRow>('intents').catch(() => []),
      rowsOf<RefusedEditRow>('refusedEdits').catch(() => []),
    ])
    const intentsOf = new Map(intents.map((row) => [row.seq, row.intents]))
    const changes = [
      ...outbox
        .filter(({ state }) => state !== 'accepted')
        .map(({ seq, words, createdAt, command }) => ({ seq, words, since: createdAt, wanted: command })),
      ...edits.map(({ seq, words, since }) => ({ seq, words, since, wanted: intentsOf.get(seq) ?? [] })),
    ].sort((a, b) => a.seq - b.seq)
    return [
      ...changes.map(({ words, since, wanted }) => ({ words, since, wanted })),
      ...refused.map(({ words, since, intents: wanted }) => ({ words, since, wanted })),
    ]
  } catch {
    return null
  } finally {
    db.close()
  }
}

/** Deletes a copy; the next opening fetches everything anew. */
export const deleteUnreadable = (databaseName: string): Promise<void> => Dexie.delete(databaseName)
