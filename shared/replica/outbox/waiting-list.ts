import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { endBackground } from '../background.ts'
import { SUBSCRIPTION_ENDED } from '../../domain/billing/subscription.ts'
import { recordCreate } from '../../domain/commands/record-create.ts'
import { recordEdit } from '../../domain/commands/record-edit.ts'
import { shardOf } from '../../domain/documents/document-name.ts'
import type { FieldValue } from '../../domain/model/record.ts'
import type { Asked } from '../../domain/model/request.ts'
import type { Bus } from '../tabs/bus.ts'
import type { EditRow, Intent, OutboxRow, RefusedEditRow, ReplicaDatabase } from '../database.ts'
import { GIVEN } from './give-lost.ts'
import type { PendingItem, RefusedItem } from '../replica.ts'
import { readRuns } from '../seq-runs.ts'
import { recordOf } from '../records/own-records.ts'
import { byNumber, isUnjudged } from './refused-edits.ts'
import { isOwnPlace, type Place } from '../documents/place.ts'
import type { View } from '../directory/view.ts'

/** What is not on the server, and what it did not want, in words (SYNC-2, SYNC-3). */
export class WaitingList {
  readonly pending: ReadonlySignal<readonly PendingItem[]>
  readonly refused: ReadonlySignal<readonly RefusedItem[]>
  readonly #db: ReplicaDatabase
  readonly #view: View
  readonly #edits = signal<ReadonlyMap<number, EditRow>>(new Map())
  readonly #refusedEdits = signal<readonly RefusedEditRow[]>([])
  #turn: Promise<unknown> = Promise.resolve()
  #stop: (() => void) | null = null

  private constructor(db: ReplicaDatabase, view: View, confirmed: ReadonlySignal<ReadonlySet<string>>) {
    this.#db = db
    this.#view = view
    this.pending = computed(() => pendingItems(view.commands.value, this.#edits.value))
    this.refused = computed(() => [
      ...refusedItems(view.commands.value, this.#refusedEdits.value),
      ...view.directory.value.notices.filter(({ id }) => !confirmed.value.has(id)).map(noticeItem),
    ])
  }

  /** `confirmed`: ids of notices that were read. */
  static async load(
    db: ReplicaDatabase,
    bus: Bus,
    view: View,
    confirmed: ReadonlySignal<ReadonlySet<string>>,
  ): Promise<WaitingList> {
    const list = new WaitingList(db, view, confirmed)
    list.#stop = bus.listen((message) => {
      if (message.kind === 'refresh') list.#inTurn(() => list.#readAll())
      if (message.kind === 'edits') list.#inTurn(() => list.#readEdits(message.seqs))
      if (message.kind === 'outbox' && message.seqs === null) list.#inTurn(() => list.#readRefused())
    })
    list.#inTurn(() => list.#readAll())
    await list.settled()
    return list
  }

  /** Numbers of what waits of a document, for "saved" (SYNC-4): the first, or Infinity. Of an own copy that is commands. */
  firstWaiting(place: Place): number {
    let first = Number.POSITIVE_INFINITY
    if (isOwnPlace(place)) {
      for (const { seq, state, command } of this.#view.commands.peek())
        if ((state === 'waiting' || state === 'sending') && recordOf(command)?.folderId === place.folderId)
          first = Math.min(first, seq)
      return first
    }
    const document = shardOf(place.folderId, place.shard)
    for (const row of this.#edits.value.values())
      if (row.document === document && row.seq < first) first = row.seq
    return first
  }

  settled(): Promise<unknown> {
    return this.#turn
  }

  close(): Promise<unknown> {
    this.#stop?.()
    return this.#turn
  }

  #inTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch(endBackground)
  }

  async #readAll(): Promise<void> {
    this.#edits.value = new Map((await this.#db.edits.toArray()).map((row) => [row.seq, row]))
    await this.#readRefused()
  }

  async #readEdits(seqs: number[]): Promise<void> {
    const rows = await readRuns(this.#db.edits, seqs)
    const edits = new Map(this.#edits.value)
    for (const seq of seqs) {
      const row = rows.get(seq)
      if (row) edits.set(seq, row)
      else edits.delete(seq)
    }
    this.#edits.value = edits
  }

  async #readRefused(): Promise<void> {
    this.#refusedEdits.value = (await this.#db.refusedEdits.toArray()).sort(byNumber)
  }
}

function pendingItems(commands: readonly OutboxRow[], edits: ReadonlyMap<number, EditRow>): PendingItem[] {
  const items: PendingItem[] = []
  for (const { seq, id, words, state, createdAt } of commands) {
    if (state !== 'waiting' && state !== 'sending') continue
    const canWithdraw = state === 'waiting'
    items.push({ seq, kind: 'command', commandId: id, words, state, since: createdAt, canWithdraw })
  }
  for (const { seq, words, state, since } of edits.values()) {
    const waits = state === 'unsent'
    items.push({ seq, kind: 'edit', words, state: waits ? 'waiting' : 'sending', since, canWithdraw: waits })
  }
  return items.sort((a, b) => a.seq - b.seq)
}

function refusedItems(commands: readonly OutboxRow[], edits: readonly RefusedEditRow[]): RefusedItem[] {
  const wordsOfDependents = (id: string) =>
    [...commands, ...edits].filter(({ dependsOn }) => dependsOn === id).map(({ words }) => words)
  const ids = new Set([...commands, ...edits].map(({ id }) => id))
  // Of what is not in the list any more nothing hides what was built on it.
  const isBuilt = (root: string | undefined) => root !== undefined && ids.has(root)
  const items: RefusedItem[] = []
  for (const { id, words, state, answer, createdAt, command, dependsOn } of commands) {
    if (state !== 'refused' || answer?.status !== 'refused' || isBuilt(dependsOn)) continue
    const { code, message } = answer
    const dependents = wordsOfDependents(id)
    const wrote = valuesIn(command)
    const again = { canSendAgain: true, wrote }
    items.push({ id, kind: 'command', words, code, message, since: createdAt, dependents, command, ...again })
  }
  for (const row of edits) {
    const { id, words, code, message, since, dependsOn, document, intents } = row
    if (isBuilt(dependsOn)) continue
    const folderId = document.split('/')[1]
    const [first] = intents
    const canSendAgain = code !== GIVEN
    // Who lost the folder's document knows its records by other ids, if at all.
    const isNamed = canSendAgain && !isUnjudged(row)
    const about = {
      ...(folderId && { folderId }),
      ...(first &&
        isNamed &&
        ('edit' in first ? { recordId: first.edit, field: first.field } : { recordId: first.create })),
    }
    const built = edits.filter((row) => row.dependsOn === id)
    const wrote = writtenIn([intents, ...built.map((row) => row.intents)].flat())
    const dependents = built.map((row) => row.words)
    items.push({ id, kind: 'edit', words, code, message, since, dependents, about, canSendAgain, wrote })
  }
  return items
}

/** What people write; who looks after it, and the bin, are in the words already. */
function writtenIn(intents: readonly Intent[]): RefusedItem['wrote'] {
  const wrote = new Map<string, RefusedItem['wrote'][number]>()
  const add = (field: string, value: FieldValue) => {
    if (field !== 'portfolio' && field !== 'deleted')
      wrote.set(JSON.stringify([field, value]), { field, value })
  }
  for (const intent of intents)
    if ('edit' in intent) add(intent.field, intent.value)
    else {
      add('title', intent.record.title)
      for (const [field, value] of Object.entries(intent.record.values)) add(field, value)
    }
  return [...wrote.values()]
}

function valuesIn({ type, args }: Asked): RefusedItem['wrote'] {
  if (type === recordCreate.type) {
    const parsed = recordCreate.args.safeParse(args)
    return parsed.success ? writtenIn([{ create: parsed.data.recordId, record: parsed.data.record }]) : []
  }
  const parsed = type === recordEdit.type ? recordEdit.args.safeParse(args) : null
  if (!parsed?.success) return []
  const { recordId, changes } = parsed.data
  return writtenIn(Object.entries(changes).map(([field, value]) => ({ edit: recordId, field, value })))
}

const noticeItem = (notice: View['directory']['value']['notices'][number]): RefusedItem => ({
  id: notice.id,
  kind: 'notice',
  words: notice.message,
  code: notice.code,
  message: notice.message,
  since: notice.createdAt,
  dependents: [],
  canSendAgain: notice.code === SUBSCRIPTION_ENDED && notice.command !== undefined,
  wrote: notice.command ? valuesIn(notice.command) : [],
  ...(notice.command && { command: { id: notice.id, ...notice.command } }),
  about: {
    ...(notice.about.folderId !== undefined && { folderId: notice.about.folderId }),
    ...(notice.about.recordId !== undefined && { recordId: notice.about.recordId }),
    ...(notice.about.field !== undefined && { field: notice.about.field }),
    ...(notice.about.userId !== undefined && { userId: notice.about.userId }),
  },
})
