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
    const now = this.#now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond)
    this.#filledAt = now
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }

  /** Milliseconds until the next one would pass. */
  wait(): number {
    return Math.max(0, ((1 - this.#tokens) / this.#perSecond) * 1000)
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
