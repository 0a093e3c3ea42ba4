/** The one source of time, so that tests can move it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** The moment as ISO, UTC. */
export const isoNow = (clock: Clock): string => clock.now().toISOString()
