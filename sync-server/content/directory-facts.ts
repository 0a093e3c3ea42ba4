import type { Subscription } from '../../shared/domain/billing/subscription.ts'
import type { Standing } from '../../shared/domain/decide/actor.ts'
import { type DocumentName, parseDocumentName } from '../../shared/domain/documents/document-name.ts'
import { mayRead } from '../../shared/domain/documents/readable.ts'
import type { Folder } from '../../shared/domain/model/folder.ts'
import type { Portfolio } from '../../shared/domain/model/portfolio.ts'
import { OWN_COPY_RESTRICTIONS, readsOwnCopy } from '../../shared/domain/policy/reading.ts'
import {
  aliasOf,
  folderOf,
  portfolioOf,
  restrictedIn,
  standingOf,
  subscriptionOf,
} from '../store/directory-reads.ts'
import type { Db } from '../store/store.ts'

/** Who changes content, where, and under which subscription. */
export interface Writer {
  actor: Standing
  folder: Folder
  subscription: Subscription | null
}

interface Known {
  standings: Map<string, Standing | null>
  folders: Map<string, Folder | null>
  portfolios: Map<string, Portfolio | null>
  /** By organization: one. */
  subscription: Map<string, Subscription | null>
  /** By user and document. */
  writers: Map<string, Writer | null>
  /** By workspace. */
  readers: Map<string, Standing[]>
}

const ORGANIZATIONS_KEPT = 200

/**
 * What the guard needs of the directory, kept between updates of content. Asked only inside the store's one write at a
 * time and forgotten with every write of the organization's directory, so it is always today's.
 */
export class DirectoryFacts {
  readonly #known = new Map<string, Known>()

  standing(db: Db, organizationId: string, userId: string): Promise<Standing | null> {
    return remember(this.#of(organizationId).standings, userId, () => standingOf(db, organizationId, userId))
  }

  folder(db: Db, organizationId: string, folderId: string): Promise<Folder | null> {
    return remember(this.#of(organizationId).folders, folderId, () => folderOf(db, organizationId, folderId))
  }

  /** Also by an id that was merged into another (INV-8); the portfolio then carries the real one. */
  portfolio(db: Db, organizationId: string, id: string): Promise<Portfolio | null> {
    return remember(
      this.#of(organizationId).portfolios,
      id,
      async () =>
        (await portfolioOf(db, organizationId, id)) ??
        (await portfolioOf(db, organizationId, await aliasOf(db, organizationId, id))),
    )
  }

  subscription(db: Db, organizationId: string): Promise<Subscription | null> {
    return remember(this.#of(organizationId).subscription, organizationId, () =>
      subscriptionOf(db, organizationId),
    )
  }

  /** May this user read the document now? */
  async mayRead(db: Db, organizationId: string, userId: string, name: DocumentName): Promise<boolean> {
    const standing = await this.standing(db, organizationId, userId)
    if (!standing) return false
    const isContent = name.kind === 'content' || name.kind === 'own'
    const folder = isContent ? await this.folder(db, organizationId, name.folderId) : null
    return mayRead(name, standing, () => folder?.workspaceId ?? null)
  }

  /** Who sends changes of a content document; null: they may not read it, or there is none such. */
  writer(db: Db, organizationId: string, userId: string, document: string): Promise<Writer | null> {
    return remember(this.#of(organizationId).writers, `${userId}\n${document}`, async () => {
      const name = parseDocumentName(document)
      if (name?.kind !== 'content' || !(await this.mayRead(db, organizationId, userId, name))) return null
      const actor = await this.standing(db, organizationId, userId)
      const folder = await this.folder(db, organizationId, name.folderId)
      const subscription = await this.subscription(db, organizationId)
      return actor && folder && { actor, folder, subscription }
    })
  }

  /** Who works in the workspace and reads of its content what is written for them alone (ROLE-10). */
  readersOfOwnCopies(db: Db, organizationId: string, workspaceId: string): Promise<Standing[]> {
    return remember(this.#of(organizationId).readers, workspaceId, async () => {
      const ids = await restrictedIn(db, organizationId, workspaceId, OWN_COPY_RESTRICTIONS)
      const standings = await Promise.all(ids.map((userId) => this.standing(db, organizationId, userId)))
      return standings.filter((one) => one !== null && readsOwnCopy(one, workspaceId)) as Standing[]
    })
  }

  forget(organizationId: string): void {
    this.#known.delete(organizationId)
  }

  #of(organizationId: string): Known {
    const known = this.#known.get(organizationId)
    if (known) return known
    if (this.#known.size >= ORGANIZATIONS_KEPT) this.#known.clear()
    const fresh: Known = {
      standings: new Map(),
      folders: new Map(),
      portfolios: new Map(),
      subscription: new Map(),
      writers: new Map(),
      readers: new Map(),
    }
    this.#known.set(organizationId, fresh)
    return fresh
  }
}

async function remember<T>(known: Map<string, T>, id: string, read: () => Promise<T>): Promise<T> {
  const value = known.get(id)
  if (value !== undefined) return value
  const fresh = await read()
  // What does not exist is not kept: ids are free to invent, and memory is not.
  if (fresh !== null) known.set(id, fresh)
  return fresh
}
