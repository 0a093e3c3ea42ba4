import * as Y from 'yjs'
import {
  EDITS_MAP,
  parseDocumentName,
  RECORDS_MAP,
  ROWS_MAP,
} from '../../shared/domain/documents/document-name.ts'
import type {
  DirectoryRow,
  DocumentRow,
  EditRow,
  SnapshotRow,
  UpdateRow,
} from '../../shared/replica/database.ts'
import { OWN_SHARD } from '../../shared/replica/documents/place.ts'
import { type Confirmed, differ, recordsOf, sorted } from './invariants.ts'
import type { ServerDisk } from './server-disk.ts'
import type { SimDevice } from './sim-device.ts'

/** What a device has when all is quiet is what the server has for it, and nothing else: what of that does not hold. */
export function wrongOn(device: SimDevice, confirmed: Confirmed, disk: ServerDisk): string[] {
  const problems: string[] = []
  const userId = device.person.userId!
  const wrong = (text: string) => problems.push(`${device.name} ${text}`)
  const organizationId = confirmed.rows.organization[0]!.id
  const documents = device.rows<DocumentRow>('documents')
  const updates = Map.groupBy(device.rows<UpdateRow>('updates'), ({ document }) => document)
  const directory = Map.groupBy(device.rows<DirectoryRow>('directory'), ({ document }) => document)
  const names = new Set([...disk.documentNames(organizationId), ...documents.map(({ name }) => name)])
  for (const name of names) {
    const has = documentOn(device, name, updates.get(name) ?? [])
    const rows = directory.get(name) ?? []
    if (!confirmed.mayRead(userId, name) || confirmed.isInOrganization(userId, name)) {
      if (has.store.clients.size > 0 || rows.length > 0) wrong(`has ${name}, which it may not see`)
      continue
    }
    const place = parseDocumentName(name)
    const truth = (map: string) => disk.values(organizationId, name, map)
    const hasRecords = place?.kind === 'content' || place?.kind === 'own'
    for (const map of hasRecords ? [RECORDS_MAP, EDITS_MAP] : [ROWS_MAP]) {
      const [is, should] = [has.getMap(map).toJSON(), truth(map)]
      for (const key of new Set([...Object.keys(is), ...Object.keys(should)]))
        if (differ(is[key], should[key]))
          wrong(`has ${map}/${key} of ${name} as ${sorted(is[key])}; the server has ${sorted(should[key])}`)
    }
    if (hasRecords) {
      const shard = place.kind === 'content' ? place.shard : OWN_SHARD + place.shard
      const list = device.records(place.folderId).filter((record) => record.shard === shard)
      const records = recordsOf(truth(RECORDS_MAP), truth(EDITS_MAP))
      const shown = new Map(
        list.map(({ id, title, portfolio, createdAt, deleted, values }) => [
          id,
          { id, title, portfolio, createdAt, deleted, values },
        ]),
      )
      for (const record of records)
        if (differ(shown.get(record.id), record))
          wrong(`lists ${sorted(shown.get(record.id))} where the server has ${sorted(record)}`)
      if (shown.size !== records.length)
        wrong(`lists ${shown.size} records of ${name} where the server has ${records.length}`)
    } else {
      const shown = Object.fromEntries(rows.map(({ key, value }) => [key, value]))
      if (differ(shown, disk.rows(organizationId, name)))
        wrong(`shows other rows of ${name} than the server has`)
    }
  }
  const waits = device.rows<EditRow>('edits')
  if (waits.length > 0) wrong(`still has ${waits.length} edits to send`)
  return problems
}

/** A device's copy as its next tab would load it. */
export function documentOn(device: SimDevice, name: string, updates: UpdateRow[]): Y.Doc {
  const doc = new Y.Doc()
  const snapshot = device.row<SnapshotRow>('snapshots', name)
  const upTo = device.row<DocumentRow>('documents', name)?.upTo ?? 0
  if (snapshot) Y.applyUpdateV2(doc, snapshot.state)
  for (const { seq, update } of updates) if (seq > upTo) Y.applyUpdate(doc, update)
  return doc
}
