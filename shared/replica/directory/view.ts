import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { endBackground } from '../background.ts'
import { ORGANIZATION } from '../../domain/documents/document-name.ts'
import { seesOrganization } from '../../domain/policy/reading.ts'
import type { Bus } from '../tabs/bus.ts'
import type { OutboxRow, ReplicaDatabase } from '../database.ts'
import { Directory } from './directory.ts'
import { MergedRows } from './merged-rows.ts'
import { NameOrder } from './name-order.ts'
import { drawAll } from './overlay.ts'
import { readRuns } from '../seq-runs.ts'

/**
 * What this tab shows of the directory: rows the server confirmed, and over them the commands that wait. Kept up to date
 * with what any tab writes; pending effects exist in memory alone (DESIGN §2.2).
 */
export class View {
  readonly #db: ReplicaDatabase
  readonly #ids: { organizationId: string; userId: string }
  #rows = new MergedRows()
  readonly #order = new NameOrder()
  #held = new Set<string>()
  #aliases = new Map<string, string>()
  #outbox = new Map<number, OutboxRow>()
  readonly #confirmed = signal<Directory>(undefined as unknown as Directory)
  readonly #directory = signal<Directory>(undefined as unknown as Directory)
  readonly #commands = signal<readonly OutboxRow[]>([])
  readonly #ready = signal(false)
  #turn: Promise<unknown> = Promise.resolve()
  /** Messages that wait to be read; what they change is drawn once, after the last. */
  #waiting = 0
  /** What has to be drawn: nothing, only commands at the end, or all anew. */
  #toDraw: 'nothing' | 'all' | OutboxRow[] = 'nothing'
  #stop: (() => void) | null = null

  private constructor(db: ReplicaDatabase, ids: { organizationId: string; userId: string }) {
    this.#db = db
    this.#ids = ids
  }

  static async load(
    db: ReplicaDatabase,
    bus: Bus,
    ids: { organizationId: string; userId: string },
  ): Promise<View> {
    const view = new View(db, ids)
    // Listen before reading: what is committed in between is read again rather than missed.
    view.#stop = bus.listen((message) => {
      if (message.kind === 'directory')
        void view.#inTurn(() => view.#readDirectory(message.document, message.keys))
      if (message.kind === 'refresh') void view.#inTurn(() => view.#readAll())
      if (message.kind === 'outbox') void view.#inTurn(() => view.#readOutbox(message.seqs))
    })
    let problem: unknown = null
    await view.#inTurn(async () => {
      try {
        await view.#readAll()
        view.#publish()
      } catch (caught) {
        problem = caught
      }
    })
    if (problem !== null) throw problem
    return view
  }

  /** Rows the server confirmed. */
  get confirmed(): ReadonlySignal<Directory> {
    return this.#confirmed
  }
  get directory(): ReadonlySignal<Directory> {
    return this.#directory
  }
  /** All rows of the outbox, in order. */
  get commands(): ReadonlySignal<readonly OutboxRow[]> {
    return this.#commands
  }
  get ready(): ReadonlySignal<boolean> {
    return this.#ready
  }

  /** Everything committed before this call is shown when it resolves. */
  settled(): Promise<unknown> {
    return this.#inTurn(() => Promise.resolve(this.#publish()))
  }

  close(): Promise<unknown> {
    this.#stop?.()
    return this.#turn
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#waiting++
    const result = this.#turn.then(work).finally(() => {
      if (--this.#waiting === 0) this.#publish()
    })
    this.#turn = result.catch(endBackground)
    return result.catch(() => undefined)
  }

  async #readAll(): Promise<void> {
    this.#rows = new MergedRows()
    this.#held = new Set()
    for (const { document, key, value } of await this.#db.directory.toArray())
      this.#rows.set(document, key, value)
    for (const { name, whole } of await this.#db.documents.toArray()) if (whole) this.#held.add(name)
    this.#aliases = await this.#readAliases()
    this.#outbox = new Map((await this.#db.outbox.toArray()).map((row) => [row.seq, row]))
    this.#toDraw = 'all'
  }

  async #readAliases(): Promise<Map<string, string>> {
    return new Map((await this.#db.aliases.toArray()).map(({ given, real }) => [given, real]))
  }

  async #readDirectory(document: string, keys: string[] | null): Promise<void> {
    const { directory, documents } = this.#db
    const [stored, whole] = await this.#db.transaction('r', directory, documents, async () => [
      keys === null
        ? await directory.where('document').equals(document).toArray()
        : (await directory.bulkGet(keys.map((key): [string, string] => [document, key]))).filter(
            (row) => row !== undefined,
          ),
      (await documents.get(document))?.whole ?? false,
    ])
    const values = new Map(stored.map(({ key, value }) => [key, value]))
    const changed = keys ?? [...new Set([...this.#rows.keysOf(document), ...values.keys()])]
    for (const key of changed) this.#rows.set(document, key, values.get(key))
    if (whole) this.#held.add(document)
    else this.#held.delete(document)
    this.#toDraw = 'all'
  }

  async #readOutbox(seqs: number[] | null): Promise<void> {
    const before = this.#outbox
    if (seqs === null) {
      this.#outbox = new Map((await this.#db.outbox.toArray()).map((row) => [row.seq, row]))
      this.#aliases = await this.#readAliases()
      this.#toDraw = 'all'
      return
    }
    const rows = await readRuns(this.#db.outbox, seqs)
    const last = Math.max(0, ...before.keys())
    const appended = [...rows.values()].filter((row) => row.seq > last)
    const onlyAppended = appended.length === seqs.length && appended.every(isDrawn)
    this.#outbox = new Map(before)
    for (const seq of seqs) {
      const row = rows.get(seq)
      if (row) this.#outbox.set(seq, row)
      else this.#outbox.delete(seq)
    }
    if (!onlyAppended || this.#toDraw === 'all') this.#toDraw = 'all'
    else this.#toDraw = [...(this.#toDraw === 'nothing' ? [] : this.#toDraw), ...appended]
  }

  #publish(): void {
    const toDraw = this.#toDraw
    if (toDraw === 'nothing') return
    this.#toDraw = 'nothing'
    const commands = [...this.#outbox.values()].sort((a, b) => a.seq - b.seq)
    batch(() => {
      this.#commands.value = commands
      if (toDraw === 'all') {
        this.#confirmed.value = new Directory(
          {
            ...this.#ids,
            ...this.#rows.snapshot(),
            held: new Set(this.#held),
            clouded: new Set(),
            aliases: this.#aliases,
          },
          this.#order,
        )
        this.#directory.value = drawAll(this.#confirmed.value, commands.filter(isDrawn))
      } else this.#directory.value = drawAll(this.#directory.value, toDraw)
      this.#ready.value ||= isUsable(this.#confirmed.value)
    })
  }
}

/** Is enough here to show screens: my own rights, and what they let me see first? */
function isUsable(confirmed: Directory): boolean {
  if (!confirmed.knowsMe) return false
  const { me } = confirmed
  if (!me) return true
  if (seesOrganization(me)) return confirmed.holds(ORGANIZATION)
  return me.memberships.every(({ workspaceId }) => confirmed.holdsNames(workspaceId))
}

const isDrawn = ({ state }: OutboxRow): boolean => state !== 'refused'
