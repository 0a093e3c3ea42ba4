import { effect, untracked } from '@preact/signals'
import { endBackground } from './background.ts'
import { meOf, ORGANIZATION, parseDocumentName } from '../domain/documents/document-name.ts'
import type { CommandsAnswer } from '../protocol/http.ts'
import type { Bus, LeaderStatus } from './tabs/bus.ts'
import type { DocumentLog } from './documents/document-log.ts'
import type { ConfirmedNotices } from './outbox/notices.ts'
import type { Outbox } from './outbox/outbox.ts'
import { OutboxSender } from './outbox/outbox-sender.ts'
import { isKnown } from './directory/overlay.ts'
import { isLeftOfCopy } from './documents/left-of-copy.ts'
import type { Photos } from './directory/photos.ts'
import { deleteCopy } from './documents/rebuild.ts'
import type { ConnectionState, OpenOptions } from './replica.ts'
import type { Session } from './session.ts'
import { forgetShown } from './directory/shown-commands.ts'
import { Connection } from './socket/connection.ts'
import { ContentRooms } from './socket/content-rooms.ts'
import { DocumentRoom } from './socket/document-room.ts'
import { HeadsRooms } from './socket/heads.ts'
import { Presence } from './socket/presence.ts'
import { ticketFrom } from './socket/ticket.ts'
import { isLost, isSuperseded, wantedRooms } from './socket/wanted-rooms.ts'
import { giveLost } from './outbox/give-lost.ts'
import { placeOf } from './documents/place.ts'
import type { View } from './directory/view.ts'
import { whenItChanges } from './tabs/watch-network.ts'
import type { Writes } from './writes.ts'

export interface LeadParts {
  options: OpenOptions
  session: Session
  log: DocumentLog
  bus: Bus
  view: View
  outbox: Outbox
  notices: ConfirmedNotices
  photos: Photos
  writes: Writes
  /** The server speaks another version than this page. */
  onOutdated(): void
}

/** What only one tab does: holds the connection and the rooms, sends, and tells the others how it stands. */
export class Lead {
  readonly #parts: LeadParts
  readonly #connection: Connection
  readonly #sender: OutboxSender
  readonly #presence: Presence
  /** Of directory documents; they are all open. */
  readonly #rooms = new Map<string, DocumentRoom>()
  readonly #heads: HeadsRooms
  readonly #content: ContentRooms
  readonly #forbidden = new Set<string>()
  #state: ConnectionState = 'connecting'
  #told = false
  #giving: Promise<unknown> | null = null
  #stops: (() => void)[] = []

  constructor(parts: LeadParts) {
    this.#parts = parts
    const { options, session, bus } = parts
    const { organizationId } = options
    this.#connection = new Connection({
      url: `${options.serverUrl.replace(/^http/, 'ws').replace(/\/+$/, '')}/sync`,
      ticket: () => ticketFrom(session, organizationId),
      onState: (state) => this.#setState(state),
      ...(options.transport?.createWebSocket && { createWebSocket: options.transport.createWebSocket }),
    })
    this.#presence = new Presence(this.#connection, options.userId, () => this.#tell())
    this.#heads = new HeadsRooms(this.#connection, (workspaceId, told) => {
      this.#content.hear(workspaceId, told).catch(endBackground)
    })
    this.#content = new ContentRooms({
      db: parts.log.db,
      open: (name) => this.#makeRoom(name),
      isKnown: (folderId) => parts.view.confirmed.peek().folder(folderId) !== null,
      workspaceOf: (folderId) => parts.view.confirmed.peek().folder(folderId)?.workspaceId,
      hasHeard: (workspaceId) => this.#heads.hasHeard(workspaceId),
      onChange: () => this.#tell(),
    })
    this.#sender = new OutboxSender({
      db: parts.log.db,
      outbox: parts.outbox,
      send: (commands) => session.post<CommandsAnswer>('/api/commands', { organizationId, commands }),
      onFailure: (problem) => this.#failed(problem),
      onSending: (seqs) => bus.post({ kind: 'outbox', seqs }),
      onEnd: (state) => {
        this.#connection.stop()
        this.#setState(state)
      },
    })
  }

  async start(): Promise<void> {
    const { bus, view, outbox, writes, options } = this.#parts
    const watchNetwork = options.transport?.watchNetwork ?? whenItChanges
    this.#stops.push(bus.listen((message) => this.#hear(message)))
    // Without room on the disk it is done when there is some; a page that shows what it has is better than none.
    await outbox.settleEdits().catch((problem: unknown) => this.#failed(problem))
    await this.#content.load()
    this.#stops.push(
      effect(() => {
        const confirmed = view.confirmed.value
        // Who was put out and in again hears of both at once: what was forbidden in between is asked for once more.
        this.#forbidden.clear()
        untracked(() => this.#setRooms(confirmed))
      }),
    )
    const tidying = setInterval(() => this.#tidy().catch(endBackground), 1_000)
    this.#stops.push(
      () => clearInterval(tidying),
      writes.onRoom(() => this.#tryAgain()),
      watchNetwork(
        () => this.#connection.retryNow(),
        () => this.#connection.networkGone(),
      ),
    )
    this.#connection.start()
    this.#tell()
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    this.#presence.close()
    this.#heads.close()
    const rooms = [...this.#rooms.values()]
    this.#rooms.clear()
    await Promise.all([this.#content.close(), ...rooms.map((room) => room.close())])
    this.#connection.stop()
    await this.#sender.stop()
    await this.#giving
  }

  #hear(message: Parameters<Parameters<Bus['listen']>[0]>[0]): void {
    switch (message.kind) {
      case 'edits':
        this.#settleEdits()
        this.#content.edited(message.document, message.seqs).catch(endBackground)
        return this.#sender.kick()
      case 'outbox':
        this.#content.kick()
        return this.#sender.kick()
      case 'looking':
        return this.#content.looked(message.documents)
      case 'rebuilt':
        this.#parts.log.follow(message.document).catch(endBackground)
        return
      case 'where':
        return this.#presence.setWhere(message.where)
      case 'ask-status':
        return this.#tell()
      default:
    }
  }

  /** An edit may name what a command that was refused before would have created. */
  #settleEdits(): void {
    const { view, outbox } = this.#parts
    if (view.commands.peek().some(({ state }) => state === 'refused'))
      outbox.settleEdits().catch(endBackground)
  }

  #failed(problem: unknown): void {
    this.#parts.writes.noteFull(problem)
    endBackground(problem)
  }

  /** There is room on the disk again: all that found none. */
  #tryAgain(): void {
    this.#parts.outbox.settleEdits().catch((problem: unknown) => this.#failed(problem))
    for (const room of this.#rooms.values()) room.tryAgain()
    this.#content.tryAgain()
    this.#sender.tryAgain()
    this.#closeLost().catch(endBackground)
  }

  #setState(state: ConnectionState): void {
    this.#state = state
    // What was forbidden may be allowed again; the server is asked once in each connection.
    if (state === 'online') this.#forbidden.clear()
    if (state === 'other-version') this.#parts.onOutdated()
    this.#sender.allow(state === 'online')
    this.#content.setOnline(state === 'online')
    if (state === 'online') {
      this.#setRooms(this.#parts.view.confirmed.peek())
      this.#parts.notices.send().catch(endBackground)
    }
    this.#tell()
  }

  #setRooms(confirmed: View['confirmed']['value']): void {
    const wanted = new Set(wantedRooms(confirmed, this.#parts.options.mode !== 'panel'))
    const byKind = Map.groupBy(wanted, (name) => parseDocumentName(name)?.kind)
    this.#presence.setRooms(byKind.get('presence') ?? [])
    this.#heads.setRooms([...(byKind.get('heads') ?? []), ...(byKind.get('own-heads') ?? [])])
    for (const [kind, names] of byKind)
      if (kind !== 'presence' && kind !== 'heads' && kind !== 'own-heads')
        for (const name of names) this.#openRoom(name)
    this.#content.kick()
    this.#closeLost().catch(endBackground)
  }

  #openRoom(name: string): void {
    if (this.#rooms.has(name)) return
    const room = this.#makeRoom(name)
    if (room) this.#rooms.set(name, room)
  }

  #makeRoom(name: string): DocumentRoom | null {
    if (this.#forbidden.has(name)) return null
    const { log, bus } = this.#parts
    const isContent = placeOf(name) !== null
    return new DocumentRoom(name, {
      connection: this.#connection,
      log,
      bus,
      isKnown: (id) => isKnown(this.#parts.view.confirmed.peek(), id),
      isFull: () => this.#parts.writes.full.peek(),
      onFailure: (problem) => this.#failed(problem),
      ...(isContent && {
        headOf: (one) => this.#content.headOf(one),
        onHead: (one, head) => this.#content.setHeld(one, head),
      }),
      onChange: () => {
        if (isContent) return this.#content.changed()
        this.#tell()
        this.#closeLost().catch(endBackground)
      },
      onForbidden: () => {
        this.#rooms.delete(name)
        this.#forbidden.add(name)
        if (isContent) this.#content.forget(name).then(() => this.#giveLost(), endBackground)
        this.#tell()
      },
    })
  }

  /** DESIGN §2.5: a lost right deletes the copy, also one lost while this device was away: certain once `me` has come. */
  async #closeLost(): Promise<void> {
    const { log, view, options } = this.#parts
    const isUpToDate = (name: string) => this.#rooms.get(name)?.synced ?? false
    // Asked anew for each: what is known changes while copies are deleted.
    const isGone = (name: string, confirmed = view.confirmed.peek()) =>
      isLost(confirmed, name, isUpToDate) || (isUpToDate(ORGANIZATION) && isSuperseded(confirmed, name))
    if (!isUpToDate(meOf(options.userId))) return
    const stored = await log.db.documents.toArray()
    await view.settled()
    for (const { name, whole } of stored) {
      if (!isGone(name)) continue
      if (!whole && !(await isLeftOfCopy(log.db, name))) continue
      const room = this.#rooms.get(name)
      this.#rooms.delete(name)
      await room?.close()
      await this.#content.forget(name)
      await deleteCopy(log, name)
    }
    this.#giveLost()
  }

  /** What this device had not sent when its user was put out of a workspace goes to the Admins (LIFE-10). */
  #giveLost(): void {
    if (this.#state !== 'online') return
    const { log, session, options, view, bus } = this.#parts
    const isGone = (folderId: string) => view.confirmed.peek().folder(folderId) === null
    this.#giving ??= giveLost(log.db, session, options, isGone)
      .then((given) => given && bus.post({ kind: 'outbox', seqs: null }))
      .catch(endBackground)
      .finally(() => (this.#giving = null))
  }

  async #tidy(): Promise<void> {
    const { log, view, bus, photos } = this.#parts
    if (this.#state !== 'online') return
    await photos.tidy(view.confirmed.peek())
    await forgetShown(log.db, view, bus)
  }

  /** Soon, and once for all that happens now. */
  #tell(): void {
    if (this.#told) return
    this.#told = true
    queueMicrotask(() => {
      this.#told = false
      this.#parts.bus.post({ kind: 'status', status: this.#status() })
    })
  }

  #status(): LeaderStatus {
    const online = this.#state === 'online'
    const people = online ? this.#presence.people.map(({ userId }) => userId) : []
    return {
      connection: this.#state,
      heard: this.#content.heard(),
      folders: this.#content.folders(),
      others: online ? this.#presence.others : [],
      online: [...new Set([...people, ...(online ? [this.#parts.options.userId] : [])])],
    }
  }
}
