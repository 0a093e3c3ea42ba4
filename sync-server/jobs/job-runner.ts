import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import { type Clock, isoNow } from '../clock.ts'
import type { JobRow } from '../store/schema/jobs.ts'
import type { Db, Store } from '../store/store.ts'

/** Does one job; throws when it failed. */
export type Work = (job: Pick<JobRow, 'job_id' | 'organization_id' | 'data'>) => Promise<void>

interface Running {
  store: Store
  clock: Clock
  logger: FastifyBaseLogger
  work: Record<string, Work>
  /** Trying again is of no use. */
  isFinal(problem: unknown): boolean
  /** Tells those concerned that a job was given up. */
  onFailed(job: Pick<JobRow, 'job_id' | 'data' | 'kind'>, problem: string): Promise<void>
}

/** A server that dies while it works gives the job back after this time. */
const LEASE_MINUTES = 2
const MAX_ATTEMPTS = 10
const AT_ONCE = 10
/** How often jobs whose hour has come are looked for; new ones wake the runner at once. */
const POLL_MS = 5_000

/** Works jobs off, a few at once: outside effects happen at least once (DESIGN §7). */
export class JobRunner {
  readonly #running: Running
  #turn: Promise<void> = Promise.resolve()
  #isPending = false
  #timer: NodeJS.Timeout | null = null
  #stopped = false

  constructor(running: Running) {
    this.#running = running
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), POLL_MS)
    this.#timer.unref()
    this.wake()
  }

  /** Looks for jobs now. */
  wake(): void {
    if (this.#isPending || this.#stopped) return
    this.#isPending = true
    this.#turn = this.#turn.then(() => {
      this.#isPending = false
      return this.#workOff().catch((problem: unknown) =>
        this.#running.logger.error({ err: problem }, 'looking for jobs failed'),
      )
    })
  }

  /** Resolves when nothing is due any more. */
  async idle(): Promise<void> {
    this.wake()
    await this.#turn
  }

  /** Finishes the job at hand. */
  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer) clearInterval(this.#timer)
    await this.#turn
  }

  async #workOff(): Promise<void> {
    while (!this.#stopped) {
      const jobs = await this.#lease()
      if (jobs.length === 0) return
      await Promise.all(jobs.map((job) => this.#do(job)))
    }
  }

  async #lease(): Promise<JobRow[]> {
    const { store, clock } = this.#running
    const now = isoNow(clock)
    // Most looks find nothing: those must not wait for, or hold up, the writer.
    if ((await dueJobs(store.read, now).execute()).length === 0) return []
    return store.write(async (tx) => {
      const jobs = await dueJobs(tx, now).execute()
      for (const job of jobs)
        await tx
          .updateTable('jobs')
          .set({ attempts: job.attempts + 1, leased_until: later(now, LEASE_MINUTES * 60) })
          .where('job_id', '=', job.job_id)
          .execute()
      return jobs.map((job) => ({ ...job, attempts: job.attempts + 1 }))
    })
  }

  async #do(job: JobRow): Promise<void> {
    const { work, logger, isFinal } = this.#running
    try {
      const doIt = work[job.kind]
      if (!doIt) throw new Error(`no work of kind ${job.kind}`)
      await doIt(job)
      await this.#note(job, { state: 'done', last_error: null })
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : String(problem)
      const gaveUp = job.attempts >= MAX_ATTEMPTS || isFinal(problem)
      logger[gaveUp ? 'error' : 'warn'](
        { job: job.job_id, kind: job.kind, attempts: job.attempts, err: problem },
        gaveUp ? 'job given up' : 'job failed, will be tried again',
      )
      await this.#note(job, {
        state: gaveUp ? 'failed' : 'waiting',
        last_error: message,
        run_at: later(isoNow(this.#running.clock), backoffSeconds(job.attempts)),
      })
      if (gaveUp) await this.#running.onFailed(job, message)
    }
  }

  #note(job: JobRow, set: Partial<Pick<JobRow, 'state' | 'last_error' | 'run_at'>>): Promise<unknown> {
    return this.#running.store.write((tx) =>
      tx
        .updateTable('jobs')
        .set({ ...set, leased_until: null })
        .where('job_id', '=', job.job_id)
        .execute(),
    )
  }
}

/** The next jobs whose hour has come, which nobody works on. In the words of the index, or SQLite would look through all. */
export const dueJobs = (db: Db, now: string) =>
  db
    .selectFrom('jobs')
    .selectAll()
    .where(sql<boolean>`state = 'waiting'`)
    .where('run_at', '<=', now)
    .where((or) => or.or([or('leased_until', 'is', null), or('leased_until', '<=', now)]))
    // Codes are no organization's: whoever waits to sign in does not wait for a thousand invitations.
    .orderBy(sql`organization_id is not null`)
    .orderBy('run_at')
    .limit(AT_ONCE)

/** 15 s, 30 s, 1 min, … up to an hour. */
export const backoffSeconds = (attempts: number): number => Math.min(3_600, 15 * 2 ** (attempts - 1))

const later = (iso: string, seconds: number): string =>
  new Date(Date.parse(iso) + seconds * 1_000).toISOString()
