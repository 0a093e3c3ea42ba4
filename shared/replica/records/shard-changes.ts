import type { ChangesRow, ReplicaDatabase } from '../database.ts'

/** The ids of so many changes are kept; whoever has seen less reads the whole shard. */
export const MOST_CHANGES = 500

/**
 * What changed last in each shard's records, so that what is made of them (a list in memory, or a stored one) can follow
 * without reading everything, whether it was told or not. A version is the number of changes so far.
 */
export class ShardChanges {
  readonly #changes: ReplicaDatabase['changes']

  constructor(db: ReplicaDatabase) {
    this.#changes = db.changes
  }

  /** Call it in the transaction that writes the records. */
  async note(folderId: string, shard: number, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    const row = (await this.of(folderId, shard)) ?? { folderId, shard, version: anyVersion(), ids: [] }
    row.version += ids.length
    row.ids = ids.length >= MOST_CHANGES ? [] : [...row.ids, ...ids].slice(-MOST_CHANGES)
    await this.#changes.put(row)
  }

  /** The shard's records were all taken away. */
  async forget(folderId: string, shard: number): Promise<void> {
    await this.#changes.delete([folderId, shard])
  }

  of(folderId: string, shard: number): Promise<ChangesRow | undefined> {
    return this.#changes.get([folderId, shard])
  }

  /** The versions of a folder's shards, in their order. */
  async versions(folderId: string): Promise<Versions> {
    const rows = await this.#changes
      .where('[folderId+shard]')
      .between([folderId, 0], [folderId, Number.MAX_SAFE_INTEGER])
      .toArray()
    return new Map(rows.map(({ shard, version }) => [shard, version]))
  }
}

/** By shard. */
export type Versions = ReadonlyMap<number, number>

/** Which records changed since this version of the shard; null: it is not known any more. */
export function changedSince(
  row: Pick<ChangesRow, 'version' | 'ids'> | undefined,
  version: number | undefined,
): ReadonlySet<string> | null {
  if (!row || version === undefined) return null
  const many = row.version - version
  return many >= 0 && many <= row.ids.length ? new Set(row.ids.slice(row.ids.length - many)) : null
}

/** A shard that is made anew after it was deleted must not come to a version that it had before. */
export const anyVersion = (): number => Math.floor(Math.random() * 2 ** 48)
