import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema/schema.ts'
import type { Outcome, Tx } from './store.ts'

interface Entry {
  work: (tx: Tx, outcome: Outcome) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (problem: unknown) => void
}

interface Tried {
  entry: Entry
  result: { value: unknown } | { problem: unknown }
  committed: (() => void)[]
  rolledBack: (() => void)[]
}

/** More would make the first wait long for the last; a commit's fsync is shared by all of them. */
const GROUP = 64

/**
 * One writer. Work that waits while another commits is committed together with what waits beside it (group commit): each
 * in a savepoint of its own where there are several, so that one that throws takes nothing along.
 */
export class WriteQueue {
  readonly #db: Kysely<Schema>
  readonly #waiting: Entry[] = []
  readonly #between: (() => Promise<void>)[] = []
  #running: Promise<void> | null = null
  #closed = false

  constructor(db: Kysely<Schema>) {
    this.#db = db
  }

  add<T>(work: (tx: Tx, outcome: Outcome) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#running ??= this.#run()
    })
  }

  /** Runs work between two commits, with no transaction open. */
  alone(work: () => Promise<void>): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'))
    return new Promise((resolve, reject) => {
      this.#between.push(() => work().then(resolve, reject))
      this.#running ??= this.#run()
    })
  }

  /** Takes no more work; resolves when all that was asked for is done. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #run(): Promise<void> {
    // Lets what is asked for in the same turn share the first commit.
    await Promise.resolve()
    while (this.#waiting.length + this.#between.length > 0) {
      for (const work of this.#between.splice(0)) await work()
      if (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, GROUP))
    }
    this.#running = null
  }

  async #commit(entries: Entry[]): Promise<void> {
    const tried: Tried[] = []
    try {
      await this.#db.transaction().execute(async (tx) => {
        for (const entry of entries) tried.push(await attempt(tx, entry, entries.length > 1))
      })
    } catch (problem) {
      for (const { rolledBack, result } of tried) if ('value' in result) runAll(rolledBack)
      for (const entry of entries) entry.reject(problem)
      return
    }
    for (const { entry, result, committed } of tried) {
      if ('problem' in result) entry.reject(result.problem)
      else {
        runAll(committed)
        entry.resolve(result.value)
      }
    }
  }
}

/** `besideOthers`: what is undone of it is undone alone. Otherwise it throws, and the transaction ends. */
async function attempt(tx: Tx, entry: Entry, besideOthers: boolean): Promise<Tried> {
  const committed: (() => void)[] = []
  const rolledBack: (() => void)[] = []
  const outcome: Outcome = {
    onCommit: (then) => committed.push(then),
    onRollback: (then) => rolledBack.push(then),
  }
  if (besideOthers) await sql`savepoint work`.execute(tx)
  try {
    const value = await entry.work(tx, outcome)
    if (besideOthers) await sql`release work`.execute(tx)
    return { entry, result: { value }, committed, rolledBack }
  } catch (problem) {
    // First, whatever the database does next: nothing of it stays, so memory must not keep it either.
    runAll(rolledBack)
    if (!besideOthers) throw problem
    try {
      await sql`rollback to work`.execute(tx)
      await sql`release work`.execute(tx)
    } catch {
      // A full disk can end the whole transaction by itself. What went wrong first is what went wrong.
      throw problem
    }
    return { entry, result: { problem }, committed, rolledBack }
  }
}

/** One listener that throws must not keep the others from hearing; it surfaces as an uncaught error, a bug. */
function runAll(listeners: (() => void)[]): void {
  for (const listener of listeners)
    try {
      listener()
    } catch (problem) {
      queueMicrotask(() => {
        throw problem
      })
    }
}
