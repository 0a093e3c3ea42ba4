import type { Rows, Table } from '../../domain/decide/change.ts'
import { ORGANIZATION } from '../../domain/documents/document-name.ts'
import type { UserName } from '../../domain/documents/project.ts'
import { togetherOfHandover } from '../../domain/documents/handover-part.ts'
import type { Handover } from '../../domain/model/handover.ts'
import type { Notice } from '../../domain/model/notice.ts'
import type { DirectoryData, Tables } from './directory.ts'
import { IndexedRows } from './indexed-rows.ts'

type MutableTables = { [T in Table]: IndexedRows<Rows[T]> }

const emptyTables = (): MutableTables => ({
  organization: new IndexedRows(),
  user: new IndexedRows(),
  workspace: new IndexedRows(),
  membership: new IndexedRows(),
  folder: new IndexedRows(),
  portfolio: new IndexedRows(),
  invitation: new IndexedRows(),
  handover: new IndexedRows(),
  seatMonth: new IndexedRows(),
  invoice: new IndexedRows(),
  signIn: new IndexedRows(),
  request: new IndexedRows(),
})

/**
 * The directory documents of a device put together. A row may stand in several of them; in `names/…` a user is a name
 * alone, and of the organization most know what everybody may. Snapshots are immutable: a table that changed is copied, the others are shared.
 */
export class MergedRows {
  readonly #documents = new Map<string, Map<string, unknown>>()
  #tables = emptyTables()
  #names = new Map<string, UserName>()
  #namedIn = new Map<string, Set<string>>()
  /** Sets that no snapshot shares. */
  #ownNamedIn = new WeakSet<Set<string>>()
  #about: unknown = null
  #notices = new Map<string, Notice>()
  /** What the last snapshot shares and must not be changed any more. */
  #shared = new Set<string>()

  /** Sets one entry of a document; undefined removes it. */
  set(document: string, key: string, value: unknown): void {
    const rows = this.#documents.get(document) ?? new Map<string, unknown>()
    this.#documents.set(document, rows)
    if (value === undefined) rows.delete(key)
    else rows.set(key, value)
    this.#merge(document, key)
  }

  keysOf(document: string): string[] {
    return [...(this.#documents.get(document)?.keys() ?? [])]
  }

  snapshot(): Pick<DirectoryData, 'tables' | 'names' | 'namedIn' | 'about' | 'notices'> {
    for (const name of [...Object.keys(this.#tables), 'names', 'namedIn']) this.#shared.add(name)
    this.#ownNamedIn = new WeakSet()
    return {
      tables: { ...this.#tables } satisfies Tables,
      names: this.#names,
      namedIn: this.#namedIn,
      about: this.#about as DirectoryData['about'],
      notices: [...this.#notices.values()].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    }
  }

  #merge(document: string, key: string): void {
    const slash = key.indexOf('/')
    const table = key.slice(0, slash)
    const rowKey = key.slice(slash + 1)
    if (table === 'notice') return this.#setNotice(rowKey, this.#find(key, isWhole))
    if (table === 'user') this.#mergeName(document, key, rowKey)
    if (table === 'organization')
      this.#about = this.#find(key, isStaff) ?? this.#find(key, () => true) ?? null
    if (!isTable(table)) return
    const row =
      table === 'handover' ? this.#findHandover(key) : this.#find(key, WHOLE_IN[table] ?? (() => true))
    const rows = this.#writable(table) as Map<string, unknown>
    if (row === undefined) rows.delete(rowKey)
    else rows.set(rowKey, row)
  }

  #mergeName(document: string, key: string, userId: string): void {
    const workspaceId = /^names\/(.+)$/.exec(document)?.[1]
    if (workspaceId === undefined) return
    if (this.#shared.delete('names')) this.#names = new Map(this.#names)
    if (this.#shared.delete('namedIn')) this.#namedIn = new Map(this.#namedIn)
    const name = this.#find(key, (other) => !isWhole(other)) as UserName | undefined
    if (name) this.#names.set(userId, name)
    else this.#names.delete(userId)
    const here = this.#writableNamesIn(workspaceId)
    if (this.#documents.get(document)?.has(key)) here.add(userId)
    else here.delete(userId)
  }

  /** Copied once after each snapshot, not for each name. */
  #writableNamesIn(workspaceId: string): Set<string> {
    const known = this.#namedIn.get(workspaceId)
    if (known && this.#ownNamedIn.has(known)) return known
    const own = new Set(known)
    this.#ownNamedIn.add(own)
    this.#namedIn.set(workspaceId, own)
    return own
  }

  #setNotice(id: string, notice: unknown): void {
    if (notice === undefined) this.#notices.delete(id)
    else this.#notices.set(id, notice as Notice)
  }

  /** The row in the document that knows most: the organization's first, names last. */
  #find(key: string, counts: (document: string) => boolean): unknown {
    const first = this.#documents.get(ORGANIZATION)
    if (first?.has(key)) return first.get(key)
    // One's own profile is whole in one's own document, and a colleague's in those of the staff.
    for (const [document, rows] of this.#documents)
      if (isOwn(document) && counts(document) && rows.has(key)) return rows.get(key)
    for (const [document, rows] of this.#documents)
      if (counts(document) && rows.has(key)) return rows.get(key)
    return undefined
  }

  /** Documents of workspaces tell what concerns them alone. */
  #findHandover(key: string): Handover | undefined {
    const known = [...this.#documents.values()].flatMap((rows) =>
      rows.has(key) ? [rows.get(key) as Handover] : [],
    )
    const change = known.find((handover) => handover.kind === 'switch')
    return change ?? togetherOfHandover(known.filter((handover) => handover.kind === 'handover'))
  }

  #writable(table: Table): Map<string, unknown> {
    if (this.#shared.delete(table)) this.#tables = { ...this.#tables, [table]: this.#tables[table].copy() }
    return this.#tables[table]
  }
}

/** `names/…` holds users as names only. */
const isWhole = (document: string): boolean => !document.startsWith('names/')
const isStaff = (document: string): boolean => document.startsWith('staff/')

/** Tables whose rows stand in some documents in part, and where they are whole. */
const WHOLE_IN: Partial<Record<Table, (document: string) => boolean>> = {
  user: isWhole,
  organization: (document) => document === ORGANIZATION,
}

const isOwn = (document: string): boolean => document.startsWith('me/')

const TABLES = emptyTables()
const isTable = (name: string): name is Table => Object.hasOwn(TABLES, name)
