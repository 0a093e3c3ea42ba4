// Long because what is held, what is waited for, and what is open are one decision: none of them says anything alone.
import { endBackground } from '../background.ts'
import { headsOf, parseDocumentName } from '../../domain/documents/document-name.ts'
import type { FolderState } from '../tabs/bus.ts'
import { isOwnPlace, placeOf } from '../documents/place.ts'
import { type DocumentRow, MAX_SEQ, type ReplicaDatabase } from '../database.ts'
import type { DocumentRoom } from './document-room.ts'
import type { Told } from './heads.ts'

/** Rooms that are opened at the same time only to catch up: one is fetched while the other is written. */
const AT_ONCE = 3
/** Documents that stay in memory after they were needed; each of 10,000 records takes some 12 MB. */
const MOST_LIVE = 4
/** So long a room stays open after something happened in it, and when it is on a screen. */
const LINGER_MS = 1_000
const LINGER_ON_SCREEN_MS = 30_000
/** The server says it of own copies being written: look again. So do we of what it does not name. */
const NO_NUMBER = 0
/** Of a copy whole as of some time, of which number is not known: whatever the server says, it is asked for what came since. */
const UNKNOWN = Number.POSITIVE_INFINITY
/** So long after the server told of changes that have come it is remembered on disk. */
const REMEMBER_MS = 1_000

export interface ContentRoomsParts {
  db: ReplicaDatabase
  /** Opens the room of a document; null: it may not be opened now. */
  open: (name: string) => DocumentRoom | null
  /** Is the folder one that the server knows? */
  isKnown: (folderId: string) => boolean
  /** Where the server says the folder lies; undefined: it knows none such. */
  workspaceOf: (folderId: string) => string | undefined
  hasHeard: (workspaceId: string) => boolean
  onChange: () => void
}

/**
 * Which content documents have a room (DESIGN §5): those with edits to send, and those that the server says have changed,
 * a few at a time, what is on screen first. A device that has all of 100,000 records, and edits none, loads no document.
 */
export class ContentRooms {
  readonly #parts: ContentRoomsParts
  readonly #rooms = new Map<string, DocumentRoom>()
  /** What the server says there is. */
  #heads = new Map<string, number>()
  /** Up to what each document is on this device; -1: nothing of it. */
  readonly #held = new Map<string, number>()
  /** Workspaces of which was ever heard what there is, and the lineage of the database that said so. */
  readonly #known = new Map<string, string>()
  /** Here and not named by the server, as after a backup was restored: nothing of them is to come. */
  readonly #unnamed = new Set<string>()
  /** Workspaces of which the server said all there is: of a person's own copies, or of the documents themselves? */
  readonly #listed = new Map<string, { own: boolean }>()
  /** Documents with edits that are not saved. */
  readonly #waiting = new Set<string>()
  /** When something last happened in a document, and when it was last read for a screen. */
  readonly #active = new Map<string, number>()
  readonly #looked = new Map<string, number>()
  #online = false
  #stopped = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #remembering: ReturnType<typeof setTimeout> | undefined
  readonly #toRemember = new Set<string>()
  /** Rooms that are being closed: a second one for the same document would take away what the first still hears. */
  readonly #closing = new Set<string>()

  constructor(parts: ContentRoomsParts) {
    this.#parts = parts
  }

  /** Reads what is on this device. */
  async load(): Promise<void> {
    const { documents, edits } = this.#parts.db
    for (const { name, whole, head, epoch = '' } of await documents.toArray()) {
      const document = parseDocumentName(name)
      if (document?.kind === 'heads') this.#known.set(document.workspaceId, epoch)
      // Whole, but from a version that did not note up to what.
      if (placeOf(name)) this.#held.set(name, whole ? (head ?? UNKNOWN) : -1)
    }
    await edits.each(({ document }) => this.#waiting.add(document))
    this.#arrange()
  }

  /** How far the server said the document is. */
  headOf(name: string): number | undefined {
    return this.#heads.get(name)
  }

  setOnline(online: boolean): void {
    this.#online = online
    this.#arrange()
  }

  /** The server said what there is (`all`), or what changed. */
  async hear(workspaceId: string, { lineage, heads, all, own }: Told): Promise<void> {
    // The numbers of a database that was restored say nothing about what was fetched before.
    const isRestored = (this.#known.get(workspaceId) ?? lineage) !== lineage
    const mayBeOf = (name: string) => (this.#workspaceOf(name) ?? workspaceId) === workspaceId
    const doubted = [...this.#held].filter(([name, held]) => isRestored && held >= 0 && mayBeOf(name))
    for (const [name] of doubted) this.#held.set(name, UNKNOWN)
    const fresh = [...heads.keys()].filter((name) => !this.#held.has(name))
    for (const name of fresh) this.#held.set(name, -1)
    if (all) {
      this.#listed.set(workspaceId, { own })
      for (const name of this.#heads.keys())
        if (this.#workspaceOf(name) === workspaceId) this.#heads.delete(name)
    }
    for (const [name, head] of heads) {
      this.#heads.set(name, head)
      this.#unnamed.delete(name)
      const room = this.#rooms.get(name)
      if (head === NO_NUMBER && this.#held.get(name) === NO_NUMBER && !room) this.#held.set(name, -1)
      if (!all) this.#active.set(name, performance.now())
      // What it tells of came before, on the same connection.
      if (room?.synced) this.#remember(name)
    }
    this.#doubtWhatIsNotNamed()
    const isAnother = this.#known.get(workspaceId) !== lineage
    this.#known.set(workspaceId, lineage)
    this.#arrange()
    this.#parts.onChange()
    const { documents } = this.#parts.db
    const none = { upTo: 0, generation: 0 }
    await this.#parts.db.transaction('rw', documents, async () => {
      const name = headsOf(workspaceId)
      if (isAnother) await documents.put({ name, ...none, whole: false, epoch: lineage })
      // With the lineage, so that a page that dies now leaves no number that the next takes for one of this lineage.
      for (const [one] of doubted) await documents.where('name').equals(one).modify(forgetHead)
      const rows = await documents.bulkGet(fresh)
      await documents.bulkPut(
        fresh.filter((_name, i) => !rows[i]).map((one) => ({ name: one, ...none, whole: false })),
      )
    })
  }

  /**
   * Begun here alone and taken back unsent, or of when less was readable: nothing of it is to come. Or not in a restored
   * backup, as its room will say. A folder may become known after the server said what is in it.
   */
  #doubtWhatIsNotNamed(): void {
    for (const [name, held] of this.#held) {
      const place = placeOf(name)
      const workspaceId = this.#workspaceOf(name)
      const listed = workspaceId && this.#parts.hasHeard(workspaceId) && this.#listed.get(workspaceId)
      if (!listed || !place || this.#heads.has(name)) continue
      if (held >= 0 && isOwnPlace(place) === listed.own) {
        this.#heads.set(name, NO_NUMBER)
        this.#unnamed.add(name)
      }
      if (held < 0 && !this.#waiting.has(name)) {
        this.#held.delete(name)
        this.#parts.onChange()
      }
    }
  }

  /** Edits of this device were written, sent or saved. */
  async edited(name: string, seqs: number[]): Promise<void> {
    if (parseDocumentName(name)?.kind !== 'content') return
    this.#waiting.add(name)
    this.#active.set(name, performance.now())
    this.#arrange()
    this.#rooms.get(name)?.follow(seqs)
    const left = await this.#parts.db.edits
      .where('[document+seq]')
      .between([name, 0], [name, MAX_SEQ])
      .count()
    if (left === 0) this.#waiting.delete(name)
    // Begun here alone, and taken back after the server said what there is.
    this.#doubtWhatIsNotNamed()
    this.#arrange()
  }

  looked(names: readonly string[]): void {
    for (const name of names) this.#looked.set(name, performance.now())
  }

  /** A command was decided that edits may have waited for, or a folder is known now. */
  kick(): void {
    for (const room of this.#rooms.values()) room.kick()
    this.#doubtWhatIsNotNamed()
    this.#arrange()
  }

  /** There is room on the device again. */
  tryAgain(): void {
    for (const room of this.#rooms.values()) room.tryAgain()
  }

  /** A room was opened, caught up, interrupted, or closed for good. */
  changed(): void {
    this.#arrange()
    this.#parts.onChange()
  }

  /** Up to this number the document is on disk; undefined: nothing of it any more. */
  setHeld(name: string, head: number | undefined): void {
    this.#held.set(name, head ?? -1)
    this.changed()
  }

  /** There is no such document here any more. */
  async forget(name: string): Promise<void> {
    const room = this.#rooms.get(name)
    for (const map of [this.#rooms, this.#heads, this.#held, this.#active, this.#looked]) map.delete(name)
    for (const set of [this.#waiting, this.#unnamed]) set.delete(name)
    await room?.close()
  }

  /** Whether what there is was heard, ever and in this connection, by workspace. */
  heard(): Record<string, boolean> {
    return Object.fromEntries(
      [...this.#known.keys()].map((id) => [id, this.#online && this.#parts.hasHeard(id)]),
    )
  }

  folders(): Record<string, FolderState> {
    const folders: Record<string, FolderState> = {}
    for (const [name, held] of this.#held) {
      const place = placeOf(name)
      if (!place) continue
      const state = (folders[place.folderId] ??= { all: 0, here: 0, caughtUp: 0 })
      state.all++
      if (held < 0 || (held === NO_NUMBER && isOwnPlace(place) && !this.#unnamed.has(name))) continue
      state.here++
      if (!this.#isBehind(name)) state.caughtUp++
    }
    return folders
  }

  async close(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    clearTimeout(this.#remembering)
    const rooms = [...this.#rooms.values()]
    this.#rooms.clear()
    await Promise.all(rooms.map((room) => room.close()))
  }

  #workspaceOf(name: string): string | undefined {
    const place = placeOf(name)
    return place ? this.#parts.workspaceOf(place.folderId) : undefined
  }

  #isBehind(name: string): boolean {
    const head = this.#heads.get(name)
    // After a restore from a backup the server may be at an earlier number.
    return head !== undefined && head !== this.#held.get(name) && !this.#rooms.get(name)?.synced
  }

  #arrange(): void {
    if (this.#stopped) return
    for (const name of this.#waiting) {
      const document = parseDocumentName(name)
      if (document?.kind === 'content' && this.#parts.isKnown(document.folderId)) this.#open(name)
    }
    if (!this.#online) return
    const behind = [...this.#heads.keys()].filter((name) => this.#isBehind(name))
    behind.sort((a, b) => this.#rank(b) - this.#rank(a))
    const opening = () => behind.filter((name) => this.#rooms.has(name)).length
    const atOnce = behind[0] !== undefined && this.#isWaitedFor(behind[0]) ? 1 : AT_ONCE
    for (const name of behind) {
      if (opening() >= atOnce) break
      this.#open(name)
    }
    this.#closeIdle()
  }

  /** Somebody looks at a folder of which nothing is here yet: its first document comes alone, and so in a third of the time. */
  #isWaitedFor(name: string): boolean {
    const place = placeOf(name)
    if (!place || this.#rank(name) === 0) return false
    return (this.folders()[place.folderId]?.here ?? 0) === 0
  }

  /** What was on screen last comes first, then folders of which something was. */
  #rank(name: string): number {
    const folder = name.slice(0, name.lastIndexOf('/') + 1)
    const ofFolder = [...this.#looked].filter(([other]) => other.startsWith(folder)).map(([, at]) => at)
    return (this.#looked.get(name) ?? 0) + Math.max(0, ...ofFolder)
  }

  #open(name: string): void {
    if (this.#rooms.has(name) || this.#closing.has(name)) return
    const room = this.#parts.open(name)
    if (!room) return
    this.#rooms.set(name, room)
    this.#active.set(name, performance.now())
  }

  /** Lets go of documents that nobody needs any more, and of all but the last few that somebody may. */
  #closeIdle(): void {
    const now = performance.now()
    clearTimeout(this.#timer)
    const idle = [...this.#rooms.values()].filter(
      ({ name, synced }) => synced && !this.#waiting.has(name) && !this.#isBehind(name),
    )
    const until = ({ name }: DocumentRoom) => {
      const onScreen = now - (this.#looked.get(name) ?? -Infinity) < LINGER_ON_SCREEN_MS
      return (this.#active.get(name) ?? 0) + (onScreen ? LINGER_ON_SCREEN_MS : LINGER_MS)
    }
    idle.sort((a, b) => until(b) - until(a))
    let next = Number.POSITIVE_INFINITY
    for (const [i, room] of idle.entries())
      if (i >= MOST_LIVE || until(room) <= now) this.#shut(room)
      else next = Math.min(next, until(room))
    if (next < Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.#arrange(), next - now + 1)
  }

  #shut(room: DocumentRoom): void {
    const { name } = room
    this.#toRemember.delete(name)
    const head = this.#heads.get(name)
    if (head !== undefined) this.#held.set(name, head)
    // In this order: what has come must be remembered before the room is gone, or it would be fetched again.
    this.#rooms.delete(name)
    this.#closing.add(name)
    const noting = room.noteHead()
    const closed = async () => {
      // A disk without room: what came must come again.
      if (!(await noting) && head !== undefined && this.#held.get(name) === head)
        this.#held.set(name, UNKNOWN)
      this.#closing.delete(name)
      this.#arrange()
    }
    room.close().then(closed).catch(endBackground)
  }

  #remember(name: string): void {
    this.#toRemember.add(name)
    this.#remembering ??= setTimeout(() => {
      this.#remembering = undefined
      for (const one of this.#toRemember) void this.#rooms.get(one)?.noteHead()
      this.#toRemember.clear()
    }, REMEMBER_MS)
  }
}

function forgetHead(row: DocumentRow): void {
  delete row.head
}
