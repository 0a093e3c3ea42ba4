import type { Rows, Table } from '../../../shared/domain/decide/change.ts'
import type { Tx } from '../store.ts'

/** How one table of the directory is kept: the domain's rows in, the domain's rows out. */
export interface RowMapper<T extends Table> {
  /** By `rowKey`; null when there is none. */
  read(tx: Tx, organizationId: string, key: string): Promise<Rows[T] | null>
  /** Inserts, or replaces what the domain knows of the row; columns of the server's own stay. */
  put(tx: Tx, organizationId: string, row: Rows[T]): Promise<void>
  remove(tx: Tx, organizationId: string, key: string): Promise<void>
}

export const neverRemoved = (table: Table) => () =>
  Promise.reject(new Error(`rows of ${table} are never removed`))
