/**
 * How long ago something was. People set clocks back, and the other clock of a page stands still while the device sleeps:
 * the longer of the two is believed.
 */
export class Since {
  readonly #wall = Date.now()
  readonly #running = performance.now()

  get ms(): number {
    return Math.max(Date.now() - this.#wall, performance.now() - this.#running)
  }
}
