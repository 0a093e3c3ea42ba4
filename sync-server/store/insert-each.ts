import type { CompiledQuery, QueryExecutorProvider } from 'kysely'
import type { Schema } from './schema/schema.ts'
import type { Tx } from './store.ts'

type Executor = ReturnType<QueryExecutorProvider['getExecutor']>

/** Statements as their database wants them, by table and columns: writing one costs more than running it. */
const statements = new WeakMap<Executor['adapter'], Map<string, CompiledQuery>>()

/**
 * Inserts rows that all have the same columns, for where many are written often: with one statement for each row. In one
 * for all of them SQLite would keep what every page was before, in case the next row fails, at several times the cost.
 */
export async function insertEach<Table extends keyof Schema>(
  tx: Tx,
  table: Table,
  rows: readonly Schema[Table][],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first) as (keyof Schema[Table])[]
  const executor = tx.getExecutor()
  const known = statements.get(executor.adapter) ?? new Map<string, CompiledQuery>()
  statements.set(executor.adapter, known)
  const name = `${table} ${columns.join(' ')}`
  const statement =
    known.get(name) ??
    tx
      .insertInto(table)
      .values(first as never)
      .compile()
  known.set(name, statement)
  await executor.provideConnection(async (connection) => {
    for (const row of rows)
      await connection.executeQuery({ ...statement, parameters: columns.map((column) => row[column]) })
  })
}
