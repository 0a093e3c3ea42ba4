const DAY = 86_400_000

/** An ISO moment some days later (UTC, milliseconds). The domain reads no clock: `now` always comes in. */
export const daysAfter = (iso: string, days: number): string =>
  new Date(Date.parse(iso) + days * DAY).toISOString()

/** An ISO moment some hours later. */
export const hoursAfter = (iso: string, hours: number): string =>
  new Date(Date.parse(iso) + hours * 3_600_000).toISOString()
