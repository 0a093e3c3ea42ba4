import type { FastifyBaseLogger } from 'fastify'

/** Looks again and again whether something is due. What fails is tried again at the next look. */
export class Periodic {
  readonly #work: () => Promise<void>
  readonly #logger: FastifyBaseLogger
  readonly #name: string
  #timer: NodeJS.Timeout | null = null
  #turn: Promise<void> = Promise.resolve()

  /** `name` says in the log what failed: "closing days". */
  constructor(name: string, work: () => Promise<void>, logger: FastifyBaseLogger) {
    this.#name = name
    this.#work = work
    this.#logger = logger
  }

  /** Looks now and then every `ms`; resolves after the first look. */
  async start(ms: number): Promise<void> {
    this.#timer = setInterval(() => void this.look(), ms)
    this.#timer.unref()
    await this.look()
  }

  /** Resolves when all that is due is done. */
  look(): Promise<void> {
    this.#turn = this.#turn.then(this.#work).catch((problem: unknown) => {
      this.#logger.error({ err: problem }, `${this.#name} failed, will be tried again`)
    })
    return this.#turn
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#turn
  }
}
