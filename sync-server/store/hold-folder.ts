import { DatabaseSync } from 'node:sqlite'
import path from 'node:path'

/** Another process works on the folder. */
export class FolderInUse extends Error {}

/**
 * Holds a data folder for this process: two servers on one SQLite file would each keep documents in memory that the other
 * changes. The lock is the operating system's, so a killed process leaves none behind. Returns how to let go.
 */
export function holdFolder(folder: string): () => void {
  const lock = new DatabaseSync(path.join(folder, 'in-use'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (problem) {
    lock.close()
    throw new FolderInUse(
      `The data in ${folder} is in use: another Handover is running on it. Stop that first.`,
      {
        cause: problem,
      },
    )
  }
  return () => lock.close()
}
