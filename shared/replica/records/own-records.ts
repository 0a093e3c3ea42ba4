import { recordCreate } from '../../domain/commands/record-create.ts'
import { recordEdit } from '../../domain/commands/record-edit.ts'
import type { Command, NameOf } from '../../domain/decide/command.ts'
import { wordsFor } from '../../domain/decide/decide.ts'
import type { Refusal } from '../../domain/decide/decision.ts'
import { type FieldValue, type RecordNow, valueNow } from '../../domain/model/record.ts'
import { readsOwnCopy } from '../../domain/policy/reading.ts'
import { endBackground } from '../background.ts'
import type { Bus } from '../tabs/bus.ts'
import type { OutboxRow, ReplicaDatabase } from '../database.ts'
import type { Directory } from '../directory/directory.ts'
import type { DocumentLog } from '../documents/document-log.ts'
import type { Along, Outbox } from '../outbox/outbox.ts'
import { documentAt, OWN_SHARD } from '../documents/place.ts'
import type { RecordsProjection } from './project-records.ts'
import type { RecordPages } from './record-pages.ts'
import type { NewRecord } from '../replica.ts'
import type { Writes } from '../writes.ts'

export interface AboutRecord {
  type: string
  args: { recordId: string } & Record<string, unknown>
}

interface RefusedHere {
  command: Command
  decision: Refusal
}

export interface OwnParts {
  db: ReplicaDatabase
  log: DocumentLog
  bus: Bus
  pages: RecordPages
  projection: RecordsProjection
  outbox: Outbox
  directory: () => Directory
  userId: string
  /** Resolves when what was told is shown. */
  settled: () => Promise<unknown>
  writes: Writes
}

/** Commands that are sent at once, and shown before the next. */
const AT_ONCE = 500

/**
 * Records of folders of which this user has only a copy of their own (ROLE-10): the server alone writes it, so changes are
 * commands. What waits is drawn over the copy, in the rows that lists show.
 */
export class OwnRecords {
  readonly #parts: OwnParts
  /** Commands that are drawn, by number, and the record each is about. */
  #drawn = new Map<number, { state: string; folderId: string; recordId: string }>()
  /** What shows something else than it should, by folder. */
  readonly #left = new Map<string, Set<string>>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(parts: OwnParts) {
    this.#parts = parts
  }

  /** Does this user have a copy of their own instead of the folder? */
  isOwn(folderId: string): boolean {
    const directory = this.#parts.directory()
    const folder = directory.folder(folderId)
    return folder !== null && directory.me !== null && readsOwnCopy(directory.me, folder.workspaceId)
  }

  /** Ids that exist are skipped. */
  async create(
    folderId: string,
    records: readonly (NewRecord & { id: string })[],
    createdAt: string,
    onProgress: (done: number, of: number) => void = () => undefined,
  ): Promise<{ created: number; already: number }> {
    const ids = records.map(({ id }) => id)
    const there = await this.#parts.pages.locate(folderId, ids)
    const fresh = records.filter(({ id }) => !there.has(id))
    for (let i = 0; i < fresh.length; i += AT_ONCE) {
      const part = fresh.slice(i, i + AT_ONCE)
      await this.send(
        folderId,
        part.map(({ id: recordId, title, values, portfolio }) => ({
          type: recordCreate.type,
          args: { folderId, recordId, record: { title: title.slice(0, 500), portfolio, createdAt, values } },
        })),
        new Map(part.map(({ id, title }) => [id, title])),
      )
      onProgress(i + part.length, records.length)
    }
    return { created: fresh.length, already: records.length - fresh.length }
  }

  /** `change` gives the new values of a record; only what is another value than now is sent. */
  async edit(
    folderId: string,
    recordIds: readonly string[],
    change: (record: RecordNow) => Record<string, FieldValue>,
  ): Promise<void> {
    const { pages } = this.#parts
    const shards = Map.groupBy(await pages.locate(folderId, recordIds), ([, shard]) => shard)
    const reading = [...shards].map(([shard, here]) =>
      pages.read(
        folderId,
        shard,
        here.map(([id]) => id),
      ),
    )
    const records = (await Promise.all(reading)).flat()
    const commands = records.flatMap((record) => {
      const changes = Object.entries(change(record)).filter(
        ([field, value]) => valueNow(record, field) !== value,
      )
      if (changes.length === 0) return []
      const args = { folderId, recordId: record.id, changes: Object.fromEntries(changes) }
      return [{ type: recordEdit.type, args }]
    })
    const titles = new Map(records.map(({ id, title }) => [id, title]))
    for (let i = 0; i < commands.length; i += AT_ONCE)
      await this.send(folderId, commands.slice(i, i + AT_ONCE), titles)
  }

  /** Sends commands about records, and draws them. `along`: what is written in the same transaction. */
  async send(
    folderId: string,
    commands: readonly AboutRecord[],
    titles: ReadonlyMap<string, string>,
    along?: Along,
  ): Promise<void> {
    const { outbox, directory, settled, writes } = this.#parts
    const { nameOf } = directory()
    const named = (id: string) => {
      const title = titles.get(id)
      return title === undefined ? nameOf(id) : `“${title}”`
    }
    await outbox.dispatchAll(commands, named, {
      tables: along?.tables ?? [],
      write: async (dispatched) => {
        if (along && !(await along.write(dispatched))) return false
        const refused = dispatched.flatMap(({ commandId: id, decision }, i): RefusedHere[] =>
          decision.status === 'refused' && commands[i] ? [{ command: { id, ...commands[i] }, decision }] : [],
        )
        await this.#list(refused, named)
        return true
      },
    })
    const recordIds = commands.map(({ args }) => args.recordId)
    await writes.retry(() => this.#show(folderId, recordIds))
    await settled()
  }

  /** Follows what becomes of commands; one tab does it for all. */
  look(commands: readonly OutboxRow[]): void {
    const now = new Map<number, { state: string; folderId: string; recordId: string }>()
    for (const { seq, state, command } of commands) {
      const about = recordOf(command)
      if (about) now.set(seq, { state, ...about })
    }
    const before = this.#drawn
    this.#drawn = now
    const changed = [...before, ...now]
      .filter(([seq]) => before.get(seq)?.state !== now.get(seq)?.state)
      .map(([, about]) => about)
    for (const [folderId, own] of Map.groupBy(changed, (about) => about.folderId))
      this.#redraw(
        folderId,
        own.map(({ recordId }) => recordId),
      )
    this.tryAgain()
  }

  /**
   * Before the first look: the page that did it last may have died after a command was refused, decided or taken back, and
   * before it was drawn no more. What still shows as not saved is drawn anew.
   */
  async begin(): Promise<void> {
    const { db, pages } = this.#parts
    const places = await db.counts.where('[folderId+shard]').above(['', 0]).primaryKeys()
    for (const [folderId, shard] of places) {
      if (shard < OWN_SHARD) continue
      const drawn: string[] = []
      await pages.eachRecord(folderId, shard, ({ id, touched }) => touched > 0 && drawn.push(id))
      if (drawn.length > 0) this.#redraw(folderId, drawn)
    }
  }

  /** Draws what could not be drawn, as on a full disk. */
  tryAgain(): void {
    const left = [...this.#left]
    this.#left.clear()
    for (const [folderId, ids] of left) this.#redraw(folderId, [...ids])
  }

  #redraw(folderId: string, recordIds: readonly string[]): void {
    const ids = [...new Set(recordIds)]
    this.#turn = this.#turn
      .then(() => this.#show(folderId, ids))
      .catch((problem: unknown) => {
        this.#left.set(folderId, new Set([...(this.#left.get(folderId) ?? []), ...ids]))
        this.#parts.writes.noteFull(problem)
        endBackground(problem)
      })
  }

  close(): Promise<unknown> {
    return this.#turn
  }

  /**
   * What the device refuses already is listed with its reason, like what the server refuses (SYNC-3). Call it inside the
   * transaction that writes the others.
   */
  async #list(refused: RefusedHere[], nameOf: NameOf): Promise<void> {
    const { db } = this.#parts
    const createdAt = new Date().toISOString()
    for (const { command, decision } of refused)
      await db.outbox.add({
        ...{ seq: await db.nextSeq(), id: command.id, command, words: wordsFor(command, nameOf) },
        ...{ state: 'refused', creates: [], names: [], createdAt, answeredAt: createdAt },
        answer: { id: command.id, ...decision },
      })
  }

  /**
   * Writes the rows of these records anew: as the copies have them, and what waits over them. What is not on the server yet is
   * drawn in the first; it goes from there when nothing waits any more.
   */
  async #show(folderId: string, recordIds: readonly string[]): Promise<void> {
    const { log, pages, projection, bus, userId } = this.#parts
    const ids = new Map<number, readonly string[]>()
    // Also of a folder that is not known just now: what is drawn in a copy that stays would stay with it.
    for (const { shard } of await pages.counts(folderId))
      if (shard >= OWN_SHARD) ids.set(shard, await pages.heldIn(folderId, shard, recordIds))
    if (this.isOwn(folderId)) ids.set(OWN_SHARD, recordIds)
    for (const [shard, here] of ids) {
      if (here.length === 0) continue
      const place = { folderId, shard }
      await log.write(documentAt(place, userId), [], (live) => projection.rewrite(live, here))
      bus.post({ kind: 'records', ...place, ids: [...here] })
    }
  }
}

/** The record that a command is about; null: none. */
export function recordOf({ type, args }: { type: string; args: unknown }): {
  folderId: string
  recordId: string
} | null {
  if (type !== recordCreate.type && type !== recordEdit.type) return null
  const { folderId, recordId } = args as { folderId: string; recordId: string }
  return { folderId, recordId }
}

/** Records with what waits for the server done to them, in order. `rows`: of the outbox. */
export function withWaiting(
  recordId: string,
  record: RecordNow | null,
  rows: readonly OutboxRow[],
  withChanges: (record: RecordNow, changes: Record<string, FieldValue>) => RecordNow,
): { record: RecordNow | null; touched: number } {
  let now = record
  let touched = 0
  for (const { seq, state, command } of rows) {
    if (state === 'refused' || recordOf(command)?.recordId !== recordId) continue
    if (state !== 'accepted') touched = seq
    if (command.type === recordCreate.type) {
      const { record: created } = recordCreate.args.parse(command.args)
      now ??= { id: recordId, ...created, deleted: null }
    } else if (now) now = withChanges(now, recordEdit.args.parse(command.args).changes)
  }
  return { record: now, touched }
}
