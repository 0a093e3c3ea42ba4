/** Runs something several times and tells the median and the range, in milliseconds. */
export interface Timing {
  median: number
  least: number
  most: number
}

/** `between` is not timed: it puts things back. */
export async function timed(
  runs: number,
  work: (run: number) => unknown,
  between: () => unknown = () => undefined,
): Promise<Timing> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work(run)
    times.push(performance.now() - start)
    await between()
  }
  times.sort((a, b) => a - b)
  return { median: times[times.length >> 1] ?? 0, least: times[0] ?? 0, most: times.at(-1) ?? 0 }
}

export const ms = ({ median, least, most }: Timing): string =>
  `${median.toFixed(1)} ms (${least.toFixed(1)}–${most.toFixed(1)})`
