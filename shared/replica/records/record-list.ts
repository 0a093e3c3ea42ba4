import { type ReadonlySignal, signal } from '@preact/signals'
import { endBackground } from '../background.ts'
import type { RecordEntry } from '../database.ts'
import { FolderIndex, type IndexParts } from './folder-index.ts'
import { type FoundRecords, NOTHING_FOUND } from './found-records.ts'
import { type Place, placeOf } from '../documents/place.ts'
import type { ListQuery, ListState, LiveList, RecordRow } from '../replica.ts'

const LOOK_AGAIN_MS = 5_000
/** Stands for the whole folder, where nothing of it can be on the screen yet. */
const FIRST = [{ shard: 0 }]

export interface ReadParts extends IndexParts {
  documentAt: (place: Place) => string
  /** Number of the first edit of the document that is not saved, or Infinity. */
  firstWaiting: (place: Place) => number
  /** Resolves when `firstWaiting` knows all that tabs have told so far. */
  settled: () => Promise<unknown>
}

/** Lists and single records of this tab, live across tabs. */
export class RecordReads {
  readonly #parts: ReadParts
  /** When it was last told that a document is looked at. */
  readonly #looked = new Map<string, number>()
  readonly #indexes = new Map<string, { index: FolderIndex; users: number }>()

  constructor(parts: ReadParts) {
    this.#parts = parts
  }

  list(folderId: string, query: ListQuery): LiveList {
    const { bus } = this.#parts
    let found: FoundRecords = NOTHING_FOUND
    let following: (() => void) | null = null
    let version = 0
    let reading = false
    let again = false
    const state = signal<ListState>(
      { ids: NOTHING_FOUND.ids, total: 0, loading: true, version: 0 },
      { watched: () => follow(), unwatched: () => close() },
    )
    const isFollowing = () => following !== null
    const publish = (now: FoundRecords) => {
      found = now
      version++
      state.value = {
        get ids() {
          return now.ids
        },
        ...{ total: now.length, loading: false, version },
      }
    }
    const read = async () => {
      again = true
      if (reading) return
      reading = true
      while (again && isFollowing()) {
        again = false
        const now = await this.#acquire(folderId).find(query)
        this.#release(folderId)
        if (isFollowing()) publish(now)
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
          // The tab that leads may have begun after this list: it must know what is waited for before it fetches anything.
          if (message.kind === 'status' && state.peek().total === 0) this.#look(folderId, FIRST)
          if (message.kind !== 'edits') return
          const place = placeOf(message.document)
          if (place?.folderId === folderId && !state.peek().loading) publish(found)
        }),
      ]
      following = () => {
        for (const stop of stops) stop()
        this.#release(folderId)
      }
      bus.post({ kind: 'looking', documents: [this.#parts.documentAt({ folderId, shard: 0 })] })
      void read().catch(endBackground)
    }
    const close = () => {
      following?.()
      following = null
    }
    const rows = async (from: number, to: number): Promise<RecordRow[]> => {
      const wanted = found.slice(from, to)
      this.#look(folderId, wanted)
      const byShard = [...Map.groupBy(wanted, ({ shard }) => shard)]
      const read = await Promise.all(
        byShard.map(([shard, here]) =>
          this.#parts.pages.read(
            folderId,
            shard,
            here.map(({ id }) => id),
          ),
        ),
      )
      await this.#parts.settled()
      const rows = new Map(this.#asRows(read.flat()).map((row) => [row.id, row]))
      return wanted.map(({ id }) => rows.get(id)).filter((row) => row !== undefined)
    }
    follow()
    return { state, rows, close }
  }

  record(folderId: string, recordId: string): ReadonlySignal<RecordRow | null> {
    const { pages, bus } = this.#parts
    let stop: (() => void) | null = null
    let asked = 0
    const read = async () => {
      const mine = ++asked
      const shard = (await pages.locate(folderId, [recordId])).get(recordId)
      if (shard !== undefined) this.#look(folderId, [{ shard }])
      const found = shard === undefined ? [] : await pages.read(folderId, shard, [recordId])
      await this.#parts.settled()
      // Answers may overtake each other; the last question's counts.
      if (mine === asked) row$.value = this.#asRows(found)[0] ?? null
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

  #asRows(entries: readonly RecordEntry[]): RecordRow[] {
    const waiting = new Map<number, number>()
    return entries.map(({ touched, shard, open, ...row }) => {
      const first = waiting.get(shard) ?? this.#parts.firstWaiting({ folderId: row.folderId, shard })
      waiting.set(shard, first)
      return { ...row, open: open === 1, saved: touched > 0 && touched >= first ? 'device' : 'saved' }
    })
  }

  /** Tells the tab that leads what is on the screen: it is kept up to date first. */
  #look(folderId: string, keys: readonly { shard: number }[]): void {
    const now = performance.now()
    const documents = [
      ...new Set(keys.map(({ shard }) => this.#parts.documentAt({ folderId, shard }))),
    ].filter((name) => now - (this.#looked.get(name) ?? -Infinity) > LOOK_AGAIN_MS)
    if (documents.length === 0) return
    for (const name of documents) this.#looked.set(name, now)
    this.#parts.bus.post({ kind: 'looking', documents })
  }

  #acquire(folderId: string): FolderIndex {
    const held = this.#indexes.get(folderId) ?? { index: new FolderIndex(this.#parts, folderId), users: 0 }
    held.users++
    this.#indexes.set(folderId, held)
    return held.index
  }
  #release(folderId: string): void {
    const held = this.#indexes.get(folderId)
    if (!held || --held.users > 0) return
    this.#indexes.delete(folderId)
    held.index.close().catch(endBackground)
  }
}
