/** Waits longer after each failure, at random so that a thousand devices do not come back in the same second. */
export class Backoff {
  readonly #first: number
  readonly #most: number
  #timer: ReturnType<typeof setTimeout> | undefined
  attempts = 0

  /** First and longest wait in milliseconds. */
  constructor(first: number, most: number) {
    this.#first = first
    this.#most = most
  }

  get waiting(): boolean {
    return this.#timer !== undefined
  }

  /** Runs `then` after 50 to 100 % of the next wait. */
  wait(then: () => void): void {
    this.cancel()
    const longest = Math.min(this.#most, this.#first * 2 ** this.attempts)
    this.attempts++
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined
        then()
      },
      longest * (0.5 + Math.random() / 2),
    )
  }

  reset(): void {
    this.attempts = 0
  }

  cancel(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
