import * as Y from 'yjs'
import * as encoding from 'lib0/encoding'
import { equalityDeep } from 'lib0/function'
import { WRITTEN_ONCE } from '../../../shared/domain/content/keep-notice.ts'
import { judgeCreation, judgeEdit, type Verdict } from '../../../shared/domain/content/judge.ts'
import { EDITS_MAP, RECORDS_MAP } from '../../../shared/domain/documents/document-name.ts'
import { type CreatedRecord, parseEditKey } from '../../../shared/domain/model/record.ts'
import { refuse, type Refusal } from '../../../shared/domain/decide/decision.ts'
import { type Checked, type Root, type Touch, touchId } from './check-update.ts'
import { createdIn, type Facts, portfolioIn, recordIdOf } from './facts.ts'
import { editsOf, recordsOf } from './maps.ts'
import { Unwritten } from './unwritten.ts'

/**
 * The one client id under which the server writes, in every document. No client may use it. Yjs draws a new random id when
 * an update is applied within a transaction of ours, so it is set again after each one.
 */
export const SERVER_CLIENT = 1
const NOBODY = -1

/** A document as the server keeps it. */
export function newDocument(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = SERVER_CLIENT
  return doc
}

/** One key whose value is another than before. */
export interface Changed {
  root: Root
  key: string
  before: unknown
  after: unknown
}

/** What the actor wanted and did not get. */
export interface SetBack {
  recordId: string
  /** The record's title, where it has one, for a sentence. */
  title: string | null
  field: string | null
  reason: Refusal
  wanted: unknown
}

/** Not a refusal to people: the record is in another document of the folder, and what was wanted of it is done there. */
export const ELSEWHERE = refuse('elsewhere', 'It is in another part of the folder.')

export interface Applied {
  /** What others, and the disk, get: the client's update and the server's corrections in one. */
  made: Y.Transaction
  /** The server wrote too, so the sender needs the update as well. */
  corrected: boolean
  changed: Changed[]
  setBack: SetBack[]
}

/** The guard saw something else happen than it had predicted. The document must be thrown away. */
class GuardFault extends Error {}

/**
 * Merges a checked update and, in the same transaction, sets back what the actor may not write and writes again what they
 * may but what lost Yjs's tie: arrival decides, since the higher client id is no reason to lose an edit (REC-2).
 * So no other client and no disk ever sees a refused value. Throws `GuardFault` where prediction and outcome differ.
 */
export function applyUpdate(doc: Y.Doc, bytes: Uint8Array, checked: Checked, facts: Facts): Applied {
  const touches = [...checked.touches.values()]
  const before = new Map(touches.map((touch) => [touch, mapOf(doc, touch).get(touch.key)]))
  const homes = new Map(
    touches.map(({ root, key }) => recordIdOf(root, key)).map((id) => [id, portfolioIn(doc, id)]),
  )
  const setBack: SetBack[] = []
  let corrected = false
  const write = (touch: Touch, value: unknown) => {
    if (equalityDeep(mapOf(doc, touch).get(touch.key), value)) return
    corrected = true
    if (value === undefined) mapOf(doc, touch).delete(touch.key)
    else mapOf(doc, touch).set(touch.key, value)
  }
  const settle = (touch: Touch) => {
    const was = before.get(touch)
    const wanted = touch.wants ? touch.wants.value : mapOf(doc, touch).get(touch.key)
    if (facts.isRepeated || equalityDeep(wanted, was)) return write(touch, was)
    const verdict = judge(doc, touch, was, wanted, homes, facts)
    const recordId = recordIdOf(touch.root, touch.key)
    const lost = 'keep' in verdict ? (verdict.without ?? []) : [{ field: fieldOf(touch), reason: verdict }]
    write(touch, 'keep' in verdict ? verdict.keep : was)
    for (const { field, reason } of lost)
      setBack.push({ recordId, title: titleOf(doc, recordId) ?? titleIn(wanted), field, reason, wanted })
  }
  const made = asServer(doc, (transaction) => {
    Y.applyUpdate(doc, bytes)
    comparePrediction(doc, transaction, checked, before)
    for (const touch of touches) settle(touch)
  })
  const changed = touches
    .map((touch) => ({
      root: touch.root,
      key: touch.key,
      before: before.get(touch),
      after: mapOf(doc, touch).get(touch.key),
    }))
    .filter((change) => !equalityDeep(change.before, change.after))
  return { made, corrected, changed, setBack }
}

/** Runs a change as the server's and says what came of it as one update; null when nothing did. */
export function inOneTransaction(doc: Y.Doc, change: () => void): Uint8Array | null {
  return updateOf(doc, asServer(doc, change))
}

/** What a transaction made of a document that nothing else changed since; null when it was nothing. */
export function updateOf(doc: Y.Doc, made: Y.Transaction): Uint8Array | null {
  const unwritten = new Unwritten()
  unwritten.add(made)
  return unwritten.isEmpty ? null : unwritten.encode(doc)
}

/** Runs a change as the server's; it is over when this returns. */
export function asServer(doc: Y.Doc, change: (transaction: Y.Transaction) => void): Y.Transaction {
  try {
    return doc.transact((transaction) => {
      change(transaction)
      // Yjs takes what we wrote beside an applied update for another client using our id, and says so on the console.
      doc.clientID = NOBODY
      return transaction
    })
  } finally {
    doc.clientID = SERVER_CLIENT
  }
}

/** Places, clocks and values: nothing but what was predicted may have come of the merge. */
function comparePrediction(
  doc: Y.Doc,
  transaction: Y.Transaction,
  { touches, states }: Checked,
  before: ReadonlyMap<Touch, unknown>,
): void {
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new GuardFault('something stayed pending')
  const rootOf = new Map<unknown, Root>([
    [recordsOf(doc), RECORDS_MAP],
    [editsOf(doc), EDITS_MAP],
  ])
  for (const [type, keys] of transaction.changed) {
    const root = rootOf.get(type)
    if (!root) throw new GuardFault('a change outside the two maps')
    for (const key of keys)
      if (key === null || !touches.has(touchId(root, key)))
        throw new GuardFault(`an unexpected change of ${root}`)
  }
  for (const client of doc.store.clients.keys())
    if (Y.getState(doc.store, client) !== (states.get(client) ?? transaction.beforeState.get(client)))
      throw new GuardFault('an unexpected clock')
  for (const touch of touches.values()) {
    const now = mapOf(doc, touch).get(touch.key)
    const mayBe = [before.get(touch), ...touch.brings, ...(touch.takes ? [undefined] : [])]
    if (!mayBe.includes(now) && !mayBe.some((value) => isSame(value, now)))
      throw new GuardFault(`an unexpected value in ${touch.root}`)
  }
}

/** As bytes, since NaN is a value that may come, too. */
function isSame(a: unknown, b: unknown): boolean {
  const [one, other] = [a, b].map((value) => encoding.encode((to) => encoding.writeAny(to, value as never)))
  return Buffer.compare(one as Uint8Array, other as Uint8Array) === 0
}

function judge(
  doc: Y.Doc,
  { root, key }: Touch,
  was: unknown,
  wanted: unknown,
  homes: Map<string, string | null>,
  facts: Facts,
): Verdict {
  if (facts.elsewhere?.has(recordIdOf(root, key))) return ELSEWHERE
  // Before it is missed that the record, which came beside it, was not made either: it can be sent again after that.
  if (facts.closed) return facts.closed
  if (root === RECORDS_MAP)
    return was === undefined
      ? judgeCreation(wanted, facts)
      : refuse(WRITTEN_ONCE, 'It was created already, and that is not changed afterwards.')
  const edit = parseEditKey(key)
  const created = edit && createdIn(doc, edit.recordId)
  if (!created) return refuse('no-such-record', NO_RECORD)
  // Rights follow from who looked after it before this update, not from whom the update gives it to.
  const portfolio = homes.get(edit.recordId) ?? created.portfolio
  return judgeEdit(edit.field, wanted, { created, portfolio }, facts)
}

const NO_RECORD = 'There is no such item here. What lay in the bin for 30 days is deleted for good.'

const mapOf = (doc: Y.Doc, { root }: { root: Root }): Y.Map<unknown> =>
  root === RECORDS_MAP ? recordsOf(doc) : editsOf(doc)

const fieldOf = ({ root, key }: Touch): string | null =>
  root === RECORDS_MAP ? null : (parseEditKey(key)?.field ?? null)

function titleOf(doc: Y.Doc, recordId: string): string | null {
  const edited = editsOf(doc).get(`${recordId}/title`)
  return typeof edited === 'string' ? edited : (createdIn(doc, recordId)?.title ?? null)
}

const titleIn = (value: unknown): string | null => {
  const title = (value as Partial<CreatedRecord> | null | undefined)?.title
  return typeof title === 'string' ? title : null
}
