import { Kysely, sql, type SqliteDatabase, SqliteDialect } from 'kysely'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { holdFolder } from './hold-folder.ts'
import { migrate } from './migrate.ts'
import { openNodeSqlite } from './node-sqlite.ts'
import type { Schema } from './schema/schema.ts'
import type { Outcome, Store, Tx } from './store.ts'
import { WriteQueue } from './write-queue.ts'

/**
 * Opens `handover.sqlite` in a folder, made if missing, and brings its tables to this version. Throws FolderInUse when another
 * process has it.
 */
export async function openSqliteStore(folder: string): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const letGo = holdFolder(folder)
  const file = path.join(folder, 'handover.sqlite')
  const writer = openNodeSqlite(file, 'write')
  await migrate(databaseOver(writer))
  const store = storeOver(writer, openNodeSqlite(file, 'read'))
  return {
    ...store,
    async close() {
      await store.close()
      letGo()
    },
  }
}

/** A store over two connections to one file whose tables are of this version. */
export function storeOver(writing: SqliteDatabase, reading: SqliteDatabase): Store {
  const writer = databaseOver(writing)
  const reader = databaseOver(reading)
  const queue = new WriteQueue(writer)
  return {
    read: reader,
    write: <T>(work: (tx: Tx, outcome: Outcome) => Promise<T>) => queue.add(work),
    scrub: () =>
      queue.alone(async () => {
        // SQLite's secure_delete leaves copies behind where it moved rows between pages; a new file has none.
        await sql`vacuum`.execute(writer)
        await sql`pragma wal_checkpoint(truncate)`.execute(writer)
      }),
    async close() {
      await queue.close()
      // The reader first: the writer's checkpoint can only empty the log when nobody reads.
      await reader.destroy()
      await writer.destroy()
    },
  }
}

const databaseOver = (database: SqliteDatabase) =>
  new Kysely<Schema>({ dialect: new SqliteDialect({ database }) })
