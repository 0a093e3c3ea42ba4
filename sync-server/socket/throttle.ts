/** Lets `burst` things through at once and `perSecond` in the long run. */
export class TokenBucket {
  readonly #burst: number
  readonly #perSecond: number
  readonly #now: () => number
  #tokens: number
  #filledAt: number

  /** `now` in milliseconds. */
  constructor(burst: number, perSecond: number, now: () => number = Date.now) {
    this.#burst = burst
    this.#perSecond = perSecond
    this.#now = now
    this.#tokens = burst
    this.#filledAt = now()
  }

  take(): boolean {
    this.#fill()
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }

  /** Takes so many, also what is not there yet; says after how many milliseconds all of them would have been there. */
  spend(count: number): number {
    this.#fill()
    this.#tokens -= count
    return Math.max(0, (-this.#tokens / this.#perSecond) * 1000)
  }

  /** Nothing was taken lately. */
  get isFull(): boolean {
    this.#fill()
    return this.#tokens >= this.#burst
  }

  /** Milliseconds until the next one would pass. */
  wait(): number {
    return Math.max(0, ((1 - this.#tokens) / this.#perSecond) * 1000)
  }

  #fill(): void {
    const now = this.#now()
    // A clock that was put back gives nothing, and takes nothing away either.
    const seconds = Math.max(0, now - this.#filledAt) / 1000
    this.#tokens = Math.min(this.#burst, this.#tokens + seconds * this.#perSecond)
    this.#filledAt = now
  }
}

/** One bucket for each of many names; those that are full again are forgotten. */
export class Budgets {
  readonly #burst: number
  readonly #perSecond: number
  readonly #buckets = new Map<string, TokenBucket>()
  #forgetAt = 1_000

  constructor(burst: number, perSecond: number) {
    this.#burst = burst
    this.#perSecond = perSecond
  }

  of(name: string): TokenBucket {
    const known = this.#buckets.get(name)
    if (known) return known
    if (this.#buckets.size >= this.#forgetAt) this.#forget()
    const bucket = new TokenBucket(this.#burst, this.#perSecond)
    this.#buckets.set(name, bucket)
    return bucket
  }

  #forget(): void {
    for (const [name, bucket] of this.#buckets) if (bucket.isFull) this.#buckets.delete(name)
    this.#forgetAt = Math.max(1_000, 2 * this.#buckets.size)
  }
}

/** Does work in order, as fast as a bucket pays for it; what it costs may be more than the bucket ever holds. */
export class Pace {
  readonly #bucket: TokenBucket
  readonly #waiting: { due: number; work: () => void; dropped: () => void }[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(bucket: TokenBucket) {
    this.#bucket = bucket
  }

  /** `dropped` is called instead where the work is not done any more. */
  run(cost: number, work: () => void, dropped: () => void): void {
    const wait = this.#bucket.spend(cost)
    if (wait === 0 && this.#waiting.length === 0) return work()
    this.#waiting.push({ due: performance.now() + wait, work, dropped })
    this.#wake()
  }

  /** What waits is not done any more. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    for (const { dropped } of this.#waiting.splice(0)) dropped()
  }

  #wake(): void {
    const [next] = this.#waiting
    if (this.#timer || !next) return
    this.#timer = setTimeout(
      () => {
        this.#timer = null
        this.#waiting.shift()
        next.work()
        this.#wake()
      },
      Math.max(0, next.due - performance.now()),
    )
  }
}

/**
 * Runs the latest of what is asked for, now if the bucket has a token, else when it has one again: a burst costs no more
 * than its last member.
 */
export class LatestOnly {
  readonly #bucket: TokenBucket
  #timer: NodeJS.Timeout | null = null
  #latest: (() => void) | null = null

  constructor(bucket: TokenBucket) {
    this.#bucket = bucket
  }

  run(work: () => void): void {
    this.#latest = work
    if (this.#timer) return
    if (this.#bucket.take()) this.#runLatest()
    else this.#timer = setTimeout(() => this.#again(), this.#bucket.wait() + 1)
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#latest = null
  }

  #again(): void {
    this.#timer = null
    if (this.#bucket.take()) this.#runLatest()
    else this.#timer = setTimeout(() => this.#again(), this.#bucket.wait() + 1)
  }

  #runLatest(): void {
    const work = this.#latest
    this.#latest = null
    work?.()
  }
}
