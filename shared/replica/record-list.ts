import { type ReadonlySignal, signal } from '@preact/signals'
import { endBackground } from './background.ts'
import { parseDocumentName, shardOf } from '../domain/documents/document-name.ts'
import type { Bus } from './bus.ts'
import type { RecordEntry, ReplicaDatabase } from './database.ts'
import { FolderIndex } from './folder-index.ts'
import type { ListQuery, ListState, LiveList, RecordRow } from './replica.ts'

/** Ids that are shown before the whole folder is read. */
const FIRST = 200
/** So long nothing else of the folder is read, so that the first rows come at once. */
const FIRST_ALONE_MS = 40

export interface ReadParts {
  db: ReplicaDatabase
  bus: Bus
  /** Number of the first edit of the document that is not saved, or Infinity. */
  firstWaiting: (document: string) => number
  /** Resolves when `firstWaiting` knows all that tabs have told so far. */
  settled: () => Promise<unknown>
}

/** Lists and single records of this tab, live across tabs. */
export class RecordReads {
  readonly #parts: ReadParts
  readonly #indexes = new Map<string, { index: FolderIndex; users: number }>()

  constructor(parts: ReadParts) {
    this.#parts = parts
  }

  list(folderId: string, query: ListQuery): LiveList {
    const { db, bus } = this.#parts
    let ids: readonly string[] = []
    let following: (() => void) | null = null
    let version = 0
    let reading = false
    let again = false
    const state = signal<ListState>(
      { ids: [], total: 0, loading: true, version: 0 },
      { watched: () => follow(), unwatched: () => close() },
    )
    const isFollowing = () => following !== null
    const publish = (next: readonly string[], total: number, loading: boolean) => {
      ids = next
      state.value = { ids, total, loading, version: ++version }
    }
    const read = async () => {
      again = true
      if (reading) return
      reading = true
      while (again && isFollowing()) {
        again = false
        const found = await this.#acquire(folderId).find(query)
        this.#release(folderId)
        if (isFollowing()) publish(found, found.length, false)
      }
      reading = false
    }
    const follow = () => {
      if (following) return
      const index = this.#acquire(folderId)
      const stops = [
        index.listen(() => read().catch(endBackground)),
        // What was "on this device" is saved, or the other way round.
        bus.listen((message) => {
          if (message.kind !== 'edits') return
          const place = parseDocumentName(message.document)
          if (place?.kind === 'content' && place.folderId === folderId && !state.peek().loading)
            publish(ids, ids.length, false)
        }),
      ]
      following = () => {
        for (const stop of stops) stop()
        this.#release(folderId)
      }
      // The first screen's rows are asked for before thousands of others stand in the way.
      void this.#first(folderId, query)
        .then(async (first) => {
          if (!first || !state.peek().loading || !isFollowing()) return
          publish(first.ids, first.total, true)
          await new Promise((done) => setTimeout(done, FIRST_ALONE_MS))
        })
        .then(read)
        .catch(endBackground)
    }
    const close = () => {
      following?.()
      following = null
    }
    const rows = async (from: number, to: number): Promise<RecordRow[]> => {
      const keys = ids.slice(from, to).map((id): [string, string] => [folderId, id])
      const found = await db.records.bulkGet(keys)
      await this.#parts.settled()
      return found.filter((row) => row !== undefined).map((row) => this.#asRow(row))
    }
    follow()
    return { state, rows, close }
  }

  record(folderId: string, recordId: string): ReadonlySignal<RecordRow | null> {
    const { db, bus } = this.#parts
    let stop: (() => void) | null = null
    let asked = 0
    const read = async () => {
      const mine = ++asked
      const row = await db.records.get([folderId, recordId])
      await this.#parts.settled()
      // Answers may overtake each other; the last question's counts.
      if (mine === asked) row$.value = row ? this.#asRow(row) : null
    }
    const row$ = signal<RecordRow | null>(null, {
      watched: () => {
        stop ??= bus.listen((message) => {
          const concerns =
            message.kind === 'records'
              ? message.folderId === folderId && (message.ids?.includes(recordId) ?? true)
              : message.kind === 'refresh' ||
                (message.kind === 'edits' && message.document.startsWith(`content/${folderId}/`))
          if (concerns) void read().catch(endBackground)
        })
        void read().catch(endBackground)
      },
      unwatched: () => {
        stop?.()
        stop = null
      },
    })
    void read().catch(endBackground)
    return row$
  }

  #asRow({ titleKey: _titleKey, inBin: _inBin, touched, shard, open, ...row }: RecordEntry): RecordRow {
    const waiting = this.#parts.firstWaiting(shardOf(row.folderId, shard))
    return { ...row, open: open === 1, saved: touched > 0 && touched >= waiting ? 'device' : 'saved' }
  }

  /** A first screen from the database's own index, for the plain list; the rest comes when the folder is read. */
  async #first(folderId: string, query: ListQuery): Promise<{ ids: string[]; total: number } | null> {
    const { field = 'title', direction = 'ascending' } = query.sort ?? {}
    const plain = !query.text && query.portfolioIds === undefined && query.open === undefined
    if (!plain || field !== 'title' || direction !== 'ascending' || this.#isInMemory(folderId)) return null
    const inBin = query.deleted ? 1 : 0
    const all = () =>
      this.#parts.db.records
        .where('[folderId+inBin+titleKey]')
        .between([folderId, inBin, ''], [folderId, inBin, '\uffff'])
    const [keys, total] = await Promise.all([all().limit(FIRST).primaryKeys(), all().count()])
    return { ids: keys.map(([, id]) => id), total }
  }

  #isInMemory(folderId: string): boolean {
    return this.#indexes.get(folderId)?.index.isRead ?? false
  }

  #acquire(folderId: string): FolderIndex {
    const { db, bus } = this.#parts
    const held = this.#indexes.get(folderId) ?? { index: new FolderIndex(db, bus, folderId), users: 0 }
    held.users++
    this.#indexes.set(folderId, held)
    return held.index
  }
  #release(folderId: string): void {
    const held = this.#indexes.get(folderId)
    if (!held || --held.users > 0) return
    held.index.close()
    this.#indexes.delete(folderId)
  }
}
