import type * as Y from 'yjs'
import type { Tx } from '../../store/store.ts'
import { type Appended, type Copy, DocumentCopies } from './document-copies.ts'

/** Stands for how far a document is that is still being written: nothing begins with it. */
export const UNFINISHED = 0

/** Call `publish` once the transaction is committed, `discard` once it is certain that nothing of it stays. */
export interface Published {
  publish(): void
  discard(): void
}

export const together = (all: Published[]): Published => ({
  publish: () => all.forEach((one) => one.publish()),
  discard: () => all.forEach((one) => one.discard()),
})

/** Hears of a document what was committed. */
export interface Listener {
  /** `from` is who sent it; `everybody` is false where the sender has all of it already. */
  changed(update: Uint8Array, from: unknown, everybody: boolean): void
  /** Another document stands in its place from now on. */
  replaced(epoch: string): void
}

/** Hears how far a content document is; after those who hear what it says. */
export type HeadListener = (name: string, seq: number) => void

/** Documents with their log on the disk and those who hear of it, after the commit: a peer can't give it back. */
export class DocumentLog {
  readonly #copies = new DocumentCopies()
  readonly #listeners = new Map<string, Set<Listener>>()
  /** By organization and workspace. */
  readonly #headListeners = new Map<string, Set<HeadListener>>()
  readonly #lineage: string

  get lineage(): string {
    return this.#lineage
  }

  /** `lineage` is another one after a backup was restored, and empty before that ever happened. */
  constructor(lineage = '') {
    this.#lineage = lineage
  }

  /** As the names of rooms have it (`protocol/room-name.ts`). */
  epochOf({ epoch }: Pick<Copy, 'epoch'>): string {
    return [this.#lineage, epoch > 0 ? String(epoch) : ''].filter(Boolean).join('-')
  }

  open(tx: Tx, organizationId: string, name: string): Promise<Copy> {
    return this.#copies.open(tx, organizationId, name)
  }

  drop(organizationId: string, name: string): void {
    this.#copies.drop(organizationId, name)
  }

  /** Keeps this copy in memory as the document's. Call what it returns once. */
  keep(organizationId: string, name: string, copy: Copy): () => void {
    return this.#copies.keep(organizationId, name, copy)
  }

  /** Stores what was just made of the copy; null: nothing was. A copy that could not be stored is thrown away. */
  async append(
    tx: Tx,
    organizationId: string,
    name: string,
    copy: Copy,
    update: Uint8Array | null,
    workspaceId?: string,
  ): Promise<Published> {
    const discard = () => this.drop(organizationId, name)
    if (!update) return { publish: () => undefined, discard }
    const appended: Appended = { organizationId, name, copy, update, ...(workspaceId && { workspaceId }) }
    try {
      await this.appendAll(tx, [appended])
    } catch (problem) {
      discard()
      throw problem
    }
    return { publish: () => this.tell(appended, null, true), discard }
  }

  /** The same for what one change made of several documents, in fewer statements. */
  async appendTogether(
    tx: Tx,
    organizationId: string,
    changed: { name: string; copy: Copy; update: Uint8Array | null }[],
  ): Promise<Published> {
    const appended = changed.flatMap(({ name, copy, update }): Appended[] =>
      update ? [{ organizationId, name, copy, update }] : [],
    )
    const discard = () => changed.forEach(({ name }) => this.drop(organizationId, name))
    try {
      await this.appendAll(tx, appended)
    } catch (problem) {
      discard()
      throw problem
    }
    return { publish: () => appended.forEach((one) => this.tell(one, null, true)), discard }
  }

  /** Has an own copy written (again), as `DocumentCopies.begin`. Until it is finished devices hear that nothing is there. */
  async begin(
    tx: Tx,
    organizationId: string,
    workspaceId: string,
    name: string,
    how: { anew: boolean; unfinished: boolean },
  ): Promise<Published> {
    const discard = () => this.drop(organizationId, name)
    try {
      const { epoch, isAnother } = await this.#copies.begin(tx, organizationId, name, how)
      const publish = () => {
        if (isAnother)
          for (const listener of this.#listeners.get(keyOf(organizationId, name)) ?? [])
            listener.replaced(this.epochOf({ epoch }))
        if (how.unfinished) this.#tellHead(organizationId, workspaceId, name, UNFINISHED)
      }
      return { publish, discard }
    } catch (problem) {
      discard()
      throw problem
    }
  }

  /** All of an own copy is written: devices hear how far it is. */
  async finish(tx: Tx, organizationId: string, workspaceId: string, name: string): Promise<Published> {
    const discard = () => this.drop(organizationId, name)
    try {
      const { seq } = await this.open(tx, organizationId, name)
      await this.#copies.finish(tx, organizationId, name)
      return { publish: () => this.#tellHead(organizationId, workspaceId, name, seq), discard }
    } catch (problem) {
      discard()
      throw problem
    }
  }

  /** As `DocumentCopies.rewrite`. */
  rewrite(tx: Tx, organizationId: string, name: string, copy: Copy): Promise<void> {
    return this.#copies.rewrite(tx, organizationId, name, copy)
  }

  /** Stores updates just made to copies; the asker publishes and discards. */
  appendAll(tx: Tx, appended: Appended[]): Promise<void> {
    return this.#copies.append(tx, appended)
  }

  /** Tells those who listen, after the commit. */
  tell(appended: Appended, from: unknown, everybody: boolean): void {
    const { organizationId, name, update, workspaceId, seq } = appended
    for (const listener of this.#listeners.get(keyOf(organizationId, name)) ?? [])
      listener.changed(update, from, everybody)
    if (workspaceId !== undefined && seq !== undefined) this.#tellHead(organizationId, workspaceId, name, seq)
  }

  #tellHead(organizationId: string, workspaceId: string, name: string, seq: number): void {
    for (const listener of this.#headListeners.get(keyOf(organizationId, workspaceId)) ?? [])
      listener(name, seq)
  }

  /** Begins the next epoch of a workspace's document with another one in its place (`DocumentCopies.replace`). */
  async replace(
    tx: Tx,
    organizationId: string,
    workspaceId: string,
    name: string,
    doc: Y.Doc,
    at: string,
  ): Promise<Published> {
    const discard = () => this.drop(organizationId, name)
    try {
      const copy = await this.#copies.replace(tx, organizationId, name, doc, at)
      const publish = () => {
        for (const listener of this.#listeners.get(keyOf(organizationId, name)) ?? [])
          listener.replaced(this.epochOf(copy))
        this.#tellHead(organizationId, workspaceId, name, copy.seq)
      }
      return { publish, discard }
    } catch (problem) {
      discard()
      throw problem
    }
  }

  /** Hears of every committed change of a document, and keeps it in memory. Call what it returns once. */
  listen(organizationId: string, name: string, listener: Listener): () => void {
    const key = keyOf(organizationId, name)
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    const unpin = this.#copies.pin(organizationId, name)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(key)
      unpin()
    }
  }

  isHeard(organizationId: string, name: string): boolean {
    return this.#listeners.has(keyOf(organizationId, name))
  }

  /** Hears how far each content document of a workspace is, as they are committed. Call what it returns once. */
  listenHeads(organizationId: string, workspaceId: string, listener: HeadListener): () => void {
    const key = keyOf(organizationId, workspaceId)
    const listeners = this.#headListeners.get(key) ?? new Set()
    this.#headListeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#headListeners.delete(key)
    }
  }
}

const keyOf = (organizationId: string, name: string) => `${organizationId}\n${name}`
