import { randomBytes } from 'node:crypto'
import type { Standing } from '../../../shared/domain/decide/actor.ts'
import { parseDocumentName } from '../../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import { readsOwnCopy } from '../../../shared/domain/policy/reading.ts'
import type { Db, Tx } from '../../store/store.ts'
import type { DirectoryEntry } from '../directory-documents.ts'
import type { DirectoryFacts } from '../directory-facts.ts'
import type { FolderRecords } from '../records/folder-records.ts'
import { type Veil, VeilKey } from './veil.ts'

/** A record's id within something, and the folder that is named beside it or around it. */
interface Named {
  folderId: string | null
  recordId: string
}

/**
 * Translates ids of records between the server and people who read copies of their own (ROLE-10, `veil.ts`): in what such
 * people ask for, and in what is written into their own document.
 */
export class Veils {
  readonly #read: Db
  readonly #facts: DirectoryFacts
  readonly #records: FolderRecords
  /** Keys that are committed. */
  readonly #known = new Map<string, VeilKey>()

  constructor(read: Db, facts: DirectoryFacts, records: FolderRecords) {
    this.#read = read
    this.#facts = facts
    this.#records = records
  }

  /** An organization's; made when somebody in it first needs one. */
  async of(tx: Tx, organizationId: string): Promise<VeilKey> {
    const known = this.#known.get(organizationId)
    if (known) return known
    const key = await keyOf(tx, organizationId)
    const veil = new VeilKey(Buffer.from(key ?? (await makeKey(tx, organizationId)), 'base64url'))
    // A key of a transaction that may not stay must not be remembered.
    if (key !== null && (await keyOf(this.#read, organizationId)) === key)
      this.#known.set(organizationId, veil)
    return veil
  }

  /**
   * What somebody asked for, with the records' own ids. Whoever reads the folder as it is may still have ids from when they did
   * not (what waited on their device): those that name nothing else. `isUnanswered`: they hear nothing of what comes of it, and
   * may name a record as they knew it before they read a copy of their own.
   */
  async lifted(
    tx: Tx,
    organizationId: string,
    userId: string | null,
    args: unknown,
    isUnanswered = false,
  ): Promise<unknown> {
    return this.#translated(tx, organizationId, args, async (folder, recordId, veil) => {
      const own = veil.unveil(recordId)
      // Asked only here: most of what is asked for names no record.
      const reader = userId === null ? null : await this.#facts.standing(tx, organizationId, userId)
      if (!isUnanswered && reader && readsOwnCopy(reader, folder.workspaceId)) return own
      const isHere = async (id: string) =>
        (await this.#records.recordNow(tx, organizationId, folder, id)) !== null
      return !(await isHere(recordId)) && (await isHere(own)) ? own : recordId
    })
  }

  /** What is to be written into directory documents, as the readers of their own one know the records it names. */
  async drawn(tx: Tx, organizationId: string, entries: DirectoryEntry[]): Promise<DirectoryEntry[]> {
    const seen: DirectoryEntry[] = []
    for (const entry of entries) {
      const document = parseDocumentName(entry.document)
      const reader =
        document?.kind === 'me' && recordsNamed(entry.value).length > 0
          ? await this.#facts.standing(tx, organizationId, document.userId)
          : null
      seen.push(reader ? { ...entry, value: await this.#as(tx, organizationId, reader, entry.value) } : entry)
    }
    return seen
  }

  #as(tx: Tx, organizationId: string, reader: Standing, value: unknown): Promise<unknown> {
    return this.#translated(tx, organizationId, value, (folder, recordId, veil) => {
      return readsOwnCopy(reader, folder.workspaceId) ? veil.veil(recordId) : recordId
    })
  }

  async #translated(
    tx: Tx,
    organizationId: string,
    value: unknown,
    as: (folder: Folder, recordId: string, veil: Veil) => string | Promise<string>,
  ): Promise<unknown> {
    const named = recordsNamed(value)
    if (named.length === 0) return value
    const key = await this.of(tx, organizationId)
    const ids = new Map<string, string>()
    for (const one of named) {
      const folder = one.folderId && (await this.#facts.folder(tx, organizationId, one.folderId))
      // Records are named with their folder, or not at all.
      if (folder) ids.set(placeOf(one), await as(folder, one.recordId, key.of(folder.id)))
    }
    return walk(value, null, (one) => ids.get(placeOf(one)) ?? one.recordId)
  }
}

const placeOf = ({ folderId, recordId }: Named): string => `${folderId}\n${recordId}`

function recordsNamed(value: unknown): Named[] {
  const found: Named[] = []
  walk(value, null, (named) => {
    found.push(named)
    return named.recordId
  })
  return found
}

/** What people write: a text that looks like an id names nothing, and turned into another one it would tell which that is. */
const WRITTEN: ReadonlySet<string> = new Set(['changes', 'values', 'shown'])

/** The same value, with another id for each record that is named in it, which is always as `recordId`. */
function walk(value: unknown, folderId: string | null, as: (named: Named) => string): unknown {
  if (Array.isArray(value)) return value.map((part) => walk(part, folderId, as))
  if (value === null || typeof value !== 'object') return value
  const here = 'folderId' in value && typeof value.folderId === 'string' ? value.folderId : folderId
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      if (WRITTEN.has(key)) return [key, part]
      const isNamed = key === 'recordId' && typeof part === 'string'
      return [key, isNamed ? as({ folderId: here, recordId: part }) : walk(part, here, as)]
    }),
  )
}

async function keyOf(db: Db, organizationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('veil_keys')
    .select('key')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row?.key ?? null
}

async function makeKey(tx: Tx, organizationId: string): Promise<string> {
  const key = randomBytes(16).toString('base64url')
  await tx.insertInto('veil_keys').values({ organization_id: organizationId, key }).execute()
  return key
}
