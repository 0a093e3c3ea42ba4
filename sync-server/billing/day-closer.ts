import type { FastifyBaseLogger } from 'fastify'
import { isoNow } from '../clock.ts'
import type { Deciding } from '../decide/ports.ts'
import { writeAgain } from '../decide/write-again.ts'
import { writeChanges } from '../decide/write-changes.ts'
import { readRow } from '../store/rows/rows.ts'
import { closeEndedDays, setClockBy } from './close-days.ts'

/** How late a day may be closed where nothing changes meanwhile. */
const EVERY_MS = 60_000
const AT_ONCE = 100

/**
 * Closes the days that have ended, of every organization. What it misses while the server is down it does at the next
 * look, with the same result: nobody comes or goes without a server.
 */
export class DayCloser {
  readonly #deciding: Deciding
  readonly #logger: FastifyBaseLogger
  #timer: NodeJS.Timeout | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(deciding: Deciding, logger: FastifyBaseLogger) {
    this.#deciding = deciding
    this.#logger = logger
  }

  /** Looks now and from then on; resolves after the first look. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.look(), EVERY_MS)
    this.#timer.unref()
    await this.look()
  }

  /** Resolves when all days that have ended are closed. */
  look(): Promise<void> {
    this.#turn = this.#turn
      .then(() => this.#look())
      .catch((problem: unknown) => {
        this.#logger.error({ err: problem }, 'closing the day failed, will be tried again')
      })
    return this.#turn
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#turn
  }

  async #look(): Promise<void> {
    for (let ids = await this.#due(); ids.length > 0; ids = await this.#due())
      for (const organizationId of ids) await this.#close(organizationId)
  }

  /** Organizations whose day has ended, and those from before seats were counted. */
  async #due(): Promise<string[]> {
    const rows = await this.#deciding.store.read
      .selectFrom('organizations')
      .leftJoin('seat_clocks', 'seat_clocks.organization_id', 'organizations.organization_id')
      .select('organizations.organization_id as id')
      .where((or) =>
        or.or([
          or('seat_clocks.ends_at', '<=', isoNow(this.#deciding.clock)),
          or('seat_clocks.ends_at', 'is', null),
        ]),
      )
      .limit(AT_ONCE)
      .execute()
    return rows.map(({ id }) => id)
  }

  async #close(organizationId: string): Promise<void> {
    await this.#deciding.store.write(async (tx, outcome) => {
      const now = isoNow(this.#deciding.clock)
      const organization = await readRow(tx, organizationId, 'organization', organizationId)
      if (!organization) return
      const at = { tx, outcome, organizationId, now }
      const rows = await closeEndedDays(tx, organizationId, now)
      if (rows.length > 0) return writeChanges(this.#deciding, at, rows, [])
      // From before seats were counted, when its row stood in fewer documents, too.
      await setClockBy(tx, organization, now)
      await writeAgain(this.#deciding, at, [
        { table: 'organization', key: organizationId, before: null, after: organization },
      ])
    })
  }
}
