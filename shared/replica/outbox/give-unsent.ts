import { Dexie } from 'dexie'
import { parseDocumentName } from '../../domain/documents/document-name.ts'
import { sha256, utf8 } from '../../domain/import/sha256.ts'
import { base64url } from '../../domain/model/id.ts'
import { type CreatedRecord, type FieldValue } from '../../domain/model/record.ts'
import { LIMITS } from '../../protocol/limits.ts'
import { type GivenChange, QUARANTINE, STILL_ACTIVE } from '../../protocol/quarantine.ts'
import type { EditRow, Intent, IntentRow, OutboxRow, RefusedEditRow } from '../database.ts'
import { recordIdOf } from '../documents/intent.ts'
import { isForLater } from './outbox-sender.ts'
import { isUnjudged, numberIn } from './refused-edits.ts'
import type { Session } from '../session.ts'

/** A character of JSON takes at most 3 bytes. */
const MOST_CHARACTERS = Math.floor((LIMITS.body - 2_000) / 3)

/**
 * The access to this copy is over: gives what was not sent to the quarantine, where an Admin decides about it (LIFE-10). The
 * copy may then be deleted; with `offline` it may not yet, and the same is given again at the next contact.
 */
export async function giveUnsent(
  databaseName: string,
  session: Pick<Session, 'post'>,
  whose: { organizationId: string; userId: string },
): Promise<'given' | 'offline'> {
  // Nothing of theirs is taken any more: asking again would bring nothing else.
  return (await give(session, whose, await unsentChanges(databaseName))) === 'offline' ? 'offline' : 'given'
}

/** Gives changes to the quarantine; what was given in part is given again as a whole, and is there once. */
export async function give(
  session: Pick<Session, 'post'>,
  { organizationId, userId }: { organizationId: string; userId: string },
  changes: GivenChange[],
): Promise<'given' | 'refused' | 'offline'> {
  for (const part of parts(changes)) {
    const reply = await session.post('/api/quarantine/give', {
      organizationId,
      userId,
      changes: part,
    })
    if (reply.status === 'offline') return 'offline'
    if (reply.status === 'refused' && (reply.http === 401 || isForLater(reply.http))) return 'offline'
    // Restored since the device heard that it was over: the copy is needed, and sends it as ever.
    if (reply.status === 'refused' && reply.code === STILL_ACTIVE) return 'offline'
    if (reply.status === 'refused') return 'refused'
  }
  return 'given'
}

/** All that this copy holds and the server has not confirmed, in order, as commands. */
export async function unsentChanges(databaseName: string): Promise<GivenChange[]> {
  if (!(await Dexie.exists(databaseName))) return []
  // Without a version Dexie takes the database as it is; a page that has it open is not disturbed.
  const db = new Dexie(databaseName)
  try {
    await db.open()
    const [outbox, edits, intents, refused] = await Promise.all([
      db.table<OutboxRow>('outbox').toArray(),
      db.table<EditRow>('edits').toArray(),
      db.table<IntentRow>('intents').toArray(),
      db.table<RefusedEditRow>('refusedEdits').toArray(),
    ])
    const ofEdit = new Map(intents.map((row) => [row.seq, row.intents]))
    const commands = outbox
      .filter(({ state }) => state === 'waiting' || state === 'sending')
      .map(({ seq, command, createdAt }) => ({ seq, change: { ...command, madeAt: createdAt } }))
    const waiting = edits.map((edit) => ({ ...edit, intents: ofEdit.get(edit.seq) ?? [] }))
    // Of who was restricted before, and had not sent again what waited then: nobody has judged that either.
    const unjudged = refused.filter(isUnjudged).map((row) => ({ ...row, seq: numberIn(row) }))
    const records = asCommands([...waiting, ...unjudged].sort((a, b) => a.seq - b.seq))
    return [...commands, ...records].sort((a, b) => a.seq - b.seq).map(({ change }) => change)
  } catch {
    // What can't be read can't be given.
    return []
  } finally {
    db.close()
  }
}

interface Unsent {
  seq: number
  document: string
  since: string
  intents: Intent[]
}

/**
 * Edits as commands of the second door: one for a record that is new, with what was changed in it since, and one for each
 * field of another, with its last value.
 */
export function asCommands(edits: Unsent[]): { seq: number; change: GivenChange }[] {
  const found = new Map<string, { seq: number; change: GivenChange }>()
  const created = new Map<string, CreatedRecord>()
  for (const { seq, document, since, intents } of edits) {
    const place = parseDocumentName(document)
    if (place?.kind !== 'content') continue
    const { folderId } = place
    for (const intent of intents) {
      const recordId = recordIdOf(intent)
      if ('create' in intent) created.set(recordId, { ...intent.record, values: { ...intent.record.values } })
      const fresh = created.get(recordId)
      if ('edit' in intent && fresh && writeInto(fresh, intent.field, intent.value)) continue
      const key = 'edit' in intent ? `${recordId}/${intent.field}` : recordId
      const type = 'edit' in intent ? 'record.edit' : 'record.create'
      const args =
        'edit' in intent
          ? { folderId, recordId, changes: { [intent.field]: intent.value } }
          : { folderId, recordId, record: fresh }
      const id = found.get(key)?.change.id ?? idFor(key, since, seq)
      found.set(key, { seq, change: { id, type, args, madeAt: since } })
    }
  }
  return [...found.values()]
}

/** False for what is no part of a record as created: whether it is in the bin. */
function writeInto(record: CreatedRecord, field: string, value: FieldValue): boolean {
  if (field === 'deleted') return false
  if (field === 'title' || field === 'portfolio') record[field] = String(value)
  else record.values[field] = value
  return true
}

/** The same each time, so that what is given twice is there once. */
const idFor = (key: string, since: string, seq: number): string =>
  `cmd_${base64url(sha256(utf8(JSON.stringify([key, since, seq]))).subarray(0, 16))}`

function* parts(changes: GivenChange[]): Generator<GivenChange[]> {
  let part: GivenChange[] = []
  let size = 0
  for (const change of changes) {
    const characters = JSON.stringify(change).length
    if (part.length > 0 && (part.length === QUARANTINE.atOnce || size + characters > MOST_CHARACTERS)) {
      yield part
      part = []
      size = 0
    }
    part.push(change)
    size += characters
  }
  if (part.length > 0) yield part
}
