import type { Tx } from '../../store/store.ts'
import type { DocumentLog } from '../stored/document-log.ts'
import { leftSince } from '../history.ts'
import { fieldIn, now } from './item.ts'

export interface Reassigned {
  recordId: string
  folderId: string
  title: string
  portfolioId: string
}

const MOST = 500

/** As `Documents.reassignedSince`. */
export async function reassignedSince(
  log: DocumentLog,
  tx: Tx,
  organizationId: string,
  portfolioIds: string[],
  since: string,
): Promise<Reassigned[]> {
  const found: Reassigned[] = []
  if (portfolioIds.length === 0) return found
  for (const left of await leftSince(tx, organizationId, portfolioIds, since)) {
    const read = now((await log.open(tx, organizationId, left.document)).doc)
    const portfolioId = fieldIn(read, left.record_id, 'portfolio')
    if (typeof portfolioId !== 'string' || portfolioIds.includes(portfolioId)) continue
    const title = String(fieldIn(read, left.record_id, 'title') ?? '')
    found.push({ recordId: left.record_id, folderId: left.folder_id, title, portfolioId })
    if (found.length === MOST) break
  }
  return found
}
