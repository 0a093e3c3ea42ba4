import * as Y from 'yjs'
import { type Rows, rowKey, type Table } from '../../shared/domain/decide/change.ts'
import { FORGOTTEN, ROWS_MAP } from '../../shared/domain/documents/document-name.ts'
import { entriesOf } from '../../shared/domain/documents/project.ts'
import { wholeRow } from '../../shared/domain/documents/stored-row.ts'
import { toFolder } from '../store/rows/folder.ts'
import { toHandover } from '../store/rows/handover.ts'
import { toInvitation } from '../store/rows/invitation.ts'
import { toInvoice } from '../store/rows/invoice.ts'
import { toMembership } from '../store/rows/membership.ts'
import { toOrganization } from '../store/rows/organization.ts'
import { peopleOf, toPortfolio } from '../store/rows/portfolio.ts'
import { toSeatDay } from '../store/rows/seat-month.ts'
import { toUser } from '../store/rows/user.ts'
import { toWorkspace } from '../store/rows/workspace.ts'
import type { Json } from './test-client.ts'
import type { TestServer } from './test-server.ts'

type DocumentValues = Record<string, Record<string, unknown>>

/** All directory documents as a device would receive them, notices left out. */
export async function storedDocuments(server: TestServer, organizationId: string): Promise<DocumentValues> {
  const names = await server.store.read
    .selectFrom('documents')
    .select('name')
    .where('organization_id', '=', organizationId)
    .where('name', 'not like', 'content/%')
    .execute()
  const all: DocumentValues = {}
  for (const { name } of names) {
    const doc = new Y.Doc()
    const empty = Y.encodeStateVector(doc)
    Y.applyUpdate(doc, (await server.documents.missingFrom(organizationId, name, empty)).missing)
    const rows = Object.entries(doc.getMap(ROWS_MAP).toJSON())
      .filter(([key]) => !key.startsWith('notice/') && key !== FORGOTTEN)
      .map(([key, stored]) => [key, wholeRow(name, key, stored)] as const)
    if (rows.length > 0) all[name] = Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return all
}

/** What the documents must hold, made from all rows at once, as if nothing had ever been there before. */
export async function documentsFromRows(server: TestServer, organizationId: string): Promise<DocumentValues> {
  const from = <T extends Parameters<typeof server.store.read.selectFrom>[0]>(table: T) =>
    server.store.read
      .selectFrom(table as 'users')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .execute() as Promise<Json[]>
  const portfolios = (await from('portfolios')).map(toPortfolio)
  const memberships = (await from('memberships')).map(toMembership)
  const days = Map.groupBy((await from('seat_days')).map(toSeatDay), ({ day }) => day.slice(0, 7))
  const seatMonths = [...days].map(([id, own]) => ({ id, days: own }))
  const workspaces = (await from('workspaces')).map(toWorkspace)
  const rows: [Table, Rows[Table]][] = [
    ...(await from('organizations')).map((row) => ['organization', toOrganization(row)] as const),
    ...(await from('users')).map((row) => ['user', toUser(row)] as const),
    ...workspaces.map((row) => ['workspace', row] as const),
    ...memberships.map((row) => ['membership', row] as const),
    ...(await from('folders')).map((row) => ['folder', toFolder(row)] as const),
    ...portfolios.map((row) => ['portfolio', row] as const),
    ...(await from('invitations')).map((row) => ['invitation', toInvitation(row)] as const),
    ...(await from('handovers')).map((row) => ['handover', toHandover(row)] as const),
    ...(await from('invoices')).map((row) => ['invoice', toInvoice(row)] as const),
    ...seatMonths.map((month) => ['seatMonth', month] as const),
  ].map(([table, row]) => [table, row])
  const all: DocumentValues = {}
  for (const [table, row] of rows)
    for (const { document, key, value } of entriesOf(table, row, {
      membershipsOf: (userId) => memberships.filter((m) => m.userId === userId),
      workspacesWithItemsOf: (userId) =>
        portfolios.filter((p) => peopleOf(p).includes(userId)).map((p) => p.workspaceId),
      workspaceOfPortfolio: (id) => portfolios.find((p) => p.id === id)?.workspaceId ?? null,
      workspaces: () => workspaces.map(({ id }) => id),
    })) {
      if (!key.startsWith(`${table}/${rowKey(table, row)}`)) throw new Error(`odd key ${key}`)
      all[document] = { ...all[document], [key]: value }
    }
  for (const [name, values] of Object.entries(all))
    all[name] = Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
  return all
}

/**
 * Items and folders that a document names though its readers have nothing to do with the workspace they are in: of the
 * staff's and the names' documents that workspace, of somebody's own those where they work.
 */
export async function foreignPlacesIn(server: TestServer, documents: DocumentValues): Promise<string[]> {
  const { read } = server.store
  const workspaceOf = new Map([
    ...(await read.selectFrom('portfolios').select(['portfolio_id as id', 'workspace_id']).execute()).map(
      (row) => [row.id, row.workspace_id] as const,
    ),
    ...(await read.selectFrom('folders').select(['folder_id as id', 'workspace_id']).execute()).map(
      (row) => [row.id, row.workspace_id] as const,
    ),
  ])
  const memberships = await read.selectFrom('memberships').select(['user_id', 'workspace_id']).execute()
  const foreign: string[] = []
  for (const [name, rows] of Object.entries(documents)) {
    const [kind, id = ''] = name.split('/')
    if (kind !== 'staff' && kind !== 'names' && kind !== 'me') continue
    const own = memberships.filter(({ user_id }) => user_id === id).map((row) => row.workspace_id)
    const here = new Set(kind === 'me' ? own : [id])
    for (const place of JSON.stringify(rows).match(/\b(pfo|fld)_[\w-]{16,40}/g) ?? []) {
      const workspaceId = workspaceOf.get(place)
      if (workspaceId !== undefined && !here.has(workspaceId)) foreign.push(`${name}: ${place}`)
    }
  }
  return foreign
}
