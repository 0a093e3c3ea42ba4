// Long because what arrived, and what must be true of it, are one account.
import { EDITS_MAP, parseDocumentName, RECORDS_MAP } from '../../shared/domain/documents/document-name.ts'
import type { Command } from '../../shared/domain/decide/command.ts'
import type { CreatedRecord, FieldValue } from '../../shared/domain/model/record.ts'
import type { CommandAnswer } from '../../shared/protocol/http.ts'
import type { Intent } from '../../shared/replica/database.ts'
import type { Arrival, ArrivalResult } from '../../sync-server/content/arrivals/arrivals.ts'
import { differ, sorted } from './invariants.ts'
import { contains, type ServerDisk } from './server-disk.ts'

/** One piece of a device as it was sent: what its person wanted, edit by edit, and the bytes that say so. */
export interface Piece {
  device: string
  row: number
  document: string
  update: Uint8Array
  edits: { seq: number; intents: Intent[] }[]
  /** An attacker's: the server may keep any of it or nothing, without a word. */
  isAttack: boolean
  /** How many epochs of the document had ended when it last arrived. */
  epoch?: number
}

/** All that the ledger knows, as it was when a backup was made. */
export interface Page {
  values: Map<string, unknown[]>
  done: Set<string>
  saved: Map<string, Piece>
  notices: Set<string>
  answers: Map<string, Answered>
}
interface Answered {
  actorId: string
  answer: CommandAnswer
}

interface Entry {
  arrival: Arrival
  piece: Piece | null
  result: ArrivalResult | 'unknown' | null
}

/** As commands of the second door say it. */
interface Wanted {
  folderId?: string
  recordId: string
  record: CreatedRecord
  changes: Record<string, FieldValue>
}

const keyOf = (intent: Intent) =>
  'create' in intent ? `${RECORDS_MAP}/${intent.create}` : `${EDITS_MAP}/${intent.edit}/${intent.field}`
const wanted = (intent: Intent): unknown => ('create' in intent ? intent.record : intent.value)
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/**
 * What must be true of content, kept beside the server: for each value, what it may be after all that arrived, in the order
 * in which it arrived. A value is that of the last arrival, unless the actor was told that it was set back. A piece that
 * arrives once more changes nothing.
 */
export class Ledger {
  readonly problems: string[] = []
  /** Pieces that were told "saved". */
  acknowledged = 0
  readonly #organizationId: string
  readonly #disk: ServerDisk
  readonly #pieces = new Map<string, Piece>()
  #values = new Map<string, unknown[]>()
  /** What commands wanted (the second door), by the value's key. In which order they and pieces were done nobody notes. */
  readonly #commanded = new Map<string, unknown[]>()
  /** Records that are, or are about to be, deleted for good. */
  readonly #purged = new Set<string>()
  readonly #queue: Entry[] = []
  /** Edits whose effect is on the disk. */
  #done = new Set<string>()
  #saved = new Map<string, Piece>()
  #notices = new Set<string>()
  readonly #told = new Set<string>()
  /** How many epochs of a document have ended. */
  readonly #epochs = new Map<string, number>()
  /** Ids that became others, when this was last checked. */
  #aliases = new Map<string, string>()
  #answers = new Map<string, Answered>()
  /** How often a backup took the place of the database. */
  #line = 0

  constructor(organizationId: string, disk: ServerDisk) {
    this.#organizationId = organizationId
    this.#disk = disk
    for (const name of disk.documentNames(organizationId)) {
      if (parseDocumentName(name)?.kind !== 'content') continue
      for (const map of [RECORDS_MAP, EDITS_MAP])
        for (const [key, value] of Object.entries(disk.values(organizationId, name, map)))
          this.#values.set(`${name}\n${map}/${key}`, [value])
    }
  }

  sent(piece: Piece): void {
    this.#pieces.set(`${piece.document}\n${hexOf(piece.update)}`, piece)
  }

  arrival(arrival: Arrival, result: Promise<ArrivalResult>): void {
    const piece = this.#pieces.get(`${arrival.document}\n${hexOf(arrival.update)}`) ?? null
    if (piece) piece.epoch = this.#epochOf(piece.document)
    const entry: Entry = { arrival, piece, result: null }
    this.#queue.push(entry)
    const settle = (value: Entry['result']) => {
      entry.result = value
      this.#fold()
    }
    result.then(settle, () => settle('unknown'))
  }

  /** Nothing of the document's past is in it any more, only its values. */
  renewed(document: string): void {
    this.#epochs.set(document, (this.#epochs.get(document) ?? 0) + 1)
  }
  #epochOf(document: string): number {
    return this.#line * 1_000 + (this.#epochs.get(document) ?? 0)
  }
  #isPast({ document, epoch }: Piece): boolean {
    return epoch !== this.#epochOf(document)
  }

  /** The server begins to decide these. */
  deciding(commands: readonly Pick<Command, 'type' | 'args'>[]): void {
    const key = this.#disk.veil
    for (const { type, args } of commands) {
      const { folderId = '', recordId, record, changes } = args as Wanted
      // Under whichever of the two the record is known to whoever wants it.
      for (const id of [recordId, key.of(folderId).unveil(recordId)]) {
        if (type === 'record.create') this.#commands({ create: id, record })
        if (type === 'record.edit')
          for (const [field, value] of Object.entries(changes)) this.#commands({ edit: id, field, value })
      }
    }
  }
  #commands(intent: Intent): void {
    const key = keyOf(intent)
    this.#commanded.set(key, [...(this.#commanded.get(key) ?? []), wanted(intent)])
  }

  /** The server begins to delete these for good. */
  purging(recordIds: Iterable<string>): void {
    for (const id of recordIds) this.#purged.add(id)
  }

  /** Nothing has arrived of which is not known yet what became of it. */
  get isQuiet(): boolean {
    return this.#queue.length === 0
  }

  /** What is known now, for when a backup that was made now is restored. */
  get page(): Page {
    return {
      values: new Map(this.#values),
      done: new Set(this.#done),
      saved: new Map(this.#saved),
      notices: new Set(this.#notices),
      answers: new Map(this.#answers),
    }
  }

  /** A backup was put in the place of the database: what came after it never was. The server is down. */
  turnBack({ values, done, saved, notices, answers }: Page): void {
    this.#queue.length = 0
    this.#values = new Map(values)
    this.#done = new Set(done)
    this.#saved = new Map(saved)
    this.#notices = new Set(notices)
    this.#answers = new Map(answers)
    this.#told.clear()
    this.#line++
  }

  /** The server says that a device's piece is saved. */
  saidSaved(device: string, document: string, row: number): void {
    const piece = [...this.#pieces.values()].find(
      (one) =>
        one.device === device &&
        one.document === document &&
        one.row === row &&
        this.#done.has(idOf(one, one.row)),
    )
    if (!piece)
      return void this.problems.push(
        `${device} was told that ${row} of ${document} is saved, and nothing arrived`,
      )
    this.acknowledged++
    this.#saved.set(`${idOf(piece, row)}\n${hexOf(piece.update)}`, piece)
  }

  get commands(): number {
    return this.#answers.size
  }

  answered(actorId: string, answers: CommandAnswer[]): void {
    for (const answer of answers) {
      const key = `${actorId} ${answer.id}`
      const earlier = this.#answers.get(key)?.answer
      if (earlier && earlier.status !== answer.status)
        this.problems.push(
          `command ${answer.id} was ${earlier.status}, and ${answer.status} when it was sent again`,
        )
      this.#answers.set(key, { actorId, answer })
    }
  }

  /** The server died: what it was working on is there or not; the disk says which. */
  serverDied(): void {
    for (const entry of this.#queue) entry.result ??= 'unknown'
    this.#fold()
  }

  /** Compares all that was ever promised with what is on the disk. */
  check(when: string): void {
    if (this.#queue.length > 0) return
    const aliases = this.#disk.all<{ alias: string; real_id: string }>('select alias, real_id from aliases')
    this.#aliases = new Map(aliases.map((row) => [row.alias, row.real_id]))
    const docOf = (name: string) => this.#disk.document(this.#organizationId, name)
    for (const piece of this.#saved.values())
      if (!this.#isPast(piece) && !contains(docOf(piece.document), piece.update))
        this.problems.push(
          `${when}: acknowledged piece ${piece.row} of ${piece.device} is not in ${piece.document}`,
        )
    const names = this.#disk.documentNames(this.#organizationId)
    const seen = new Set<string>()
    for (const name of names.filter((one) => parseDocumentName(one)?.kind === 'content')) {
      for (const map of [RECORDS_MAP, EDITS_MAP])
        for (const [key, value] of Object.entries(this.#disk.values(this.#organizationId, name, map))) {
          const id = `${name}\n${map}/${key}`
          seen.add(id)
          this.#compare(when, id, value)
        }
    }
    for (const id of this.#values.keys()) if (!seen.has(id)) this.#compare(when, id, undefined)
    this.#checkCommands(when)
  }

  #compare(when: string, id: string, value: unknown): void {
    const key = id.slice(id.indexOf('\n') + 1)
    const isPurged = this.#purged.has(key.split('/')[1] ?? '')
    const possible = [
      ...(this.#values.get(id) ?? [undefined]),
      ...(this.#commanded.get(key) ?? []),
      ...(isPurged ? [undefined] : []),
    ]
    if (!possible.some((one) => !differ(this.#real(one), value)))
      this.problems.push(
        `${when}: ${id.replace('\n', ' ')} is ${sorted(value)}, and should be ${possible.map(sorted).join(' or ')}`,
      )
    else if (possible.length > 1) this.#values.set(id, [value])
  }

  #checkCommands(when: string): void {
    const rows = this.#disk.all<{ actor_id: string; command_id: string; answer: string }>(
      'select actor_id, command_id, answer from commands',
    )
    const kept = new Map(rows.map((row) => [`${row.actor_id} ${row.command_id}`, row.answer]))
    for (const [key, { answer }] of this.#answers) {
      const stored = kept.get(key)
      if (answer.status === 'accepted' && stored === undefined)
        this.problems.push(`${when}: accepted command ${key} is not there`)
      if (stored !== undefined && (JSON.parse(stored) as CommandAnswer).status !== answer.status)
        this.problems.push(`${when}: command ${key} was answered ${answer.status}, and kept as ${stored}`)
    }
    for (const { command_id, times } of this.#disk.all<{ command_id: string; times: number }>(
      `select command_id, count(*) as times from history where action <> 'record.edit' group by command_id, actor_user_id having count(*) > 1`,
    ))
      this.problems.push(`${when}: command ${command_id} was carried out ${times} times`)
  }

  /** An id that a merged command turned into another is that other one. */
  #real(value: unknown): unknown {
    const aliases = this.#aliases
    if (aliases.size === 0 || value === undefined) return value
    return JSON.parse(
      JSON.stringify(value).replace(/"(pfo_[\w-]+)"/g, (_all, id: string) =>
        JSON.stringify(aliases.get(id) ?? id),
      ),
    ) as unknown
  }

  #fold(): void {
    const told = this.#told
    this.#hearNotices(told)
    while (this.#queue[0]?.result) {
      const { arrival, piece, result } = this.#queue.shift()!
      if (!piece || result === null) continue
      if (typeof result === 'object' && result.status !== 'saved') continue
      const fresh = piece.edits.filter(({ seq }) => !this.#done.has(idOf(piece, seq)))
      if (fresh.length === 0) continue
      // What was in an epoch that ended nobody can say: both are possible.
      const isUncertain = result === 'unknown' && this.#isPast(piece)
      if (result === 'unknown' && !isUncertain) {
        const doc = this.#disk.document(this.#organizationId, piece.document)
        if (!contains(doc, piece.update)) continue
      }
      for (const { seq } of fresh) this.#done.add(idOf(piece, seq))
      for (const intent of fresh.flatMap(({ intents }) => intents))
        this.#arrived(piece, intent, arrival.userId, isUncertain)
    }
    // What was committed together is told together.
    if (this.#queue.length === 0) told.clear()
  }

  /** What may stand there once this intent of a piece was merged. */
  #arrived(piece: Piece, intent: Intent, userId: string, isUncertain: boolean): void {
    const key = `${piece.document}\n${keyOf(intent)}`
    const before = this.#values.get(key) ?? [undefined]
    // A record is written once.
    if ('create' in intent && before[0] !== undefined && before.length === 1) return
    const recordId = 'create' in intent ? intent.create : intent.edit
    const isTold =
      this.#told.has(`${userId} ${recordId} ${'edit' in intent ? intent.field : ''}`) ||
      this.#told.has(`${userId} many`)
    const inside = [...this.#told].some((one) => one.startsWith(`${userId} ${recordId} `))
    if ('create' in intent && inside && !isTold) {
      const lost = [...this.#told]
        .map((one) => one.split(' '))
        .filter(([who, what]) => who === userId && what === recordId)
      const values = { ...intent.record.values }
      for (const [, , field] of lost) delete values[field ?? '']
      this.#values.set(key, [{ ...intent.record, values }])
    } else {
      const both = isTold || isUncertain || piece.isAttack
      const parts = both && 'create' in intent ? partsOf(intent.record) : []
      this.#values.set(key, both ? [...before, wanted(intent), ...parts] : [wanted(intent)])
    }
  }

  #hearNotices(told: Set<string>): void {
    for (const { id, user_id, data } of this.#disk.all<{ id: string; user_id: string; data: string }>(
      'select id, user_id, data from notices',
    )) {
      if (this.#notices.has(id)) continue
      this.#notices.add(id)
      const { about } = JSON.parse(data) as { about: { recordId?: string; field?: string } }
      told.add(about.recordId ? `${user_id} ${about.recordId} ${about.field ?? ''}` : `${user_id} many`)
    }
  }
}

/** The record without one or more of its values: which were kept nobody may say, where there was too much to say. */
function partsOf(record: CreatedRecord): CreatedRecord[] {
  const entries = Object.entries(record.values)
  return Array.from({ length: 2 ** entries.length - 1 }, (_, kept) => ({
    ...record,
    values: Object.fromEntries(entries.filter((_entry, n) => kept & (1 << n))),
  }))
}

const idOf = (piece: Piece, seq: number) => `${piece.device}\n${piece.document}\n${seq}`
