import type * as Y from 'yjs'
import { newId } from '../../../sync-server/new-id.ts'
import { recordOf } from '../running-office.ts'

/** Puts as many records into a peer's document as ours has; their ids. */
export function fill(doc: Y.Doc, count: number): string[] {
  const ids = Array.from({ length: count }, () => newId('record'))
  doc.transact(() => {
    for (const [i, id] of ids.entries()) doc.getMap('records').set(id, recordOf(i, newId('portfolio')))
  })
  return ids
}
