import { type ReadonlySignal, signal } from '@preact/signals'
import { endBackground } from '../background.ts'
import type { Bus } from '../tabs/bus.ts'
import type { ReplicaDatabase } from '../database.ts'
import type { Session } from '../session.ts'
import type { View } from '../directory/view.ts'

/** As many as one request takes. */
const AT_ONCE = 200

/**
 * Notices that were read on this device: hidden at once, also offline, and told to the server when it can be reached
 * (SYNC-3). An id is forgotten here when the notice has gone from the user's document.
 */
export class ConfirmedNotices {
  readonly #db: ReplicaDatabase
  readonly #bus: Bus
  readonly #session: Session
  readonly #organizationId: string
  readonly #view: View
  readonly #ids = signal<ReadonlySet<string>>(new Set())
  readonly #stop: () => void

  constructor(db: ReplicaDatabase, bus: Bus, session: Session, view: View, organizationId: string) {
    this.#db = db
    this.#bus = bus
    this.#session = session
    this.#view = view
    this.#organizationId = organizationId
    this.#stop = bus.listen((message) => {
      if (message.kind === 'notices') void this.load().catch(endBackground)
    })
  }

  get ids(): ReadonlySignal<ReadonlySet<string>> {
    return this.#ids
  }

  async load(): Promise<void> {
    this.#ids.value = new Set(await this.#db.confirmedNotices.toCollection().primaryKeys())
  }

  async confirm(id: string): Promise<void> {
    await this.#db.confirmedNotices.put({ id })
    await this.tell()
  }

  /** More were read: says so to all pages, and to the server. */
  async tell(): Promise<void> {
    await this.load()
    this.#bus.post({ kind: 'notices' })
    await this.send()
  }

  /** Tells the server all that it may not know yet. Without an answer it is told at the next connection. */
  async send(): Promise<void> {
    const shown = new Set(this.#view.confirmed.peek().notices.map(({ id }) => id))
    const ids = await this.#db.confirmedNotices.toCollection().primaryKeys()
    await this.#db.confirmedNotices.bulkDelete(ids.filter((id) => !shown.has(id)))
    const told = ids.filter((id) => shown.has(id))
    for (let i = 0; i < told.length; i += AT_ONCE)
      await this.#session.post('/api/notices/confirm', {
        organizationId: this.#organizationId,
        ids: told.slice(i, i + AT_ONCE),
      })
  }

  close(): void {
    this.#stop()
  }
}
