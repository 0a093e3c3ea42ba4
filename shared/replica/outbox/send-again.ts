import type { Table } from 'dexie'
import { recordCreate } from '../../domain/commands/record-create.ts'
import { wordsFor } from '../../domain/decide/decide.ts'
import type { DeviceDecision } from '../../domain/decide/decision.ts'
import type { Notice } from '../../domain/model/notice.ts'
import type { OutboxRow, RefusedEditRow, ReplicaDatabase } from '../database.ts'
import { byNumber } from './refused-edits.ts'
import type { ConfirmedNotices } from './notices.ts'
import type { Outbox } from './outbox.ts'
import { recordOf } from '../records/own-records.ts'
import type { RecordPages } from '../records/record-pages.ts'
import type { SentAgain } from '../replica.ts'
import type { View } from '../directory/view.ts'

/** So many notices are one transaction. */
const AT_ONCE = 200

/**
 * Takes a refused edit off the list, or what of it was said, in the transaction that says it anew. False: another page did, and
 * it must not be said twice.
 */
export interface TakeOff {
  tables: Table[]
  /** `left`: what of it can't be said, with the reason; it stays in the list. */
  take: (left: Unsaid | null) => Promise<boolean>
}

/** What of an edit can't be said now, and why. */
export type Unsaid = Pick<RefusedEditRow, 'intents' | 'code' | 'message'>

export interface SendAgainParts {
  db: ReplicaDatabase
  view: View
  outbox: Outbox
  notices: ConfirmedNotices
  pages: RecordPages
  /** Writes an edit anew. Resolves with what of it could not be. */
  say: (edit: RefusedEditRow, off: TakeOff) => Promise<Unsaid | null>
}

/**
 * Sends what was refused or set back again as it was (SYNC-3). What is sent leaves the list in the transaction in which it is
 * written anew: a page that dies, or another that does the same, neither loses nor doubles it.
 */
export class SendAgain {
  readonly #parts: SendAgainParts

  constructor(parts: SendAgainParts) {
    this.#parts = parts
  }

  /** See `Replica.sendAgain`. */
  async one(id: string): Promise<DeviceDecision | null> {
    const notice = this.#parts.view.directory.peek().notices.find((one) => one.id === id)
    if (notice) return (await this.#sayNotices([notice]))[0] ?? null
    const { db } = this.#parts
    const isMeant = (row: { id: string; dependsOn?: string }) => row.id === id || row.dependsOn === id
    const commands = (await db.outbox.orderBy('seq').toArray()).filter(
      (row) => row.state === 'refused' && isMeant(row),
    )
    const edits = (await db.refusedEdits.toArray()).filter(isMeant)
    if (commands.length + edits.length === 0) return null
    const decision = await this.#sayCommands(commands)
    if (decision.status === 'refused') return decision
    let problem: Unsaid | null = null
    for (const edit of edits.sort(byNumber)) problem ??= await this.#sayEdit(edit)
    return problem && commands.length === 0
      ? { status: 'refused', code: problem.code, message: problem.message }
      : decision
  }

  /** See `Replica.sendAllAgain`. */
  async all(ids: readonly string[]): Promise<SentAgain> {
    const result: SentAgain = { sent: 0, stayed: 0, why: null }
    const count = (decision: DeviceDecision) => {
      if (decision.status !== 'refused') result.sent++
      else {
        result.stayed++
        result.why ??= decision.message
      }
    }
    const wanted = new Set(ids)
    const notices = this.#parts.view.directory.peek().notices.filter(({ id }) => wanted.has(id))
    for (const { id } of notices) wanted.delete(id)
    for (const id of wanted) {
      const decision = await this.one(id)
      if (decision) count(decision)
    }
    // What makes a record before what changes it, and of two changes of one field the later last.
    const makes = ({ command }: Notice) => (command?.type === recordCreate.type ? 0 : 1)
    notices.sort((a, b) => makes(a) - makes(b) || a.createdAt.localeCompare(b.createdAt))
    for (let i = 0; i < notices.length; i += AT_ONCE)
      for (const decision of await this.#sayNotices(notices.slice(i, i + AT_ONCE))) count(decision)
    return result
  }

  /** All of them or none: what is refused already on the device stays, for itself where the first was not refused. */
  async #sayCommands(commands: OutboxRow[]): Promise<DeviceDecision> {
    if (commands.length === 0) return { status: 'later' }
    const { db, outbox } = this.#parts
    const wanted = commands.map(({ command: { type, args }, words }) => ({ type, args, words }))
    const dispatched = await outbox.dispatchAll(wanted, undefined, {
      tables: [],
      write: async (all) => {
        const still = await db.outbox.bulkGet(commands.map(({ seq }) => seq))
        if (all[0]?.decision.status === 'refused' || still[0]?.state !== 'refused') return false
        for (const [i, { seq, id, dependsOn: _root, ...row }] of commands.entries()) {
          const decision = all[i]?.decision
          if (decision?.status === 'refused')
            await db.outbox.put({ ...row, seq, id, answer: { id, ...decision } })
          else await db.outbox.delete(seq)
        }
        return true
      },
    })
    return dispatched[0]?.decision ?? { status: 'later' }
  }

  #sayEdit(edit: RefusedEditRow): Promise<Unsaid | null> {
    const { db, say } = this.#parts
    return say(edit, {
      tables: [db.refusedEdits],
      take: async (left) => {
        const row = await db.refusedEdits.get(edit.id)
        if (!row) return false
        if (left) await db.refusedEdits.put({ ...row, ...left })
        else await db.refusedEdits.delete(edit.id)
        return true
      },
    })
  }

  /** Notices that hold what was wanted; those that another page has sent meanwhile are left out. */
  async #sayNotices(given: readonly Notice[]): Promise<DeviceDecision[]> {
    const { db, outbox, notices, view, pages } = this.#parts
    for (;;) {
      const read = await db.confirmedNotices.bulkGet(given.map(({ id }) => id))
      const left = given.flatMap(({ id, command }, i) => (command && !read[i] ? [{ id, command }] : []))
      if (left.length === 0) return []
      const titles = await titlesOf(pages, left)
      const nameOf = (id: string) => titles.get(id) ?? view.directory.peek().nameOf(id)
      const wanted = left.map(({ command: { type, args } }) => ({
        ...{ type, args },
        words: wordsFor({ id: '', type, args }, nameOf),
      }))
      let isTaken = false
      const dispatched = await outbox.dispatchAll(wanted, undefined, {
        tables: [db.confirmedNotices],
        write: async (all) => {
          isTaken = (await db.confirmedNotices.bulkGet(left.map(({ id }) => id))).some((row) => row)
          if (isTaken) return false
          const sent = left.filter((_notice, i) => all[i]?.decision.status !== 'refused')
          await db.confirmedNotices.bulkPut(sent.map(({ id }) => ({ id })))
          return true
        },
      })
      if (isTaken) continue
      await notices.tell()
      return dispatched.map(({ decision }) => decision)
    }
  }
}

/** By record, in quotes: how those are called that these notices are about. */
async function titlesOf(
  pages: RecordPages,
  notices: readonly { command: NonNullable<Notice['command']> }[],
): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  const about = notices.map(({ command }) => recordOf(command)).filter((one) => one !== null)
  for (const [folderId, own] of Map.groupBy(about, (one) => one.folderId)) {
    const places = await pages.locate(
      folderId,
      own.map(({ recordId }) => recordId),
    )
    for (const [shard, ids] of Map.groupBy(places.keys(), (id) => places.get(id) ?? 0))
      for (const { id, title } of await pages.read(folderId, shard, ids)) titles.set(id, `“${title}”`)
  }
  return titles
}
