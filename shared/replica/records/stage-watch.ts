import { endBackground } from '../background.ts'
import type { Bus } from '../tabs/bus.ts'
import type { ReplicaDatabase } from '../database.ts'
import type { Directory } from '../directory/directory.ts'
import type { RecordsProjection } from './project-records.ts'

/** When a folder comes, or what closes its records changes, says anew which records are open (REC-1). */
export class StageWatch {
  readonly #db: ReplicaDatabase
  readonly #bus: Bus
  readonly #projection: RecordsProjection
  readonly #seen = new Map<string, string>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(db: ReplicaDatabase, bus: Bus, projection: RecordsProjection) {
    this.#db = db
    this.#bus = bus
    this.#projection = projection
  }

  look(directory: Directory): void {
    for (const { id, stage } of directory.folders) {
      const now = JSON.stringify(stage)
      if (this.#seen.get(id) === now) continue
      this.#seen.set(id, now)
      this.#turn = this.#turn.then(() => this.#recount(id, now)).catch(endBackground)
    }
  }

  close(): Promise<unknown> {
    return this.#turn
  }

  async #recount(folderId: string, stage: string): Promise<void> {
    const { stages } = this.#db
    const messages = await this.#db.transaction('rw', [...this.#projection.tables, stages], async () => {
      if ((await stages.get(folderId))?.stage === stage) return []
      await stages.put({ folderId, stage })
      return this.#projection.recount(folderId)
    })
    for (const message of messages) this.#bus.post(message)
  }
}
