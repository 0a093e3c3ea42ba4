import { recordCreate } from '../../domain/commands/record-create.ts'
import type { Table as DexieTable } from 'dexie'
import type { Table } from '../../domain/decide/change.ts'
import type { NameOf } from '../../domain/decide/command.ts'
import { wordsFor } from '../../domain/decide/decide.ts'
import type { CommandAnswer } from '../../protocol/http.ts'
import type { Bus } from '../tabs/bus.ts'
import type { EditRow, Intent, OutboxRow, ReplicaDatabase } from '../database.ts'
import type { DocumentLog } from '../documents/document-log.ts'
import { newId } from '../ids.ts'
import { recordIdOf, withAliases } from '../documents/intent.ts'
import { decideOver, draw, idsIn, isKnown } from '../directory/overlay.ts'
import { type Fate, rebuild } from '../documents/rebuild.ts'
import type { Dispatched } from '../replica.ts'
import type { View } from '../directory/view.ts'
import type { Writes } from '../writes.ts'

/** Answers are kept for late askers this long. */
const KEEP_ANSWERS_MS = 24 * 60 * 60 * 1000

/** Something to do; `words`: how it is said, where that is known already. */
export interface Wanted {
  type: string
  args: unknown
  words?: string
}

/** What is written in the transaction that writes commands, so that a page that dies leaves all or nothing of it. */
export interface Along {
  tables: DexieTable[]
  /** False: no command may be written either. Done again where there was no room. */
  write: (dispatched: readonly Dispatched[]) => Promise<boolean>
}

/** Commands of this device: written first, then shown, sent by the tab that leads (DESIGN §2). */
export class Outbox {
  readonly #db: ReplicaDatabase
  readonly #bus: Bus
  readonly #log: DocumentLog
  readonly #view: View
  readonly #writes: Writes

  constructor(db: ReplicaDatabase, bus: Bus, log: DocumentLog, view: View, writes: Writes) {
    this.#db = db
    this.#bus = bus
    this.#log = log
    this.#view = view
    this.#writes = writes
  }

  /**
   * Each is decided as if those before it were carried out; all that are not refused are written at once, and count as
   * under way until they are on the disk.
   */
  dispatchAll(wanted: readonly Wanted[], nameOf?: NameOf, along?: Along): Promise<Dispatched[]> {
    return this.#writes.count(() => this.#writes.retry(() => this.#dispatchAll(wanted, nameOf, along)))
  }

  async #dispatchAll(wanted: readonly Wanted[], nameOf?: NameOf, along?: Along): Promise<Dispatched[]> {
    await this.#view.settled()
    const own = new Set<Table>()
    let directory = this.#view.directory.value
    const createdAt = new Date().toISOString()
    const rows: Omit<OutboxRow, 'seq'>[] = []
    const dispatched = wanted.map(({ type, args, words }): Dispatched => {
      const command = { id: newId('command'), type, args }
      const decision = decideOver(directory, command, createdAt)
      if (decision.status === 'refused') return { commandId: command.id, decision }
      const names = [...idsIn(args)]
      const here = directory
      const row: Omit<OutboxRow, 'seq'> = {
        id: command.id,
        command,
        words: words ?? wordsFor(command, nameOf ?? directory.nameOf),
        state: 'waiting',
        creates: names.filter((id) => !isKnown(here, id) && mayCreate(type, id)),
        names,
        createdAt,
      }
      rows.push(row)
      if (rows.length < wanted.length) directory = draw(directory, row, own)
      return { commandId: command.id, decision }
    })
    if (rows.length === 0 && !along) return dispatched
    const { outbox, counters } = this.#db
    const seqs = await this.#db.transaction('rw', [outbox, counters, ...(along?.tables ?? [])], async () => {
      if (along && !(await along.write(dispatched))) return []
      const numbered: OutboxRow[] = []
      for (const row of rows) numbered.push({ ...row, seq: await this.#db.nextSeq() })
      await this.#db.outbox.bulkAdd(numbered)
      return numbered.map(({ seq }) => seq)
    })
    // What was written along may be rows of the outbox, too.
    this.#bus.post({ kind: 'outbox', seqs: along ? null : seqs })
    await this.#view.settled()
    return dispatched
  }

  /** The server's answer, now or whenever it comes, to whichever tab. */
  async outcome(commandId: string): Promise<CommandAnswer> {
    const { promise, resolve } = Promise.withResolvers<CommandAnswer>()
    const look = async () => {
      const row = await this.#db.answers.get(commandId)
      if (row) resolve(row.answer)
    }
    const stop = this.#bus.listen((message) => {
      if (message.kind === 'refresh' || (message.kind === 'answers' && message.ids.includes(commandId)))
        void look()
    })
    await look()
    return promise.finally(stop)
  }

  /** The server's answers to a batch: refused commands take along what was built on them (DESIGN §2.3). */
  async settle(answers: CommandAnswer[]): Promise<void> {
    const { outbox, answers: kept, aliases } = this.#db
    const now = new Date().toISOString()
    const byId = new Map(answers.map((answer) => [answer.id, answer]))
    const given = answers.flatMap((answer) =>
      answer.status === 'accepted' ? Object.entries(answer.aliases ?? {}) : [],
    )
    const seqs = await this.#db.transaction('rw', outbox, kept, aliases, async () => {
      const answered = (await outbox.orderBy('seq').toArray()).flatMap((row) => {
        const answer = byId.get(row.id)
        return answer ? [{ ...row, state: answer.status, answer, answeredAt: now }] : []
      })
      await outbox.bulkPut(answered)
      await aliases.bulkPut(given.map(([alias, real]) => ({ given: alias, real })))
      for (const row of answered) if (row.state === 'refused') await this.#refuseDependents(row, now)
      await kept.bulkPut(answers.map((answer) => ({ id: answer.id, answer, at: now })))
      const old = new Date(Date.parse(now) - KEEP_ANSWERS_MS).toISOString()
      await kept.where('at').below(old).delete()
      return answered.map(({ seq }) => seq)
    })
    // Refused ones take others along, and other ids concern everything.
    const onlyThese = given.length === 0 && answers.every(({ status }) => status === 'accepted')
    this.#bus.post({ kind: 'outbox', seqs: onlyThese ? seqs : null })
    this.#bus.post({ kind: 'answers', ids: answers.map(({ id }) => id) })
    await this.settleEdits()
  }

  /**
   * Takes edits along that name what a refused command would have created, and replaces ids that became others. Safe to
   * repeat: a leader does it when it begins, too, in case the last one died in between.
   */
  async settleEdits(): Promise<void> {
    const aliases = new Map((await this.#db.aliases.toArray()).map(({ given, real }) => [given, real]))
    const refused = (await this.#db.outbox.toArray()).filter(({ state }) => state === 'refused')
    // Somebody else may have created it, or it was only not seen on this device before.
    const missing = (id: string) => !isKnown(this.#view.confirmed.peek(), id)
    const cause = new Map(
      refused.flatMap((row) => row.creates.filter(missing).map((id) => [id, row] as const)),
    )
    if (aliases.size === 0 && cause.size === 0) return
    const concerned = (await this.#db.edits.toArray()).filter(({ names }) =>
      names.some((id) => aliases.has(id) || cause.has(id)),
    )
    for (const document of new Set(concerned.map((edit) => edit.document))) {
      // Records whose creation is dropped take along what was edited in them.
      const gone = new Map<string, OutboxRow>()
      await rebuild(this.#log, document, (edit, intents): Fate => {
        const reason = edit.names
          .map((id) => cause.get(id))
          .find((row) => row !== undefined && row.seq < edit.seq)
        const root = reason ?? intents.map((intent) => gone.get(recordIdOf(intent))).find((row) => row)
        if (root) {
          for (const intent of intents) if ('create' in intent) gone.set(intent.create, root)
          return { drop: builtOn(root) }
        }
        return { keep: replaced(intents, aliases) }
      })
    }
  }

  /** Takes back what was not sent, with all that was built on it. False: it is under way or done. */
  async withdraw(seq: number): Promise<boolean> {
    const edit = await this.#db.edits.get(seq)
    if (edit) return this.#withdrawEdit(edit)
    const { outbox, answers } = this.#db
    const taken = await this.#db.transaction('rw', outbox, answers, async () => {
      const row = await outbox.get(seq)
      if (row?.state !== 'waiting') return null
      const dependents = await this.#dependentsOf(row)
      if (dependents.some(({ state }) => state !== 'waiting')) return null
      const all = [row, ...dependents]
      await outbox.bulkDelete(all.map((one) => one.seq))
      const now = new Date().toISOString()
      await answers.bulkPut(all.map(({ id }) => ({ id, answer: withdrawn(id), at: now })))
      return all
    })
    if (!taken) return false
    const ids = new Set(taken.flatMap(({ creates }) => creates))
    this.#bus.post({ kind: 'outbox', seqs: null })
    this.#bus.post({ kind: 'answers', ids: taken.map(({ id }) => id) })
    await this.#dropEdits((named) => named.names.some((id) => ids.has(id)))
    await this.#view.settled()
    return true
  }

  async dropRefused(id: string): Promise<void> {
    const { outbox, refusedEdits } = this.#db
    await this.#db.transaction('rw', outbox, refusedEdits, async () => {
      await outbox
        .filter((row) => row.state === 'refused' && (row.id === id || row.dependsOn === id))
        .delete()
      await refusedEdits.filter((row) => row.id === id || row.dependsOn === id).delete()
    })
    this.#bus.post({ kind: 'outbox', seqs: null })
    await this.#view.settled()
  }

  async #withdrawEdit(edit: EditRow): Promise<boolean> {
    if (edit.state !== 'unsent') return false
    const dropped = await this.#dropEdits(({ seq }) => seq === edit.seq, edit.document)
    return dropped.has(edit.seq)
  }

  /** Drops edits without listing them, and later ones of records that they would have created. Resolves with their numbers. */
  async #dropEdits(isChosen: (edit: EditRow) => boolean, only?: string): Promise<Set<number>> {
    let dropped = new Set<number>()
    const chosen = (await this.#db.edits.toArray()).filter(isChosen)
    for (const document of only === undefined ? new Set(chosen.map((edit) => edit.document)) : [only]) {
      const gone = new Set<string>()
      const here = await rebuild(this.#log, document, (edit, intents): Fate => {
        if (!isChosen(edit) && !intents.some((intent) => gone.has(recordIdOf(intent))))
          return { keep: intents }
        for (const intent of intents) if ('create' in intent) gone.add(intent.create)
        return { drop: null }
      })
      dropped = dropped.union(here)
    }
    return dropped
  }

  async #refuseDependents(row: OutboxRow, now: string): Promise<void> {
    for (const dependent of await this.#dependentsOf(row)) {
      if (dependent.state !== 'waiting') continue
      const answer: CommandAnswer = { id: dependent.id, status: 'refused', ...builtOn(row) }
      await this.#db.outbox.put({
        ...dependent,
        state: 'refused',
        answer,
        answeredAt: now,
        dependsOn: row.id,
      })
      await this.#db.answers.put({ id: dependent.id, answer, at: now })
      this.#bus.post({ kind: 'answers', ids: [dependent.id] })
    }
  }

  /** Later commands that name what this one would create, and those that name what they would, in order. */
  async #dependentsOf(row: OutboxRow): Promise<OutboxRow[]> {
    const ids = new Set(row.creates)
    const found: OutboxRow[] = []
    for (const later of await this.#db.outbox.where('seq').above(row.seq).toArray()) {
      if (later.state === 'refused' || !later.names.some((id) => ids.has(id))) continue
      found.push(later)
      for (const id of later.creates) ids.add(id)
    }
    return found
  }
}

/** Records are no rows of the directory: that one is not known there does not mean that the command makes it. */
const mayCreate = (type: string, id: string): boolean => !id.startsWith('rec_') || type === recordCreate.type

const builtOn = ({ id, words }: OutboxRow) => ({
  code: 'built-on-refused',
  message: `Not sent, because it builds on “${words}”, which was refused.`,
  dependsOn: id,
})

const withdrawn = (id: string): CommandAnswer => ({
  id,
  status: 'refused',
  code: 'withdrawn',
  message: 'You took it back before it was sent.',
})

/** The same array when no id in it became another one. */
function replaced(intents: Intent[], aliases: ReadonlyMap<string, string>): Intent[] {
  const next = intents.map((intent) => withAliases(intent, aliases))
  return next.some((intent, i) => intent !== intents[i]) ? next : intents
}
