import { judgeEdit } from '../../../shared/domain/content/judge.ts'
import type { Portfolio } from '../../../shared/domain/model/portfolio.ts'
import { editKey } from '../../../shared/domain/model/record.ts'
import type { Tx } from '../../store/store.ts'
import type { ArrivalBatch } from './arrival-batch.ts'
import { changeContent } from '../stored/change-content.ts'
import type { DirectoryFacts } from '../directory-facts.ts'
import type { DocumentLog } from '../stored/document-log.ts'
import type { SetBack } from '../guard/apply-update.ts'
import { createdIn, type Facts, portfolioIn } from '../guard/facts.ts'
import { type Cause, createdElsewhere } from '../history.ts'
import { recordIdsIn } from '../records/item.ts'
import type { OwnCopies } from '../own-copies/own-copies.ts'

/**
 * A record is in one document of its folder. Two devices that were offline may have made the same one (its id comes from an
 * imported file) in two; the one that arrived first is the record, and what others wanted of it is done there.
 */
export class OtherDocuments {
  readonly #log: DocumentLog
  readonly #facts: DirectoryFacts
  readonly #own: OwnCopies

  constructor(log: DocumentLog, facts: DirectoryFacts, own: OwnCopies) {
    this.#own = own
    this.#log = log
    this.#facts = facts
  }

  /** Which of these records, that the document does not have, are in another one of the folder, and in which. */
  async find(
    tx: Tx,
    batch: ArrivalBatch,
    { organizationId, document }: { organizationId: string; document: string },
    folderId: string,
    recordIds: string[],
  ): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    if (recordIds.length === 0) return found
    // What came just before is looked up in what is written.
    if (batch.hasOther(organizationId, folderId, document)) await batch.write(tx)
    for (const at of await createdElsewhere(tx, organizationId, folderId, document, recordIds)) {
      const { doc } = await this.#log.open(tx, organizationId, at.document)
      if (!found.has(at.record_id) && createdIn(doc, at.record_id)) found.set(at.record_id, at.document)
    }
    return found
  }

  /**
   * Does in the document of the cause what was wanted of records that are there; resolves with what may not be. For a second
   * creation there is nothing to do: the same file again creates nothing (REC-4).
   */
  async write(
    tx: Tx,
    batch: ArrivalBatch,
    cause: Cause,
    { actor, folder, closed }: Pick<Facts, 'actor' | 'folder' | 'closed'>,
    wanted: SetBack[],
  ): Promise<SetBack[]> {
    const { organizationId, document } = cause
    const copy = await this.#log.open(tx, organizationId, document)
    const portfolios = await this.#portfolios(
      tx,
      organizationId,
      wanted.flatMap(({ recordId, wanted: value }) => [portfolioIn(copy.doc, recordId), value]),
    )
    const refused: SetBack[] = []
    batch.touch(organizationId, document, copy)
    const { made, changed } = changeContent(copy.doc, (_records, edits) => {
      for (const one of wanted) {
        const { recordId, field, wanted: value } = one
        const created = createdIn(copy.doc, recordId)
        if (!created || field === null || value === undefined) continue
        const portfolio = portfolioIn(copy.doc, recordId) ?? created.portfolio
        const verdict = judgeEdit(
          field,
          value,
          { created, portfolio },
          { actor, folder, portfolios, ...(closed && { closed }) },
        )
        if ('keep' in verdict) edits.set(editKey(recordId, field), verdict.keep)
        else refused.push({ ...one, reason: verdict })
      }
    })
    const { workspaceId } = folder
    batch.append({ organizationId, name: document, copy, workspaceId }, made, null, true)
    batch.consequences.note(cause, folder, copy.doc, changed)
    batch.add(await this.#own.follow(tx, organizationId, folder, document, copy.doc, recordIdsIn(changed)))
    return refused
  }

  async #portfolios(tx: Tx, organizationId: string, ids: unknown[]): Promise<Map<string, Portfolio>> {
    const known = new Map<string, Portfolio>()
    for (const id of ids) {
      const portfolio = typeof id === 'string' ? await this.#facts.portfolio(tx, organizationId, id) : null
      if (portfolio) known.set(id as string, portfolio)
    }
    return known
  }
}
