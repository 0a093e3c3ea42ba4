import type { Rows, Table } from '../../../shared/domain/decide/change.ts'
import type { Tx } from '../store.ts'
import { folderMapper } from './folder.ts'
import { handoverMapper } from './handover.ts'
import { invitationMapper } from './invitation.ts'
import { invoiceMapper } from './invoice.ts'
import type { RowMapper } from './mapper.ts'
import { membershipMapper } from './membership.ts'
import { organizationMapper } from './organization.ts'
import { portfolioMapper } from './portfolio.ts'
import { requestMapper } from './request.ts'
import { seatMonthMapper } from './seat-month.ts'
import { signInMapper } from './sign-in.ts'
import { userMapper } from './user.ts'
import { workspaceMapper } from './workspace.ts'

const MAPPERS: { [T in Table]: RowMapper<T> } = {
  organization: organizationMapper,
  user: userMapper,
  workspace: workspaceMapper,
  membership: membershipMapper,
  folder: folderMapper,
  portfolio: portfolioMapper,
  invitation: invitationMapper,
  handover: handoverMapper,
  seatMonth: seatMonthMapper,
  invoice: invoiceMapper,
  signIn: signInMapper,
  request: requestMapper,
}

/** Order of writing: a row comes after those it refers to. Removing goes the other way. */
export const TABLE_ORDER = Object.keys(MAPPERS) as Table[]

/** One row by its key, or null. */
export const readRow = <T extends Table>(
  tx: Tx,
  organizationId: string,
  table: T,
  key: string,
): Promise<Rows[T] | null> => MAPPERS[table].read(tx, organizationId, key)

export const putRow = <T extends Table>(
  tx: Tx,
  organizationId: string,
  table: T,
  row: Rows[T],
): Promise<void> => MAPPERS[table].put(tx, organizationId, row)

export const removeRow = (tx: Tx, organizationId: string, table: Table, key: string): Promise<void> =>
  MAPPERS[table].remove(tx, organizationId, key)
