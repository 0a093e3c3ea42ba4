import type * as Y from 'yjs'
import { type ContentChange, changeContent } from './change-content.ts'
import { type Changed, inOneTransaction, newDocument } from '../guard/apply-update.ts'
import { editsOf, recordsOf } from '../guard/maps.ts'

/**
 * A content document's values, with a change made to them, in a document without a past: no client ids but the server's,
 * nothing of what was overwritten or deleted. For its next epoch; says which values the change made others.
 */
export function withoutPast(doc: Y.Doc, change: ContentChange): { doc: Y.Doc; changed: Changed[] } {
  // Where something is deleted a trace of its key stays, so the change is made in a document that is then left behind.
  const between = copyOf(doc)
  const { changed } = changeContent(between, change)
  return { doc: changed.length > 0 ? copyOf(between) : between, changed }
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = newDocument()
  inOneTransaction(copy, () => {
    const [records, edits] = [recordsOf(copy), editsOf(copy)]
    for (const [id, record] of recordsOf(doc).entries()) records.set(id, record)
    for (const [key, value] of editsOf(doc).entries()) edits.set(key, value)
  })
  return copy
}
