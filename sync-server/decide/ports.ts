import type { ItemCount } from '../../shared/domain/model/handover.ts'
import type { RecordWrite } from '../../shared/domain/decide/change.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import type { Clock } from '../clock.ts'
import type { Db, Store, Tx } from '../store/store.ts'

/** A value for a directory document; `undefined` takes it out. */
export interface DocumentChange {
  document: string
  key: string
  value: unknown
}

/** What was written to documents inside a transaction, and not yet shown to anybody. */
export interface Published {
  /** After the commit: broadcasts it. */
  publish(): void
  /** After a rollback: throws the in-memory copies away. */
  discard(): void
}

/**
 * What has changed for somebody: their rights (in one workspace, or null: in all), or what they look after in a workspace:
 * something came to it, or went (`content/own-copies/own-copies.ts`).
 */
export type SightChange =
  { what: 'rights'; workspaceId: string | null } | { what: 'came' | 'went'; workspaceId: string }

/** What deciding needs of the documents (`content/documents.ts`). */
export interface DirectoryDocuments {
  writeDirectory(tx: Tx, organizationId: string, entries: DocumentChange[]): Promise<Published>
  /**
   * Rewrites every directory document whose stored bytes still hold one of these values, so that only what stands in it
   * now is kept, and has the devices do the same. `mark` is another one each time.
   */
  eraseValues(tx: Tx, organizationId: string, values: string[], mark: string): Promise<Published>
  itemCounts(
    db: Db,
    organizationId: string,
    portfolioIds: string[],
  ): Promise<(ItemCount & { portfolioId: string })[]>
  /** What somebody asked for, with the ids that the records it names have here: they may know them under others (ROLE-10). */
  liftVeil(
    tx: Tx,
    organizationId: string,
    userId: string | null,
    args: unknown,
    isUnanswered?: boolean,
  ): Promise<unknown>
  /** A record as it is in this transaction; null: there is none such in the folder. */
  recordNow(tx: Tx, organizationId: string, folderId: string, recordId: string): Promise<RecordNow | null>
  /** All records of a folder, those in the bin too. */
  recordsNow(tx: Tx, organizationId: string, folderId: string): Promise<RecordNow[]>
  /** Has records hold this instead, and nothing of what they held before remain (LIFE-6). */
  holdInstead(
    tx: Tx,
    organizationId: string,
    folderId: string,
    instead: ReadonlyMap<string, Pick<RecordNow, 'title' | 'values'>>,
  ): Promise<Published>
  /** The second door to content: writes what was decided, with its history. */
  writeRecords(
    tx: Tx,
    organizationId: string,
    writes: RecordWrite[],
    by: { userId: string | null; cause: string | null },
  ): Promise<Published>
  /** What this person may see of content, or looks after, has changed: writes anew what they read of it (ROLE-10). */
  renewOwnCopies(tx: Tx, organizationId: string, userId: string, change: SightChange): Promise<Published>
  reassignedSince(
    tx: Tx,
    organizationId: string,
    portfolioIds: string[],
    since: string,
  ): Promise<{ recordId: string; folderId: string; title: string; portfolioId: string }[]>
}

/** What deciding needs of open sockets (`socket/sockets.ts`). */
export interface RightsWatch {
  /** Rights may have changed: of these users, or of everybody. */
  reconsider(organizationId: string, userIds?: string[]): void
  closeUser(organizationId: string, userId: string, code: number): void
}

export interface Deciding {
  store: Store
  documents: DirectoryDocuments
  sockets: RightsWatch
  clock: Clock
  /** How many times the usual limits on mails that commands cause; null: none. */
  mailLimits: number | null
  /** Jobs were written: have a look at them. */
  wakeJobs(): void
}
