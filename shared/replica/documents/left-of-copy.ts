import { MAX_SEQ, type ReplicaDatabase } from '../database.ts'
import { placeOf } from './place.ts'

/**
 * Is anything here of a copy that is not whole? One that was dropped, to be fetched anew, still has its rows in lists; one that
 * never came in full may have some. What this device began in a folder that a command of its own creates is no such copy.
 */
export async function isLeftOfCopy(db: ReplicaDatabase, name: string): Promise<boolean> {
  const place = placeOf(name)
  if (place) {
    const { folderId, shard } = place
    const creating = await db.outbox.filter(({ creates }) => creates.includes(folderId)).count()
    if (creating > 0) return false
    if (await db.counts.get([folderId, shard])) return true
  }
  if (await db.snapshots.get(name)) return true
  return (await db.updates.where('[document+seq]').between([name, 0], [name, MAX_SEQ]).count()) > 0
}
