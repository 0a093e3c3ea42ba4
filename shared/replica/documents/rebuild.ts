import * as Y from 'yjs'
import type { Said } from '../../protocol/room-message.ts'
import type { BusMessage } from '../tabs/bus.ts'
import { type EditRow, type Intent, MAX_SEQ, type RefusedEditRow, type ReplicaDatabase } from '../database.ts'
import { byNumber, NO_ACCESS } from '../outbox/refused-edits.ts'
import type { DocumentLog } from './document-log.ts'
import { applyIntents, keysOf, namesIn, recordIdOf } from './intent.ts'
import { LiveDocument } from './live-document.ts'
import { placeOf } from './place.ts'
import { RecordPages } from '../records/record-pages.ts'
import { knownAs, titlesWithout } from './same-record.ts'

/** What becomes of a waiting edit: other intents, or it is dropped, with a reason to list or without. */
export type Fate =
  { keep: Intent[] } | { drop: Pick<RefusedEditRow, 'code' | 'message' | 'dependsOn'> | null }

const editsOf = (db: ReplicaDatabase, document: string) =>
  db.edits.where('[document+seq]').between([document, 0], [document, MAX_SEQ])

/**
 * Builds a document's copy anew from the first waiting edit whose fate is not to stay as it is. A Yjs update can't be
 * taken out of the middle of a log: what the same client wrote later would wait for it for ever. So the later edits are
 * said again, under a new client id and with their old numbers. Only unsent edits may be touched. Resolves with the
 * numbers of those that were dropped.
 */
export async function rebuild(
  log: DocumentLog,
  document: string,
  fateOf: (edit: EditRow, intents: Intent[]) => Fate,
): Promise<Set<number>> {
  const { db } = log
  const dropped = new Set<number>()
  await log.restructure(document, [db.refusedEdits], async () => {
    const edits = await editsOf(db, document).toArray()
    const rows = await db.intents.bulkGet(edits.map(({ seq }) => seq))
    const fates = edits.map((edit, i) => {
      const intents = rows[i]?.intents ?? []
      const fate = edit.state === 'sent' ? { keep: intents } : fateOf(edit, intents)
      return { edit, intents, fate, stays: edit.held === 0 && 'keep' in fate && fate.keep === intents }
    })
    const first = fates.findIndex(({ stays }) => !stays)
    if (first < 0) return null
    const redone = fates.slice(first)
    if (redone.some(({ edit }) => edit.state === 'sent')) return null
    await db.updates.bulkDelete(redone.map(({ edit }) => edit.seq))
    const live = await startAnew(db, document)
    const messages: BusMessage[] = []
    const projection = log.projectionOf(document)
    for (const { edit, intents, fate } of redone) {
      const kept = 'keep' in fate ? fate.keep : []
      const update = live.edit(() => applyIntents(live.doc, kept))
      if (update) {
        await db.updates.put({ seq: edit.seq, document, update })
        const [folderId = ''] = edit.names
        await db.edits.put({ ...edit, names: [folderId, ...namesIn(kept)], held: 0, state: 'unsent' })
        await db.intents.put({ seq: edit.seq, intents: kept })
      } else await removeEdits(db, [edit.seq])
      if ('drop' in fate) dropped.add(edit.seq)
      if ('drop' in fate && fate.drop) await db.refusedEdits.put(refusedRow(edit, intents, fate.drop))
      live.takeChanged()
      const seq = update ? edit.seq : 0
      messages.push(...(await projection.write(live, keysOf([...intents, ...kept]), seq)))
    }
    live.destroy()
    return [
      ...messages,
      ...told(
        document,
        redone.map(({ edit }) => edit.seq),
      ),
    ]
  })
  return dropped
}

/** Why a copy is dropped: the server refused it as a whole (DESIGN §3), or has begun this epoch. */
export type DropReason = 'refused' | { epoch: string }

/**
 * Throws a copy away, to be fetched anew. What this device wanted stays and is said again then (`rebuild`), with what was
 * said before: an edit that had arrived, though this device never heard so, must not win over what came after it. If the
 * copy was refused before, the first edit that was sent is the culprit, and is listed instead of said again.
 */
export function dropCopy(log: DocumentLog, document: string, reason: DropReason): Promise<boolean> {
  const { db } = log
  const blame = reason === 'refused'
  return log.restructure(document, [db.refusedEdits], async () => {
    const edits = await editsOf(db, document).toArray()
    const updates = await db.updates.bulkGet(edits.map(({ seq }) => seq))
    const saidOf = (edit: EditRow, i: number) => {
      const update = updates[i]?.update
      return edit.state === 'sent' && update ? [...(edit.said ?? []), ...saidIn(update)] : edit.said
    }
    const culprit = blame ? edits.find(({ state, attempts }) => state === 'sent' && attempts > 0) : undefined
    if (culprit) {
      const intents = (await db.intents.get(culprit.seq))?.intents ?? []
      const unread = {
        code: 'refused-update',
        message: 'The server could not read this change. Make it again.',
      }
      await db.refusedEdits.put(refusedRow(culprit, intents, unread))
      await removeEdits(db, [culprit.seq])
    }
    await clear(db, document, blame ? undefined : reason.epoch)
    const kept = edits.map((edit, i): EditRow => {
      const said = saidOf(edit, i)
      const attempts = edit.attempts + (blame ? 1 : 0)
      return { ...edit, held: 1, state: 'unsent', attempts, ...(said && { said }) }
    })
    await db.edits.bulkPut(kept.filter(({ seq }) => seq !== culprit?.seq))
    return told(
      document,
      edits.map(({ seq }) => seq),
    )
  })
}

/** The right to read is gone: deletes the copy and its rows; edits that were not saved are listed, never just lost. */
export function deleteCopy(log: DocumentLog, document: string): Promise<boolean> {
  const { db } = log
  const place = placeOf(document)
  return log.restructure(document, [db.refusedEdits, db.directory], async () => {
    const edits = await editsOf(db, document).toArray()
    const reason = {
      code: NO_ACCESS,
      message: 'Your access to this folder was changed before it was saved.',
    }
    const meant = await db.intents.bulkGet(edits.map(({ seq }) => seq))
    const pages = new RecordPages(db)
    const before = await db.refusedEdits.filter((row) => row.document === document).toArray()
    const listed = [
      ...before.sort(byNumber),
      ...edits.map((edit, i) => refusedRow(edit, meant[i]?.intents ?? [], reason)),
    ]
    const intents = listed.flatMap((row) => row.intents)
    const seqs = new Set(edits.map(({ seq }) => seq))
    const titles = await titlesWithout(db, document, seqs, intents)
    const known = place ? await knownAs(pages, place, intents, titles) : {}
    const makers = new Map<string, string>()
    for (const row of listed) {
      const ids = new Set(row.intents.map(recordIdOf))
      const ofThese = Object.entries(known).filter(([id]) => ids.has(id))
      // What is only about a record that an earlier one makes goes with that: alone it could not be sent again.
      const [root, ...more] = new Set([...ids].map((id) => makers.get(id)))
      await db.refusedEdits.put({
        ...{ ...row, known: { ...row.known, ...Object.fromEntries(ofThese) } },
        ...(root !== undefined && more.length === 0 && { dependsOn: root }),
      })
      for (const one of row.intents) if ('create' in one) makers.set(one.create, row.id)
    }
    await removeEdits(
      db,
      edits.map(({ seq }) => seq),
    )
    await clear(db, document)
    await db.directory.where('document').equals(document).delete()
    const messages: BusMessage[] = [{ kind: 'directory', document, keys: null }]
    if (place) {
      const { folderId, shard } = place
      await pages.delete(folderId, shard)
      messages.push({ kind: 'records', folderId, shard, ids: null })
    }
    return [
      ...messages,
      ...told(
        document,
        edits.map(({ seq }) => seq),
      ),
    ]
  })
}

async function removeEdits(db: ReplicaDatabase, seqs: number[]): Promise<void> {
  await db.edits.bulkDelete(seqs)
  await db.intents.bulkDelete(seqs)
}

/** Up to which clock an update speaks for its client. */
const saidIn = (update: Uint8Array): Said[] =>
  [...Y.parseUpdateMeta(update).to].map(([client, clock]) => ({ client, clock }))

/** Removes all of the copy's Yjs data; documents in memory become worthless. */
async function clear(db: ReplicaDatabase, name: string, epoch?: string): Promise<void> {
  const row = await db.documents.get(name)
  await db.snapshots.delete(name)
  await db.updates.where('[document+seq]').between([name, 0], [name, MAX_SEQ]).delete()
  const generation = (row?.generation ?? 0) + 1
  await db.documents.put({ name, upTo: 0, generation, epoch: epoch ?? row?.epoch ?? '', whole: false })
}

/** The document as the log has it now, in its next generation. */
async function startAnew(db: ReplicaDatabase, name: string): Promise<LiveDocument> {
  const row = await db.documents.get(name)
  const generation = (row?.generation ?? 0) + 1
  await db.documents.put({ ...row, name, upTo: row?.upTo ?? 0, whole: row?.whole ?? false, generation })
  return LiveDocument.load(db, name)
}

const refusedRow = (
  edit: EditRow,
  intents: Intent[],
  reason: Pick<RefusedEditRow, 'code' | 'message' | 'dependsOn'>,
): RefusedEditRow => ({
  id: `edit-${edit.seq}`,
  words: edit.words,
  since: edit.since,
  document: edit.document,
  intents,
  ...reason,
})

const told = (document: string, seqs: number[]): BusMessage[] => [
  { kind: 'edits', document, seqs },
  { kind: 'outbox', seqs: null },
]
