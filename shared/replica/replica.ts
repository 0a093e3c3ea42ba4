import type { ReadonlySignal } from '@preact/signals'
import type { DeviceDecision } from '../domain/decide/decision.ts'
import type { ItemCount } from '../domain/model/handover.ts'
import type { IdKind } from '../domain/model/id.ts'
import type { FieldValue, RecordNow } from '../domain/model/record.ts'
import type { CommandAnswer } from '../protocol/http.ts'
import type { Directory } from './directory/directory.ts'
import type { Credentials } from './session.ts'

/**
 * What the app and the extension see of the engine on the device. Everything is read from IndexedDB first and works
 * without a network; what is shown is what the server confirmed plus what waits to be sent (DESIGN §2, §5).
 */
export interface Replica {
  readonly organizationId: string
  readonly userId: string
  /** Confirmed rows and the effects of waiting commands, as one snapshot; a new one after every change. */
  readonly directory: ReadonlySignal<Directory>
  /** Something can be shown: it was loaded from the device or came from the server once. */
  readonly ready: ReadonlySignal<boolean>
  readonly connection: ReadonlySignal<ConnectionState>
  /**
   * A later version of the program was opened in this browser and takes the copy (SYNC-8). What is typed in this page must be
   * written in the moment this becomes true; a little later nothing is written any more, and commands are refused.
   */
  readonly surrendered: ReadonlySignal<boolean>
  /** How many writes of this page are not yet on the device's disk; while there are any, closing it would lose them. */
  readonly writing: ReadonlySignal<number>
  /** There is no room on the device: what was to be written waits in this page (`writing`) and is tried again. */
  readonly full: ReadonlySignal<boolean>
  tryWritingAgain(): void
  /** SYNC-2: what is not yet on the server, in words, oldest first. */
  readonly pending: ReadonlySignal<readonly PendingItem[]>
  /** SYNC-3: what the server refused or set back, until it is dropped or confirmed. */
  readonly refused: ReadonlySignal<readonly RefusedItem[]>
  /**
   * Writes a command into the outbox and shows it at once. A refusal that the device is sure of comes back and is not
   * queued; `later` means that only the server knows: it is listed as pending and draws nothing.
   */
  dispatch(type: string, args: unknown): Promise<Dispatched>
  /** The same for many in one go, each decided as if those before it were carried out. */
  dispatchAll(commands: readonly { type: string; args: unknown }[]): Promise<Dispatched[]>
  /** The server's answer; waits for it as long as it takes, in any tab. Of a withdrawn command: refused, `withdrawn`. */
  outcome(commandId: string): Promise<CommandAnswer>
  /** Takes back what was not sent yet, and what depends on it. False when it is too late. */
  withdraw(seq: number): Promise<boolean>
  /** Drops a refused change from the list, and what depends on it. */
  dropRefused(id: string): Promise<void>
  /**
   * Sends a change that was refused or set back again as it was, with what was built on it (SYNC-3). A refusal that the device
   * is sure of comes back, and the change stays in the list; null when there is no such change.
   */
  sendAgain(id: string): Promise<DeviceDecision | null>
  /** The same for many, in their order. */
  sendAllAgain(ids: readonly string[]): Promise<SentAgain>
  /** Tells the server that a notice was read, so that it is not delivered again. */
  confirmNotice(id: string): Promise<void>
  newId(kind: IdKind): string
  /** Where an image takes a person's photo from, once it is in the copy of this device; undefined until then. */
  photo(photoId: string): ReadonlySignal<string | undefined>
  readonly content: ReplicaContent
  readonly presence: ReplicaPresence
  /** Lets go of the connection, the lock and the database; what is stored stays. */
  close(): Promise<void>
  /** `close` and delete all that the device holds of this organization and user (SYNC-7, signing out). */
  wipe(): Promise<void>
}

export interface SentAgain {
  /** How many are on their way. */
  sent: number
  /** How many stay in the list, and the first reason. */
  stayed: number
  why: string | null
}

/**
 * offline: no network or no server · ended: the session or the access is over, lock the screen (SYNC-7) ·
 * other-version: reload (SYNC-8).
 */
export type ConnectionState = 'online' | 'connecting' | 'offline' | 'ended' | 'other-version'

export interface Dispatched {
  commandId: string
  decision: DeviceDecision
}

export interface PendingItem {
  /** The place in the one order of commands and edits. */
  seq: number
  kind: 'command' | 'edit'
  /** The command's id, for `outcome`. */
  commandId?: string
  /** "Invite bob@example.com", "Change Stage of “Deal X”" */
  words: string
  state: 'waiting' | 'sending'
  /** ISO. */
  since: string
  canWithdraw: boolean
}

export interface RefusedItem {
  id: string
  /** A command or edit of this device, or something the server tells (an edit set back, a right lost). */
  kind: 'command' | 'edit' | 'notice'
  words: string
  code: string
  message: string
  /** ISO. */
  since: string
  /** Words of what was built on it and therefore not sent either. */
  dependents: readonly string[]
  /** The command, so that a screen can offer to repair it. */
  command?: { id: string; type: string; args: unknown }
  /** Can it be sent again as it was? */
  canSendAgain: boolean
  /** Values that this person wrote, by `title` or field, of one record or of several alike: nothing of it is lost (SYNC-3). */
  wrote: readonly { field: string; value: FieldValue }[]
  about?: { folderId?: string; recordId?: string; field?: string; userId?: string }
}

/** A record as lists and its page show it. */
export interface RecordRow extends RecordNow {
  folderId: string
  open: boolean
  /** SYNC-4: `device` until the server has written the last change of this device to disk. */
  saved: 'saved' | 'device'
}

export interface NewRecord {
  id?: string
  title: string
  values: Record<string, FieldValue>
  portfolio: string
}

export interface ListQuery {
  /** Every word must occur in the title or in a value; upper or lower case. */
  text?: string
  portfolioIds?: readonly string[]
  /** Only open, or only closed ones (REC-1). */
  open?: boolean
  /** The bin instead of what is not in it. */
  deleted?: boolean
  /** `title`, `createdAt` or a field's id. Title, ascending, if none. */
  sort?: { field: string; direction: 'ascending' | 'descending' }
}

export interface ListState {
  /** Of all that match, in order. Made when it is asked for. */
  readonly ids: readonly string[]
  total: number
  loading: boolean
  /** Grows whenever a row of the list may have changed: read the rows on screen again. */
  version: number
}

/** Follows changes of all tabs while somebody is subscribed to `state`. */
export interface LiveList {
  readonly state: ReadonlySignal<ListState>
  /** Rows `from` (inclusive) to `to` (exclusive) in the list's order. */
  rows(from: number, to: number): Promise<RecordRow[]>
  close(): void
}

/** never: nothing of it on this device yet · syncing: catching up · synced: whole as of the last connection. */
export type FolderSync = 'never' | 'syncing' | 'synced'

export interface FolderProgress {
  here: number
  all: number
}

export interface ReplicaContent {
  /** `portfolio` defaults to my home in the folder's workspace. Resolves with the id once it is on the device's disk. */
  createRecord(
    folderId: string,
    record: { id?: string; title: string; values: Record<string, FieldValue>; portfolio?: string },
  ): Promise<string>
  /** Many at once, in pieces; ids that exist are skipped. `onProgress` gets how many are done of how many. */
  createMany(
    folderId: string,
    records: readonly NewRecord[],
    onProgress?: (done: number, of: number) => void,
  ): Promise<{ created: number; already: number }>
  /** `title` and field ids → new values. */
  edit(folderId: string, recordId: string, changes: Record<string, FieldValue>): Promise<void>
  /** Gives one item, or several as one change, to another portfolio. */
  assign(folderId: string, recordIds: string | readonly string[], portfolioId: string): Promise<void>
  bin(folderId: string, recordIds: readonly string[]): Promise<void>
  restore(folderId: string, recordIds: readonly string[]): Promise<void>
  list(folderId: string, query: ListQuery): LiveList
  /** Null when there is no such record on the device. Live while subscribed. */
  record(folderId: string, recordId: string): ReadonlySignal<RecordRow | null>
  /** Counts of this device's copy, bin excluded; exact ones of all come from the server's preview. */
  counts(portfolioIds?: readonly string[]): Promise<(ItemCount & { portfolioId: string })[]>
  synced(folderId: string): ReadonlySignal<FolderSync>
  /** Of a folder's parts, how many are on this device at all; null when all are. */
  progress(folderId: string): ReadonlySignal<FolderProgress | null>
}

export interface PresentPerson {
  userId: string
  name: string
  where?: unknown
}

export interface ReplicaPresence {
  /** Other people who are here now, and where in the app (SYNC-5). */
  readonly others: ReadonlySignal<readonly PresentPerson[]>
  /** Small JSON; the last tab that said something counts. */
  setWhere(where: unknown): void
  /** Ids of all users who are online, oneself included. */
  readonly online: ReadonlySignal<ReadonlySet<string>>
}

export interface OpenOptions {
  /** Origin of the server, e.g. `https://handover.example.com`. */
  serverUrl: string
  organizationId: string
  userId: string
  accountId: string
  credentials: Credentials
  /** `panel` opens no content documents. */
  mode?: 'app' | 'panel'
  databaseName?: string
  /** Makes no copy where there is none, but throws `CopyProblem` `not-there`. */
  onlyIfThere?: boolean
  /** So many records fill a shard of a folder (DESIGN §3); small in tests. */
  recordsPerShard?: number
  /** Tests bring their own: Node sends no `Origin`, which the server asks for. */
  transport?: {
    fetch?: typeof globalThis.fetch
    createWebSocket?: (url: string, protocols: string[]) => WebSocket
    /** Calls back when the network is there again, or is said to be gone; returns what ends that. */
    watchNetwork?: (back: () => void, gone: () => void) => () => void
  }
}
