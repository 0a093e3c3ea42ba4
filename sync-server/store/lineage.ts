import { randomBytes, randomInt } from 'node:crypto'
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Store, Tx } from './store.ts'

/** What is noted beside the database: whatever is put in its place does not know it. */
interface Note {
  id: string
  mark: number
  /** The database's file: one that was copied back is another. */
  inode: string
}

/**
 * Which line of history a database belongs to. A restored backup has forgotten what devices have heard already, and what it
 * writes from then on would look to them like what they know (the same client id and clock). So it begins a line of its
 * own, whose id is part of every document's epoch: devices fetch all documents anew and say again what was not saved.
 *
 * It is known by a mark that grows in the database first and then in a file beside it: a database behind the file, or in
 * another file than the one noted, was put there. To be taken for restored by mistake costs devices a new copy, no edit.
 */
export class Lineage {
  readonly id: string
  readonly #store: Store
  readonly #folder: string
  #mark: number

  private constructor(store: Store, folder: string, id: string, mark: number) {
    this.#store = store
    this.#folder = folder
    this.id = id
    this.#mark = mark
  }

  /** Reads the line of the database in this folder, and begins another if it was restored. */
  static async open(store: Store, folder: string): Promise<Lineage> {
    const row = await store.read.selectFrom('lineage').selectAll().executeTakeFirst()
    const note = readNote(folder)
    // Of a version that noted nothing yet: with a note beside it, it is older than what was here.
    const isNew = note === null && (!row || Number(row.mark) === 0)
    const wentBack =
      !isNew &&
      (note === null || note.id !== row?.id || note.mark > Number(row.mark) || note.inode !== inodeOf(folder))
    const id = wentBack ? `r${randomBytes(5).toString('hex')}` : (row?.id ?? '')
    if (!row || wentBack)
      await store.write(async (tx) => {
        if (wentBack) await leap(tx)
        await tx.deleteFrom('lineage').execute()
        await tx
          .insertInto('lineage')
          .values({ id, mark: Number(row?.mark ?? 0) })
          .execute()
      })
    const lineage = new Lineage(store, folder, id, Number(row?.mark ?? 0))
    await lineage.note()
    return lineage
  }

  /** Notes how far the database has come. Now and then, and before it is closed. */
  async note(): Promise<void> {
    const mark = ++this.#mark
    await this.#store.write((tx) => tx.updateTable('lineage').set({ mark }).execute())
    const file = noteIn(this.#folder)
    const note: Note = { id: this.id, mark, inode: inodeOf(this.#folder) }
    writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
}

/**
 * Devices open a document only when the number of its last update is another than theirs (`content/stored/heads.ts`), which after
 * some new updates might by chance be the same again. So all numbers leap to where none has been.
 */
async function leap(tx: Tx): Promise<void> {
  const by = randomInt(1_000_000, 100_000_000)
  await tx
    .updateTable('documents')
    .set((row) => ({ snapshot_seq: row('snapshot_seq', '+', by) }))
    .execute()
  await tx
    .updateTable('document_updates')
    .set((row) => ({ seq: row('seq', '+', by) }))
    .execute()
}

const noteIn = (folder: string) => path.join(folder, 'lineage.json')

const inodeOf = (folder: string) =>
  String(statSync(path.join(folder, 'handover.sqlite'), { bigint: true }).ino)

function readNote(folder: string): Note | null {
  try {
    return JSON.parse(readFileSync(noteIn(folder), 'utf8')) as Note
  } catch {
    return null
  }
}
