import { equalityDeep } from 'lib0/function'
import type * as Y from 'yjs'
import { EDITS_MAP, RECORDS_MAP } from '../../../shared/domain/documents/document-name.ts'
import { asServer, type Changed } from '../guard/apply-update.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

export type ContentChange = (records: Y.Map<unknown>, edits: Y.Map<unknown>) => void

/** A change of content by the server itself: what came of it, and which keys have another value now. */
export function changeContent(
  doc: Y.Doc,
  change: ContentChange,
): { made: Y.Transaction; changed: Changed[] } {
  const changed: Changed[] = []
  const collect = (root: Changed['root']) => (event: Y.YMapEvent<unknown>) => {
    for (const [key, { oldValue }] of event.changes.keys) {
      const after = event.target.get(key)
      if (!equalityDeep(oldValue, after)) changed.push({ root, key, before: oldValue as unknown, after })
    }
  }
  const records = recordsOf(doc)
  const edits = editsOf(doc)
  const ofRecords = collect(RECORDS_MAP)
  const ofEdits = collect(EDITS_MAP)
  records.observe(ofRecords)
  edits.observe(ofEdits)
  try {
    const made = asServer(doc, () => change(records, edits))
    return { made, changed }
  } finally {
    records.unobserve(ofRecords)
    edits.unobserve(ofEdits)
  }
}
