import type * as Y from 'yjs'
import type { Facts as JudgeFacts } from '../../../shared/domain/content/judge.ts'
import { RECORDS_MAP } from '../../../shared/domain/documents/document-name.ts'
import { type CreatedRecord, editKey, parseEditKey } from '../../../shared/domain/model/record.ts'
import type { Checked } from './check-update.ts'
import { editsOf, recordsOf } from './maps.ts'

/** Everything a judgement rests on, read in the transaction in which it is made. */
export interface Facts extends JudgeFacts {
  /** Records that are not here but in another document of the folder, and in which. */
  elsewhere?: ReadonlyMap<string, string>
  /** The update says again what had arrived: it is merged, so that later ones can follow, and changes no value. */
  isRepeated?: boolean
}

/** A record as created, or null. Only what the guard let in stands there, so its shape is known. */
export const createdIn = (doc: Y.Doc, recordId: string): CreatedRecord | null =>
  (recordsOf(doc).get(recordId) as CreatedRecord | undefined) ?? null

/** The portfolio a record belongs to now; null when there is no such record. */
export function portfolioIn(doc: Y.Doc, recordId: string): string | null {
  const created = createdIn(doc, recordId)
  if (!created) return null
  const edited = editsOf(doc).get(editKey(recordId, 'portfolio'))
  return typeof edited === 'string' ? edited : created.portfolio
}

/** The record a touched key is about. */
export const recordIdOf = (root: string, key: string): string =>
  root === RECORDS_MAP ? key : (parseEditKey(key)?.recordId ?? '')

/** Records that the update speaks of and the document does not have. */
export const recordsNotIn = (doc: Y.Doc, { touches }: Checked): string[] => [
  ...new Set(
    [...touches.values()]
      .map(({ root, key }) => recordIdOf(root, key))
      .filter((id) => id !== '' && createdIn(doc, id) === null),
  ),
]

/** Ids of all portfolios that judging this update will ask for. */
export function portfoliosToKnow(doc: Y.Doc, { touches }: Checked): Set<string> {
  const ids = new Set<string>()
  const add = (id: unknown) => typeof id === 'string' && ids.add(id)
  for (const { root, key, wants } of touches.values()) {
    const recordId = recordIdOf(root, key)
    add(portfolioIn(doc, recordId))
    if (root === RECORDS_MAP) add((wants?.value as Partial<CreatedRecord> | null | undefined)?.portfolio)
    else if (key.endsWith('/portfolio')) {
      add(wants?.value)
      // Taking the edit away gives the record back to where it was created.
      add(createdIn(doc, recordId)?.portfolio)
    }
  }
  return ids
}
