import * as Y from 'yjs'
import { parseDocumentName } from '../../shared/domain/documents/document-name.ts'
import type { ItemCount } from '../../shared/domain/model/handover.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import type { Heads } from '../../shared/protocol/room-message.ts'
import type { Db, Store, Tx } from '../store/store.ts'
import { type Arrival, type ArrivalResult, Arrivals } from './arrivals/arrivals.ts'
import { ArrivalQueue } from './arrivals/arrival-queue.ts'
import { itemCountsOf } from './records/counts.ts'
import { DirectoryDocuments, type DirectoryEntry } from './directory-documents.ts'
import { DirectoryFacts } from './directory-facts.ts'
import { DocumentLog, type HeadListener, type Listener, type Published } from './stored/document-log.ts'
import { FolderDocuments } from './records/folder-documents.ts'
import { FolderRecords } from './records/folder-records.ts'
import { headsIn } from './stored/heads.ts'
import { SERVER_CLIENT } from './guard/apply-update.ts'
import { OwnCopies } from './own-copies/own-copies.ts'
import { OwnCopyWriter, type WriterParts } from './own-copies/own-copy-writer.ts'
import { type Reassigned, reassignedSince } from './records/reassigned-since.ts'
import { SecondDoor } from './second-door.ts'
import { Veils } from './own-copies/veils.ts'

export interface DocumentsOptions extends Pick<WriterParts, 'copiedAtOnce' | 'onCopyFailure'> {
  clock?: () => Date
  /** A bug: the guard saw something else happen than it predicted. The document was loaded anew, the update refused. */
  onFault?: (problem: unknown, arrival: Arrival) => void
  /** Which line of history the database belongs to (`store/lineage.ts`); a part of every epoch. */
  lineage?: string
}

/** A document at the moment somebody enters it. */
export interface Entered {
  epoch: string
  stateVector: Uint8Array
}

/** Of 10,000 records each. */
const SHARDS_AHEAD = 64

/**
 * All documents of the server: what it writes itself (directory), what many write under the guard (content), and what
 * follows from content: counts, history, notices. Everything happens inside the store's one write at a time, which makes
 * it each document's queue; the store commits together what waits together.
 */
export class Documents {
  readonly #store: Store
  readonly #clock: () => Date
  readonly #facts = new DirectoryFacts()
  readonly #log: DocumentLog
  readonly #folders: FolderDocuments
  readonly #own: OwnCopies
  readonly #veils: Veils
  readonly #copyWriter: OwnCopyWriter
  readonly #door: SecondDoor
  readonly #directory: DirectoryDocuments
  readonly #arrivals: Arrivals
  readonly #queue: ArrivalQueue

  constructor(store: Store, options: DocumentsOptions = {}) {
    this.#store = store
    this.#clock = options.clock ?? (() => new Date())
    this.#log = new DocumentLog(options.lineage)
    this.#folders = new FolderDocuments(this.#log)
    this.#veils = new Veils(store.read, this.#facts, new FolderRecords(this.#log, this.#folders))
    this.#own = new OwnCopies(this.#log, this.#facts, this.#folders, this.#veils)
    this.#copyWriter = new OwnCopyWriter({
      store,
      copies: this.#own,
      ...options,
    })
    this.#door = new SecondDoor(this.#log, this.#facts, this.#folders, this.#own, this.#clock)
    this.#directory = new DirectoryDocuments(this.#log, this.#facts, this.#folders)
    this.#arrivals = new Arrivals({
      log: this.#log,
      facts: this.#facts,
      directory: this.#directory,
      own: this.#own,
      clock: this.#clock,
      onFault: options.onFault ?? (() => undefined),
    })
    this.#queue = new ArrivalQueue(store, this.#arrivals)
  }

  /** Writes rows into directory documents, only where they differ. A folder whose stage changed is counted anew. */
  async writeDirectory(tx: Tx, organizationId: string, entries: DirectoryEntry[]): Promise<Published> {
    // Who reads what of content may have changed with what is written.
    this.#facts.forget(organizationId)
    try {
      return await this.#directory.write(
        tx,
        organizationId,
        await this.#veils.drawn(tx, organizationId, entries),
      )
    } catch (problem) {
      // What was read since is of a change that will not stay, and the asker gets nothing to discard.
      this.#facts.forget(organizationId)
      throw problem
    }
  }

  /** What somebody asked for, with the ids that the records it names have here (`veils.ts`). */
  liftVeil(...asked: Parameters<Veils['lifted']>): Promise<unknown> {
    return this.#veils.lifted(...asked)
  }

  /** Rewrites directory documents that still hold one of these values in their bytes (LIFE-6). */
  eraseValues(tx: Tx, organizationId: string, values: string[], mark: string): Promise<Published> {
    return this.#directory.eraseValues(tx, organizationId, values, mark)
  }

  /** A change of content by the server itself (`second-door.ts`). */
  writeContent(...change: Parameters<SecondDoor['write']>): Promise<Published> {
    return this.#door.write(...change)
  }

  /** What commands decided by the second door (`second-door.ts`). */
  writeRecords(...decided: Parameters<SecondDoor['writeRecords']>): Promise<Published> {
    return this.#door.writeRecords(...decided)
  }

  /** A record as it is in this transaction; null: there is none such in the folder. */
  recordNow(...place: Parameters<SecondDoor['recordNow']>): Promise<RecordNow | null> {
    return this.#door.recordNow(...place)
  }

  /** All records of a folder, those in the bin too. */
  recordsNow(...place: Parameters<SecondDoor['recordsNow']>): Promise<RecordNow[]> {
    return this.#door.recordsNow(...place)
  }

  /** Has records hold something else, and nothing of before remain (`second-door.ts`). */
  holdInstead(...records: Parameters<SecondDoor['holdInstead']>): Promise<Published> {
    return this.#door.holdInstead(...records)
  }

  /** What this person may see of content, or looks after, has changed (ROLE-10). */
  renewOwnCopies(...change: Parameters<OwnCopyWriter['renew']>): Promise<Published> {
    return this.#copyWriter.renew(...change)
  }

  /** Writes own copies that are not whole; resolves when all are, or it can't be done now. For the start of a server. */
  writeOwnCopies(): Promise<void> {
    return this.#copyWriter.wake()
  }

  /** Begins nothing more by itself. */
  stop(): Promise<void> {
    return this.#copyWriter.stop()
  }

  /** Begins a content document's next epoch (`second-door.ts`). */
  renewContent(...change: Parameters<SecondDoor['renew']>): Promise<Published | null> {
    return this.#door.renew(...change)
  }

  /** Deletes for good what lies in the bin (`second-door.ts`). */
  purge(...records: Parameters<SecondDoor['purge']>): Promise<Published | null> {
    return this.#door.purge(...records)
  }

  /** Is a document open on some device now? */
  isOpen(organizationId: string, document: string): boolean {
    return this.#log.isHeard(organizationId, document)
  }

  /** Exact counts of what lies in these portfolios (HAND-6). */
  itemCounts(
    db: Db,
    organizationId: string,
    portfolioIds: string[],
  ): Promise<(ItemCount & { portfolioId: string })[]> {
    return itemCountsOf(db, organizationId, portfolioIds)
  }

  /**
   * Items that were given away one by one since a moment (ISO) and are not back; `portfolioId` is where each is now
   * (HAND-12). At most 500, the earliest first.
   */
  reassignedSince(
    tx: Tx,
    organizationId: string,
    portfolioIds: string[],
    since: string,
  ): Promise<Reassigned[]> {
    return reassignedSince(this.#log, tx, organizationId, portfolioIds, since)
  }

  /** Counts a folder's items anew. Happens by itself when `writeDirectory` writes a folder with another stage. */
  async recount(tx: Tx, organizationId: string, folderId: string): Promise<void> {
    const folder = await this.#facts.folder(tx, organizationId, folderId)
    if (folder) await this.#folders.recount(tx, organizationId, folder)
  }

  /** Reads a folder's records into the index anew (`item-index.ts`). */
  async indexFolder(tx: Tx, organizationId: string, folderId: string): Promise<void> {
    const folder = await this.#facts.folder(tx, organizationId, folderId)
    if (folder) await this.#folders.index(tx, organizationId, folder)
  }

  /** Resolves when the update is on the disk and was broadcast, or refused. Rejects when that is not known. */
  receive(arrival: Arrival): Promise<ArrivalResult> {
    return this.#queue.add(arrival)
  }

  /**
   * Lets somebody into a document, if they may open it. `join` is called once what it is told is on the disk and before
   * anything later is heard of, so that who listens from then on misses nothing. Null: forbidden or absent.
   */
  enter<T>(
    organizationId: string,
    userId: string,
    document: string,
    join: (entered: Entered) => T,
  ): Promise<T | null> {
    let joined: T | null = null
    const entering = this.#store.write(async (tx, outcome) => {
      if (!(await this.#mayOpen(tx, organizationId, userId, document))) return
      const copy = await this.#log.open(tx, organizationId, document)
      const entered = { epoch: this.#log.epochOf(copy), stateVector: Y.encodeStateVector(copy.doc) }
      outcome.onCommit(() => (joined = join(entered)))
    })
    return entering.then(() => joined)
  }

  /**
   * What a copy with this state vector lacks of the committed document, as a V1 update. `isAhead`: it has something of the
   * server's that the server has not. Rejects a broken vector.
   */
  missingFrom(
    organizationId: string,
    document: string,
    stateVector: Uint8Array,
  ): Promise<{ missing: Uint8Array; isAhead: boolean }> {
    return this.#store.write(async (tx) => {
      const { doc } = await this.#log.open(tx, organizationId, document)
      const known = Y.decodeStateVector(stateVector).get(SERVER_CLIENT) ?? 0
      const isAhead = known > Y.getState(doc.store, SERVER_CLIENT)
      return { missing: Y.encodeStateAsUpdate(doc, stateVector), isAhead }
    })
  }

  /** The state vector of the committed document, for asking a client what it has more. */
  stateVector(organizationId: string, document: string): Promise<Uint8Array> {
    return this.#store.write(async (tx) =>
      Y.encodeStateVector((await this.#log.open(tx, organizationId, document)).doc),
    )
  }

  /**
   * Which of these documents the user may open now. Of content shards that exist, or some more: a device that was offline
   * may have filled several, and sends them in any order. So nobody fills the database with shards far away.
   */
  openable(organizationId: string, userId: string, documents: string[]): Promise<Set<string>> {
    return this.#store.write(async (tx) => {
      const open = new Set<string>()
      for (const document of documents)
        if (await this.#mayOpen(tx, organizationId, userId, document)) open.add(document)
      return open
    })
  }

  async #mayOpen(tx: Tx, organizationId: string, userId: string, document: string): Promise<boolean> {
    const name = parseDocumentName(document)
    if (!name || !(await this.#facts.mayRead(tx, organizationId, userId, name))) return false
    if (name.kind !== 'content' || name.shard === 0) return true
    const shards = await this.#folders.shards(tx, organizationId, name.folderId)
    return name.shard <= Math.max(-1, ...shards) + SHARDS_AHEAD
  }

  /** Of the database; after a backup was restored it is another one. */
  get lineage(): string {
    return this.#log.lineage
  }

  /** How far each content document of a workspace is: the number of its last committed update. */
  heads(organizationId: string, workspaceId: string): Promise<Heads> {
    return this.#store.write((tx) => headsIn(tx, organizationId, workspaceId))
  }

  /** The same of this person's own copies there (ROLE-10). */
  ownHeads(organizationId: string, workspaceId: string, userId: string): Promise<Heads> {
    return this.#store.write((tx) => headsIn(tx, organizationId, workspaceId, `own/${userId}`))
  }

  /** Hears how far content documents of a workspace are, own copies too, after those who listen to what they say. */
  listenHeads(organizationId: string, workspaceId: string, listener: HeadListener): () => void {
    return this.#log.listenHeads(organizationId, workspaceId, listener)
  }

  /** Hears of every committed change of a document, and keeps it in memory. Call what it returns once. */
  listen(organizationId: string, document: string, listener: Listener): () => void {
    return this.#log.listen(organizationId, document, listener)
  }

  /** The directory of this organization changed by another way than `writeDirectory`: rights are read anew. */
  forget(organizationId: string): void {
    this.#facts.forget(organizationId)
  }
}
