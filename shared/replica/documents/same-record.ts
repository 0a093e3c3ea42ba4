import * as Y from 'yjs'
import { EDITS_MAP, RECORDS_MAP } from '../../domain/documents/document-name.ts'
import { sha256, utf8 } from '../../domain/import/sha256.ts'
import { base64url } from '../../domain/model/id.ts'
import { type CreatedRecord, editKey } from '../../domain/model/record.ts'
import { type Intent, MAX_SEQ, type ReplicaDatabase } from '../database.ts'
import { recordIdOf } from './intent.ts'
import type { Place } from './place.ts'
import type { RecordPages } from '../records/record-pages.ts'

/**
 * What tells a record from all others of its shard, when its id does not: who begins to read a copy of their own has other ids
 * in it (ROLE-10), and the server tells nobody which is which (docs/decisions/veiled-ids.md). The device finds it by what it saw in
 * both. No title is kept: it may be one that they do not see any more.
 */
export interface KnownAs {
  createdAt: string
  /** A hash of moment and title, where several were created at that moment. */
  title?: string
}

/**
 * Of the records that these edits are about, what they can be found by; those that nothing tells apart are left out. `titles`:
 * how the server calls those that this device calls otherwise.
 */
export async function knownAs(
  pages: RecordPages,
  { folderId, shard }: Place,
  intents: readonly Intent[],
  titles: ReadonlyMap<string, string>,
): Promise<Record<string, KnownAs>> {
  const wanted = new Set(intents.map(recordIdOf))
  if (wanted.size === 0) return {}
  const moments = new Map<string, number>()
  const called = new Map<string, number>()
  const found = new Map<string, { createdAt: string; title: string }>()
  await pages.eachRecord(folderId, shard, ({ id, createdAt, title: shown }) => {
    const title = titles.get(id) ?? shown
    add(moments, createdAt)
    add(called, titleAt(createdAt, title))
    if (wanted.has(id)) found.set(id, { createdAt, title })
  })
  const known: Record<string, KnownAs> = {}
  for (const [id, { createdAt, title }] of found)
    if (moments.get(createdAt) === 1) known[id] = { createdAt }
    else if (called.get(titleAt(createdAt, title)) === 1)
      known[id] = { createdAt, title: hashOf(createdAt, title) }
  return known
}

/** How the server calls the records that waiting edits (`seqs`: their numbers) call otherwise, as far as this device knows. */
export async function titlesWithout(
  db: ReplicaDatabase,
  document: string,
  seqs: ReadonlySet<number>,
  intents: readonly Intent[],
): Promise<Map<string, string>> {
  const renamed = intents.flatMap((one) => ('edit' in one && one.field === 'title' ? [one.edit] : []))
  if (renamed.length === 0) return new Map()
  const doc = new Y.Doc()
  const snapshot = await db.snapshots.get(document)
  if (snapshot) Y.applyUpdateV2(doc, snapshot.state)
  const rows = await db.updates
    .where('[document+seq]')
    .between([document, 0], [document, MAX_SEQ])
    .and(({ seq }) => !seqs.has(seq))
    .toArray()
  for (const { update } of rows) Y.applyUpdate(doc, update)
  const titles = renamed.flatMap((id): [string, string][] => {
    const created = doc.getMap<CreatedRecord>(RECORDS_MAP).get(id)
    const title = doc.getMap(EDITS_MAP).get(editKey(id, 'title')) ?? created?.title
    return typeof title === 'string' ? [[id, title]] : []
  })
  doc.destroy()
  return new Map(titles)
}

/** Under which ids these records are at the place now; those that are not there, or not for certain, are left out. */
export async function findAgain(
  pages: RecordPages,
  { folderId, shard }: Place,
  known: Readonly<Record<string, KnownAs>>,
): Promise<Map<string, string>> {
  const wanted = Object.entries(known)
  const moments = new Set(wanted.map(([, { createdAt }]) => createdAt))
  const here: { id: string; createdAt: string; title: string }[] = []
  await pages.eachRecord(folderId, shard, ({ id, createdAt, title }) => {
    if (moments.has(createdAt)) here.push({ id, createdAt, title })
  })
  return new Map(
    wanted.flatMap(([id, { createdAt, title }]): [string, string][] => {
      const same = here.filter(
        (one) =>
          one.createdAt === createdAt && (title === undefined || hashOf(createdAt, one.title) === title),
      )
      return same.length === 1 && same[0] ? [[id, same[0].id]] : []
    }),
  )
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

const titleAt = (createdAt: string, title: string): string => `${createdAt}\n${title}`

const hashOf = (createdAt: string, title: string): string =>
  base64url(sha256(utf8(titleAt(createdAt, title))).subarray(0, 16))
