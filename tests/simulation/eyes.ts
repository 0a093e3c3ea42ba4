import { EDITS_MAP, parseDocumentName, RECORDS_MAP } from '../../shared/domain/documents/document-name.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import {
  mayReadContent,
  readsOwnCopy,
  seesContacts,
  seesItemsOfOthers,
} from '../../shared/domain/policy/reading.ts'
import { type Confirmed, recordsOf } from './invariants.ts'
import { type Mark, marksIn } from './marks.ts'
import type { ServerDisk } from './server-disk.ts'

const keyOf = ({ kind, recordId }: Mark) => `${kind} ${recordId}`

/**
 * Who may see what of the records (ROLE-10), and who has seen or said it before: nobody can be made to forget what they were
 * told of their own change.
 */
export class Eyes {
  readonly #disk: ServerDisk
  readonly #organizationId: string
  readonly #known = new Map<string, Set<string>>()
  #index: { version: number; records: Map<string, { folderId: string; now: RecordNow }> } | null = null

  constructor(disk: ServerDisk, organizationId: string) {
    this.#disk = disk
    this.#organizationId = organizationId
  }

  /** This person said it, or saw it when they might. */
  learn(userId: string, marks: Iterable<Mark>): void {
    const known = this.#known.get(userId) ?? new Set()
    this.#known.set(userId, known)
    for (const mark of marks) known.add(keyOf(mark))
  }

  /** All that somebody may see now, they have seen. */
  learnAll(userId: string, confirmed: Confirmed): void {
    for (const recordId of this.#records().keys())
      for (const kind of ['item', 'contact'] as const)
        if (this.sees(confirmed, userId, { kind, recordId })) this.learn(userId, [{ kind, recordId }])
  }

  knows(userId: string, mark: Mark): boolean {
    return this.#known.get(userId)?.has(keyOf(mark)) ?? false
  }

  /** May they see it now? A record that is nowhere was taken away for good, or never came: nobody else's. */
  sees(confirmed: Confirmed, userId: string, { kind, recordId }: Mark): boolean {
    const record = this.#records().get(recordId)
    if (!record) return true
    const folder = confirmed.rows.folder.find(({ id }) => id === record.folderId)
    const reader = confirmed.standing(userId)
    if (!folder || reader?.user.state !== 'active') return false
    if (mayReadContent(reader, folder.workspaceId)) return true
    if (!readsOwnCopy(reader, folder.workspaceId)) return false
    const portfolio = confirmed.rows.portfolio.find(({ id }) => id === record.now.portfolio)
    const isTheirs = portfolio !== undefined && holderOf(portfolio) === userId
    if (!isTheirs && !seesItemsOfOthers(reader, folder.workspaceId)) return false
    return kind === 'item' || seesContacts(reader, folder.workspaceId)
  }

  /** Of a text, what this person may not see now. */
  hiddenIn(text: string, confirmed: Confirmed, userId: string): Mark[] {
    return marksIn(text).filter((mark) => !this.sees(confirmed, userId, mark))
  }

  #records() {
    const { version } = this.#disk
    if (this.#index?.version === version) return this.#index.records
    const records = new Map<string, { folderId: string; now: RecordNow }>()
    const key = this.#disk.veil
    for (const name of this.#disk.documentNames(this.#organizationId)) {
      const place = parseDocumentName(name)
      if (place?.kind !== 'content') continue
      const { veil } = key.of(place.folderId)
      const values = (map: string) => this.#disk.values(this.#organizationId, name, map)
      // What was created by somebody who reads a copy of their own says the id under which they know it.
      for (const now of recordsOf(values(RECORDS_MAP), values(EDITS_MAP)))
        for (const id of [now.id, veil(now.id)]) records.set(id, { folderId: place.folderId, now })
    }
    this.#index = { version, records }
    return records
  }
}
