import type { Store } from '../../store/store.ts'
import type { Arrival, ArrivalResult, Arrivals } from './arrivals.ts'

interface Waiting {
  arrival: Arrival
  resolve: (result: ArrivalResult) => void
  reject: (problem: unknown) => void
}

/** So much goes into one transaction; more would make the first wait long for the last. */
const MOST_AT_ONCE = 256
const MOST_BYTES = 4 * 1024 * 1024

/** Updates that arrive while a commit runs go together into the next transaction (group commit), in order. */
export class ArrivalQueue {
  readonly #store: Store
  readonly #arrivals: Arrivals
  readonly #waiting: Waiting[] = []
  #running = false

  constructor(store: Store, arrivals: Arrivals) {
    this.#store = store
    this.#arrivals = arrivals
  }

  /** Resolves when it is on the disk and was broadcast, or refused; rejects when that is not known. */
  add(arrival: Arrival): Promise<ArrivalResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ arrival, resolve, reject })
      if (!this.#running) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    // Lets all sockets that have something be read first: one commit for them all.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) await this.#commit(this.#next())
    this.#running = false
  }

  #next(): Waiting[] {
    let bytes = 0
    let count = 0
    for (const { arrival } of this.#waiting) {
      bytes += arrival.update.length
      if (count === MOST_AT_ONCE || (count > 0 && bytes > MOST_BYTES)) break
      count++
    }
    return this.#waiting.splice(0, count)
  }

  async #commit(group: Waiting[]): Promise<void> {
    try {
      const results = await this.#store.write((tx, outcome) =>
        this.#arrivals.receive(
          tx,
          outcome,
          group.map(({ arrival }) => arrival),
        ),
      )
      for (const [index, { resolve }] of group.entries()) resolve(results[index] as ArrivalResult)
    } catch (problem) {
      // One that can't be stored must not take others along, now and each time it is sent again.
      if (group.length > 1) for (const one of group) await this.#commit([one])
      else group[0]?.reject(problem)
    }
  }
}
