import { equalityDeep } from 'lib0/function'
import { inOwnCopy } from '../../shared/domain/content/own-copy.ts'
import {
  EDITS_MAP,
  FORGOTTEN,
  ownOf,
  parseDocumentName,
  RECORDS_MAP,
  shardOf,
} from '../../shared/domain/documents/document-name.ts'
import { entriesOf, type Surroundings } from '../../shared/domain/documents/project.ts'
import { isInOrganization, mayRead } from '../../shared/domain/documents/readable.ts'
import type { Standing } from '../../shared/domain/decide/actor.ts'
import type { Rows, Table } from '../../shared/domain/decide/change.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import {
  type CreatedRecord,
  isOpen,
  parseEditKey,
  recordAsCreated,
  type RecordNow,
  withEdit,
} from '../../shared/domain/model/record.ts'
import { holdsSeat } from '../../shared/domain/billing/seat.ts'
import { countsAsAdmin } from '../../shared/domain/policy/column.ts'
import { readsOwnCopy } from '../../shared/domain/policy/reading.ts'
import { toFolder } from '../../sync-server/store/rows/folder.ts'
import { toHandover } from '../../sync-server/store/rows/handover.ts'
import { toInvitation } from '../../sync-server/store/rows/invitation.ts'
import { toMembership } from '../../sync-server/store/rows/membership.ts'
import { toOrganization } from '../../sync-server/store/rows/organization.ts'
import { toPortfolio } from '../../sync-server/store/rows/portfolio.ts'
import { toUser } from '../../sync-server/store/rows/user.ts'
import { toWorkspace } from '../../sync-server/store/rows/workspace.ts'
import type { ServerDisk } from './server-disk.ts'
import { veiled } from './veiled.ts'

/** What commands of a run write; the rest of the tables is written when days end or people sign in. */
type Watched =
  'organization' | 'user' | 'workspace' | 'membership' | 'folder' | 'portfolio' | 'invitation' | 'handover'

/** The confirmed directory, read whole. */
export class Confirmed {
  readonly rows: { [T in Watched]: Rows[T][] }
  /** How many were ever answered. */
  readonly commands: number
  readonly accounts: Map<string, string | null>
  readonly #disk: ServerDisk

  constructor(disk: ServerDisk) {
    this.#disk = disk
    const all = (table: string) => disk.all<never>(`select * from ${table}`)
    this.rows = {
      organization: all('organizations').map(toOrganization),
      user: all('users').map(toUser),
      workspace: all('workspaces').map(toWorkspace),
      membership: all('memberships').map(toMembership),
      folder: all('folders').map(toFolder),
      portfolio: all('portfolios').map(toPortfolio),
      invitation: all('invitations').map(toInvitation),
      handover: all('handovers').map(toHandover),
    }
    this.commands = disk.all<{ n: number }>('select count(*) as n from commands')[0]!.n
    this.accounts = new Map(
      disk
        .all<{ user_id: string; account_id: string | null }>('select user_id, account_id from users')
        .map((row) => [row.user_id, row.account_id]),
    )
  }

  standing(userId: string): Standing | null {
    const user = this.rows.user.find(({ id }) => id === userId)
    if (!user) return null
    const memberships = this.rows.membership.filter((membership) => membership.userId === userId)
    return { user, memberships, isAccountOwner: this.rows.organization[0]?.ownerUserId === userId }
  }

  mayRead(userId: string, name: string): boolean {
    const document = parseDocumentName(name)
    const standing = this.standing(userId)
    const workspaceOf = (folderId: string) =>
      this.rows.folder.find(({ id }) => id === folderId)?.workspaceId ?? null
    return document !== null && standing !== null && mayRead(document, standing, workspaceOf)
  }

  /** Whose devices keep no copy of the document, because they have all of it with the organization's. */
  isInOrganization(userId: string, name: string): boolean {
    const document = parseDocumentName(name)
    const standing = this.standing(userId)
    return document !== null && standing !== null && isInOrganization(document, standing)
  }

  /** What of the rules of SPEC.md does not hold. */
  broken(): string[] {
    const problems: string[] = []
    const { user, portfolio, handover, invitation, organization } = this.rows
    const users = new Map(user.map((row) => [row.id, row]))
    if (!user.some(countsAsAdmin)) problems.push('ROLE-5: there is no active Admin')
    const owner = users.get(organization[0]?.ownerUserId ?? '')
    if (!owner || owner.role !== 'admin') problems.push('ROLE-1: the account owner is no Admin')
    for (const { id, state, name } of user) {
      const account = this.accounts.get(id) ?? null
      if (
        state === 'active' &&
        account === null &&
        !handover.some((one) => one.kind === 'switch' && one.userId === id)
      )
        problems.push(`LIFE-1: ${name} is active, and no account sits in them`)
      if (state === 'pending' && account !== null) problems.push(`INV-2: ${name} has access before accepting`)
      if (state === 'pending' && !invitation.some((one) => one.userId === id))
        problems.push(`INV-3: ${name} is pending without an invitation`)
      if (state === 'deactivated' && portfolio.some((one) => holderOf(one) === id))
        problems.push(`LIFE-2: ${name} left and still looks after something`)
    }
    for (const one of portfolio) {
      const holder = holderOf(one)
      if (holder !== null && !users.has(holder)) problems.push(`HAND-5: ${one.id} is held by nobody we know`)
      for (const { handoverId } of one.holdings)
        if (handoverId !== null && handover.find(({ id }) => id === handoverId)?.state !== 'done')
          problems.push(`HAND-12: ${one.id} has a holding of a handover that is not done`)
      if (one.homeOf !== null && one.origin !== one.homeOf)
        problems.push(`${one.id} is a home of somebody else`)
    }
    return [...problems, ...this.#wrongHandovers()]
  }

  /** HAND-5: done moves everything it said, undone nothing. */
  #wrongHandovers(): string[] {
    const problems: string[] = []
    for (const one of this.rows.handover) {
      if (one.kind !== 'handover' || one.state !== 'done') continue
      for (const { portfolioId } of one.plan.moves) {
        const moved = this.rows.portfolio.find(({ id }) => id === portfolioId)
        if (
          !moved?.holdings.some(({ handoverId, holder }) => handoverId === one.id && holder === one.plan.to)
        )
          problems.push(`HAND-5: ${portfolioId} did not move with ${one.id}`)
      }
    }
    return problems
  }

  /** Counts and places of items, against what the documents say. */
  brokenItems(): string[] {
    const problems: string[] = []
    const counts = new Map<string, string>()
    for (const folder of this.rows.folder) {
      const found = new Map<string, { open: number; all: number }>()
      for (const record of this.recordsIn(folder.id)) {
        const portfolio = this.rows.portfolio.find(({ id }) => id === record.portfolio)
        if (portfolio?.workspaceId !== folder.workspaceId)
          problems.push(`REC-2: ${record.id} belongs to ${record.portfolio}, which is not in its workspace`)
        if (record.deleted !== null) continue
        const count = found.get(record.portfolio) ?? { open: 0, all: 0 }
        found.set(record.portfolio, {
          open: count.open + (isOpen(folder, record.values) ? 1 : 0),
          all: count.all + 1,
        })
      }
      for (const [id, { open, all }] of found) counts.set(`${id} ${folder.id}`, `${open} of ${all}`)
    }
    const kept = this.#disk.all<{ portfolio_id: string; folder_id: string; open: number; all_items: number }>(
      'select * from item_counts where all_items <> 0 or open <> 0',
    )
    for (const row of kept) {
      const key = `${row.portfolio_id} ${row.folder_id}`
      const is = counts.get(key) ?? 'none'
      if (is !== `${row.open} of ${row.all_items}`)
        problems.push(`HAND-6: ${key} counts ${row.open} of ${row.all_items} open, and has ${is}`)
      counts.delete(key)
    }
    for (const [key, is] of counts) problems.push(`HAND-6: ${key} has ${is} open, and counts none`)
    return problems
  }

  recordsIn(folderId: string): RecordNow[] {
    return this.#disk
      .documentNames(this.rows.organization[0]?.id ?? '')
      .filter((name) => name.startsWith(`content/${folderId}/`))
      .flatMap((name) => this.#recordsOf(name))
  }

  #recordsOf(document: string): RecordNow[] {
    const values = (map: string) => this.#disk.values(this.rows.organization[0]?.id ?? '', document, map)
    return recordsOf(values(RECORDS_MAP), values(EDITS_MAP))
  }

  /** Seats that are taken, and the limit (BILL-3). */
  get seats(): { taken: number; limit: number } {
    const taken = this.rows.user.filter(({ state }) => holdsSeat(state)).length
    return { taken, limit: this.rows.organization[0]?.seatLimit ?? Infinity }
  }

  /** Directory documents that do not say what the tables say. */
  brokenDocuments(): string[] {
    const organizationId = this.rows.organization[0]?.id ?? ''
    const people = this.#disk.all<{ user_id: string; workspace_id: string }>(
      'select distinct user_id, workspace_id from portfolio_people',
    )
    const around: Surroundings = {
      membershipsOf: (id) => this.rows.membership.filter(({ userId }) => userId === id),
      workspacesWithItemsOf: (id) =>
        people.filter((row) => row.user_id === id).map((row) => row.workspace_id),
      workspaces: () => this.rows.workspace.map(({ id }) => id),
      workspaceOfPortfolio: (id) => this.rows.portfolio.find((row) => row.id === id)?.workspaceId ?? null,
    }
    const expected = new Map<string, Record<string, unknown>>()
    const put = (document: string, key: string, value: unknown) =>
      expected.set(document, { ...expected.get(document), [key]: value })
    for (const [table, rows] of Object.entries(this.rows))
      for (const row of rows)
        for (const { document, key, value } of entriesOf(table as Table, row as never, around))
          put(document, key, value)
    for (const { user_id, data } of this.#disk.all<{ user_id: string; data: string }>(
      'select user_id, data from notices',
    )) {
      const notice = JSON.parse(data) as { id: string }
      put(`me/${user_id}`, `notice/${notice.id}`, notice)
    }
    const problems: string[] = []
    const { veil } = this.#disk
    for (const name of this.#disk.documentNames(organizationId)) {
      const kind = parseDocumentName(name)?.kind
      if (kind === 'content' || kind === 'own') continue
      const is = this.#disk.rows(organizationId, name)
      const should = expected.get(name) ?? {}
      expected.delete(name)
      for (const key of new Set([...Object.keys(is), ...Object.keys(should)]))
        if (key !== FORGOTTEN && differ(is[key], should[key]) && differ(is[key], veiled(should[key], veil)))
          problems.push(`document ${name}: ${key} is ${sorted(is[key])} and should be ${sorted(should[key])}`)
    }
    for (const name of expected.keys()) problems.push(`document ${name} is missing`)
    return [...problems, ...this.#brokenOwnCopies()]
  }

  /** ROLE-10: what is written for people who do not see everything is what they may see, and all of it. */
  #brokenOwnCopies(): string[] {
    const organizationId = this.rows.organization[0]?.id ?? ''
    const problems: string[] = []
    const holders = new Map(this.rows.portfolio.map((one) => [one.id, holderOf(one)]))
    const stored = new Set(this.#disk.documentNames(organizationId))
    const key = this.#disk.veil
    const shards = [...stored].flatMap((name) => {
      const place = parseDocumentName(name)
      return place?.kind === 'content' ? [place] : []
    })
    for (const { id: userId, state } of this.rows.user) {
      const reader = this.standing(userId)!
      if (state !== 'active') continue
      for (const { folderId, shard } of shards) {
        const folder = this.rows.folder.find(({ id }) => id === folderId)
        const name = ownOf(userId, folderId, shard)
        if (!folder || (!stored.has(name) && !readsOwnCopy(reader, folder.workspaceId))) continue
        const isUnfinished = this.#disk.isUnfinished(name)
        const is = new Map(this.#recordsOf(name).map((one) => [one.id, one]))
        for (const record of this.#recordsOf(shardOf(folderId, shard))) {
          const seen = inOwnCopy(record, holders.get(record.portfolio) ?? null, reader, folder)
          const id = key.of(folderId).veil(record.id)
          const should = seen && { id, ...seen.created, deleted: seen.deleted }
          const there = is.get(id) ?? null
          is.delete(id)
          if (isUnfinished && !there) continue
          if (differ(there, should))
            problems.push(`ROLE-10: ${name} has ${sorted(there)} where ${sorted(should)} may be seen`)
        }
        for (const id of is.keys()) problems.push(`ROLE-10: ${name} has ${id}, which is nowhere`)
      }
    }
    return problems
  }
}

/** Records as the two maps of a content document say. */
export function recordsOf(created: Record<string, unknown>, edits: Record<string, unknown>): RecordNow[] {
  const records = new Map(
    Object.entries(created).map(([id, value]) => [id, recordAsCreated(id, value as CreatedRecord)]),
  )
  for (const [key, value] of Object.entries(edits)) {
    const parsed = parseEditKey(key)
    const record = parsed && records.get(parsed.recordId)
    if (parsed && record)
      records.set(record.id, withEdit(record, created[record.id] as CreatedRecord, parsed.field, value))
  }
  return [...records.values()]
}

/** Are they other values than each other? What is undefined is not there. */
export const differ = (one: unknown, other: unknown): boolean =>
  !equalityDeep(one, other) && sorted(one) !== sorted(other)

export const sorted = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  ) ?? 'absent'
