import os from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { FromRunner } from './runner.ts'

/**
 * `npm run sim -- --runs 10000 --seed 1`: that many runs from that seed on, over all cores (`--workers`), and what was found.
 * `--trace` says what happens in each. A run that fails is made smaller and printed as it goes into pinned.json.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(os.availableParallelism()) },
    trace: { type: 'boolean', default: false },
  },
})
const [runs, first] = [Number(values.runs), Number(values.seed)]
const workers = Math.max(1, values.trace ? 1 : Math.min(runs, Number(values.workers)))
const SAY_EVERY_MS = 30_000

const began = performance.now()
const sum = { done: 0, failed: 0, events: 0, acknowledged: 0, commands: 0, seconds: 0 }
let next = first

const say = () => {
  const seconds = (performance.now() - began) / 1_000
  const core = process.cpuUsage().user / 1e6
  console.log(
    `From seed ${first}: ${sum.done} of ${runs} runs in ${seconds.toFixed(0)} s (${core.toFixed(0)} s of a core, ` +
      `${(sum.done / seconds).toFixed(1)} runs a second), ${sum.failed} failed; ${(sum.seconds / 3_600).toFixed(1)} hours of ` +
      `theirs, ${sum.events} events, ${sum.acknowledged} edits saved, ${sum.commands} commands answered`,
  )
}
const saying = setInterval(say, SAY_EVERY_MS)

function start(): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const worker = new Worker(new URL('runner.ts', import.meta.url), {
    workerData: { trace: values.trace },
    // Runs make much that does not live long.
    resourceLimits: { maxYoungGenerationSizeMb: 128, maxOldGenerationSizeMb: 2_048 },
  })
  worker.on('message', ({ said, outcome }: FromRunner) => {
    if (said) console.log(said)
    if (outcome) {
      sum.done++
      if (outcome.problems.length > 0) sum.failed++
      for (const key of ['events', 'acknowledged', 'commands', 'seconds'] as const) sum[key] += outcome[key]
    }
    if (!said) worker.postMessage(next < first + runs ? next++ : null)
  })
  worker.on('error', reject)
  worker.on('exit', () => resolve())
  return promise
}

await Promise.all(Array.from({ length: workers }, start))
clearInterval(saying)
say()
process.exitCode = sum.failed > 0 || sum.done < runs ? 1 : 0
