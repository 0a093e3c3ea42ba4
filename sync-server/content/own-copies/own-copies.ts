import { randomUUID } from 'node:crypto'
import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import { inOwnCopy, type OwnRecord } from '../../../shared/domain/content/own-copy.ts'
import type { Standing } from '../../../shared/domain/decide/actor.ts'
import {
  FORGOTTEN,
  ownOf,
  parseDocumentName,
  ROWS_MAP,
  shardOf,
} from '../../../shared/domain/documents/document-name.ts'
import type { Folder } from '../../../shared/domain/model/folder.ts'
import { holderOf } from '../../../shared/domain/model/portfolio.ts'
import { editKey } from '../../../shared/domain/model/record.ts'
import { readsOwnCopy, seesItemsOfOthers } from '../../../shared/domain/policy/reading.ts'
import type { SightChange } from '../../decide/ports.ts'
import { foldersIn } from '../../store/directory-reads.ts'
import type { Tx } from '../../store/store.ts'
import type { DirectoryFacts } from '../directory-facts.ts'
import { type DocumentLog, type Published, together } from '../stored/document-log.ts'
import type { FolderDocuments } from '../records/folder-documents.ts'
import { recordIn } from '../records/folder-records.ts'
import { inOneTransaction } from '../guard/apply-update.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'
import type { Veils } from './veils.ts'

/** What stands, or shall stand, in an own copy, by the id under which it stands there (`veil.ts`); null: it shall not. */
type Wanted = Map<string, OwnRecord | null>

/** An own copy of a shard that is being written. */
interface Writing {
  organizationId: string
  name: string
  recordIds: string[]
  /** How many of them are written. */
  done: number
  /** What was asked for up to when it began. */
  asked: number
}

/**
 * What people who are restricted to their own items, or without contact details, read instead of the workspace's content
 * (ROLE-10): for each of them a copy of each shard with what they may see of it, which the server alone writes: what changes
 * in a shard in the transaction that changes it; the rest a slice at a time (`writeNext`), so that nobody waits for all of
 * it. They change content by commands.
 */
export class OwnCopies {
  readonly #log: DocumentLog
  readonly #facts: DirectoryFacts
  readonly #folders: FolderDocuments
  readonly #veils: Veils
  #writing: Writing | null = null
  #asked = 0

  constructor(log: DocumentLog, facts: DirectoryFacts, folders: FolderDocuments, veils: Veils) {
    this.#veils = veils
    this.#log = log
    this.#facts = facts
    this.#folders = folders
  }

  /**
   * These records of a content document have changed. `forgets`: what they said before must be gone, from the server's disk
   * and from devices too (LIFE-6, REC-5).
   */
  async follow(
    tx: Tx,
    organizationId: string,
    folder: Folder,
    document: string,
    doc: Y.Doc,
    recordIds: Iterable<string>,
    forgets = false,
  ): Promise<Published> {
    const done: Published[] = []
    try {
      const readers = await this.#facts.readersOfOwnCopies(tx, organizationId, folder.workspaceId)
      if (readers.length === 0) return together([])
      const name = parseDocumentName(document)
      if (name?.kind !== 'content') throw new Error(`${document} has no records`)
      const { veil } = (await this.#veils.of(tx, organizationId)).of(folder.id)
      for (const reader of readers) {
        const wanted: Wanted = new Map()
        for (const id of recordIds)
          wanted.set(veil(id), await this.#seen(tx, organizationId, reader, folder, doc, id))
        const own = ownOf(reader.user.id, folder.id, name.shard)
        done.push(await this.#write(tx, organizationId, own, folder, wanted, forgets))
      }
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /**
   * Has this person's copies written as they must be now, by `writeNext`. Where something may have to go, what they have is
   * thrown away at once, whole: finding out what must go would hold up everybody, and waiting for it is no choice.
   */
  async renew(tx: Tx, organizationId: string, userId: string, change: SightChange): Promise<Published> {
    const done: Published[] = []
    this.#asked++
    try {
      const reader = await this.#facts.standing(tx, organizationId, userId)
      const mayRead = (workspaceId: string) =>
        reader !== null && reader.user.state !== 'erased' && readsOwnCopy(reader, workspaceId)
      const isMeant = (workspaceId: string) =>
        (change.workspaceId ?? workspaceId) === workspaceId &&
        // Who sees the items of others sees the same, whoever looks after them.
        (change.what === 'rights' || (reader !== null && !seesItemsOfOthers(reader, workspaceId)))
      const begun = new Set<string>()
      const begin = async (name: string, workspaceId: string, anew: boolean) => {
        begun.add(name)
        const how = { anew, unfinished: mayRead(workspaceId) }
        done.push(await this.#log.begin(tx, organizationId, workspaceId, name, how))
      }
      for (const { name, folderId } of await storedCopies(tx, organizationId, userId)) {
        const folder = await this.#facts.folder(tx, organizationId, folderId)
        if (folder && isMeant(folder.workspaceId))
          await begin(name, folder.workspaceId, change.what !== 'came')
      }
      for (const { workspaceId } of reader?.memberships ?? []) {
        if (!isMeant(workspaceId) || !mayRead(workspaceId)) continue
        for (const folder of await foldersIn(tx, organizationId, workspaceId))
          for (const shard of await this.#folders.shards(tx, organizationId, folder.id)) {
            const name = ownOf(userId, folder.id, shard)
            if (!begun.has(name)) await begin(name, workspaceId, false)
          }
      }
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /**
   * Writes the next slice, of at most so many records, of a copy that is not whole. Begins with the copy's first record where
   * the server was stopped in between: what stands there already costs next to nothing. Null: all of all copies are whole.
   */
  async writeNext(tx: Tx, atOnce: number): Promise<Published | null> {
    const writing = this.#writing?.asked === this.#asked ? this.#writing : null
    this.#writing = null
    const at = writing ?? (await unfinishedCopy(tx))
    if (!at) return null
    const { organizationId, name } = at
    const own = parseDocumentName(name)
    if (own?.kind !== 'own') throw new Error(`${name} is nobody’s copy`)
    const folder = await this.#facts.folder(tx, organizationId, own.folderId)
    if (!folder) return this.#log.finish(tx, organizationId, '', name)
    const { doc } = await this.#log.open(tx, organizationId, shardOf(folder.id, own.shard))
    const veil = (await this.#veils.of(tx, organizationId)).of(folder.id)
    if (!writing) {
      // Reading a shard that nobody has open takes as long as a slice or two.
      const { doc: copy } = await this.#log.open(tx, organizationId, name)
      const there = [...recordsOf(copy).keys()].map(veil.unveil)
      const recordIds = [...new Set([...recordsOf(doc).keys(), ...there])]
      this.#writing = { organizationId, name, recordIds, done: 0, asked: this.#asked }
      return this.#beginAgain
    }
    const reader = await this.#facts.standing(tx, organizationId, own.userId)
    const next = writing.done + atOnce
    const wanted: Wanted = new Map()
    for (const id of writing.recordIds.slice(writing.done, next))
      wanted.set(veil.veil(id), reader && (await this.#seen(tx, organizationId, reader, folder, doc, id)))
    const done = [this.#beginAgain, await this.#write(tx, organizationId, name, folder, wanted)]
    try {
      if (next < writing.recordIds.length) this.#writing = { ...writing, done: next }
      else done.push(await this.#log.finish(tx, organizationId, folder.workspaceId, name))
    } catch (problem) {
      together(done).discard()
      throw problem
    }
    return together(done)
  }

  /** What a slice wrote may not stay; nor may what is known of how far the copy is. */
  readonly #beginAgain: Published = { publish: () => undefined, discard: () => (this.#writing = null) }

  async #seen(
    tx: Tx,
    organizationId: string,
    reader: Standing,
    folder: Folder,
    doc: Y.Doc,
    recordId: string,
  ): Promise<OwnRecord | null> {
    const record = recordIn(doc, recordId, folder)
    if (!record) return null
    const portfolio = await this.#facts.portfolio(tx, organizationId, record.portfolio)
    return inOwnCopy(record, portfolio && holderOf(portfolio), reader, folder)
  }

  async #write(
    tx: Tx,
    organizationId: string,
    document: string,
    { workspaceId }: Folder,
    wanted: Wanted,
    forgets = false,
  ): Promise<Published> {
    const copy = await this.#log.open(tx, organizationId, document)
    const update = inOneTransaction(copy.doc, () => {
      let takes = false
      for (const [id, record] of wanted) {
        const wrote = writeRecord(copy.doc, id, record)
        takes ||= wrote === 'taken' || (forgets && wrote === 'written')
      }
      // The device's own log still has what was taken away: this tells it to fold that.
      if (takes) copy.doc.getMap(ROWS_MAP).set(FORGOTTEN, randomUUID())
    })
    // How far it is counts once it is whole.
    const toldIn = copy.unfinished ? undefined : workspaceId
    const published = await this.#log.append(tx, organizationId, document, copy, update, toldIn)
    if (!forgets || !update) return published
    try {
      await this.#log.rewrite(tx, organizationId, document, copy)
    } catch (problem) {
      published.discard()
      throw problem
    }
    return published
  }
}

/** Copies that this person has, or had. */
async function storedCopies(
  tx: Tx,
  organizationId: string,
  userId: string,
): Promise<{ name: string; folderId: string }[]> {
  const rows = await tx
    .selectFrom('documents')
    .select('name')
    .where('organization_id', '=', organizationId)
    .where('name', '>=', `own/${userId}/`)
    // '0' follows '/' in the order of characters.
    .where('name', '<', `own/${userId}0`)
    .execute()
  return rows.flatMap(({ name }) => {
    const document = parseDocumentName(name)
    return document?.kind === 'own' ? [{ name, folderId: document.folderId }] : []
  })
}

async function unfinishedCopy(tx: Tx): Promise<{ organizationId: string; name: string } | null> {
  const row = await tx
    .selectFrom('documents')
    .select(['organization_id', 'name'])
    .where('unfinished', '=', 1)
    .orderBy('organization_id')
    .orderBy('name')
    .limit(1)
    .executeTakeFirst()
  return row ? { organizationId: row.organization_id, name: row.name } : null
}

/** `taken`: something that stood there before may not be seen any more. */
function writeRecord(doc: Y.Doc, id: string, record: OwnRecord | null): 'same' | 'written' | 'taken' {
  const [records, edits] = [recordsOf(doc), editsOf(doc)]
  const binned = editKey(id, 'deleted')
  const was = records.get(id) as OwnRecord['created'] | undefined
  if (!record) {
    records.delete(id)
    edits.delete(binned)
    return was ? 'taken' : 'same'
  }
  const { created, deleted } = record
  if ((edits.get(binned) ?? null) !== deleted) edits.set(binned, deleted)
  if (equalityDeep(was, created)) return 'same'
  records.set(id, created)
  // A value that was emptied is there as null.
  const isHidden = Object.keys(was?.values ?? {}).some((field) => !Object.hasOwn(created.values, field))
  return isHidden ? 'taken' : 'written'
}
