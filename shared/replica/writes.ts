import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'

/** How often a write is tried again that found no room. */
const TRY_AGAIN_MS = 5_000

/**
 * Writes of this page that are not yet on the device's disk (SYNC-4: before that, nothing may say "saved"). One that finds
 * no room on the disk stays here, and is tried again until it is written; so closing the page loses nothing without a word.
 */
export class Writes {
  readonly #underWay = signal(0)
  readonly #full = signal(false)
  /** Those that wait for room. */
  readonly #waiting = new Set<() => void>()
  #timer: ReturnType<typeof setInterval> | undefined

  /** How many changes there are. */
  get underWay(): ReadonlySignal<number> {
    return this.#underWay
  }
  /** There was no room on the disk when something was last written. */
  get full(): ReadonlySignal<boolean> {
    return this.#full
  }

  /** Counts a change from the moment it is asked for until all of it is written. */
  async count<T>(change: () => Promise<T>): Promise<T> {
    this.#underWay.value++
    try {
      return await change()
    } finally {
      this.#underWay.value--
    }
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const stop = effect(() => {
      if (this.#underWay.value === 0) resolve()
    })
    return promise.finally(stop)
  }

  /** Does `work`, which writes in one transaction; again when there was no room, until there is. */
  async retry<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const result = await work()
        this.#full.value = this.#waiting.size > 0
        return result
      } catch (problem) {
        if (!isNoRoom(problem)) throw problem
        await this.#untilTried()
      }
    }
  }

  /** Something else than `retry` found no room. */
  noteFull(problem: unknown): void {
    if (isNoRoom(problem)) this.#full.value = true
  }

  /** Something else than `retry` was written, so there is room. */
  noteWritten(): void {
    if (this.#full.peek()) this.tryAgain()
  }

  /** Calls `then` whenever there is room again. Returns what ends that. */
  onRoom(then: () => void): () => void {
    let wasFull = false
    return effect(() => {
      const isFull = this.#full.value
      if (wasFull && !isFull) untracked(then)
      wasFull = isFull
    })
  }

  /** Somebody made room: tries now. */
  tryAgain(): void {
    this.#full.value = this.#waiting.size > 0
    for (const go of this.#waiting) go()
    this.#waiting.clear()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #untilTried(): Promise<void> {
    this.#full.value = true
    this.#timer ??= setInterval(() => this.tryAgain(), TRY_AGAIN_MS)
    return new Promise((done) => this.#waiting.add(done))
  }
}

/** Dexie wraps what IndexedDB says, sometimes as the reason of an aborted transaction. */
export function isNoRoom(problem: unknown): boolean {
  const { name, inner } = (problem ?? {}) as { name?: unknown; inner?: unknown }
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== problem && isNoRoom(inner))
}
