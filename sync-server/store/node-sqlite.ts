import type { SqliteDatabase, SqliteStatement } from 'kysely'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { DatabaseDamaged } from './disk-trouble.ts'

/**
 * Opens a database file in the shape Kysely's SqliteDialect takes. WAL with `synchronous=FULL`: a commit that returned is
 * on the disk, which is what "saved" promises (SYNC-4). The reading connection sees only what is committed.
 */
export function openNodeSqlite(file: string, mode: 'write' | 'read'): SqliteDatabase {
  const database = new DatabaseSync(file, {
    readOnly: mode === 'read',
    enableForeignKeyConstraints: true,
    timeout: 5_000,
  })
  if (mode === 'write') {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    // Every so many pages the log is carried over into the file, and a commit waits for it. By SQLite's own 1,000 a busy
    // server does it every second or so, and most pages again each time.
    database.exec('PRAGMA wal_autocheckpoint = 4000')
    // 32 MB. In SQLite's own 2 MB the indexes of a busy organization have no room, and each entry reads some pages again.
    database.exec('PRAGMA cache_size = -32768')
    refuseDamaged(database, file)
  }
  const statements = new Map<string, SqliteStatement>()
  return {
    prepare(sql) {
      const known = statements.get(sql)
      if (known) return known
      const statement = wrap(database.prepare(sql))
      // Texts vary only with the length of `in (…)` lists; a bound keeps a server that runs for months from growing.
      if (statements.size >= 500) statements.clear()
      statements.set(sql, statement)
      return statement
    },
    close() {
      statements.clear()
      if (mode === 'write') database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      database.close()
    },
  }
}

/** What is written on top of damage is lost with it. Looking through a file takes a second for some gigabytes. */
function refuseDamaged(database: DatabaseSync, file: string): void {
  const [found] = database.prepare('PRAGMA quick_check(1)').all()
  if (found?.['quick_check'] === 'ok') return
  database.close()
  throw new DatabaseDamaged(`${file}: ${String(found?.['quick_check'])}`)
}

function wrap(statement: StatementSync): SqliteStatement {
  return {
    // Statements such as `insert … returning` yield columns too.
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(toSqlite)),
    run: (parameters) => statement.run(...parameters.map(toSqlite)),
    iterate: (parameters) => statement.iterate(...parameters.map(toSqlite)),
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === undefined) return null
  return value as SQLInputValue
}
