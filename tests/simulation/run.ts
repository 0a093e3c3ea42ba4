import './virtual-time.ts'
import { parseArgs } from 'node:util'
import { buildCompany } from './company.ts'
import { planOf } from './plan.ts'
import { shrink } from './shrink.ts'
import { type Outcome, simulate } from './simulate.ts'

/**
 * `npm run sim -- --runs 10000 --seed 1`: that many runs from that seed on, and what was found. `--trace` says what happens in
 * each. A run that fails is made smaller and printed as it goes into pinned.json.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
  },
})
const [runs, first] = [Number(values.runs), Number(values.seed)]
const company = await buildCompany()
const began = performance.now()
const sum = { failed: 0, events: 0, acknowledged: 0, commands: 0, hours: 0 }
const say = (done: number) => {
  const seconds = (performance.now() - began) / 1_000
  const core = process.cpuUsage().user / 1e6
  console.log(
    `seeds ${first}–${first + done - 1}: ${done} runs in ${seconds.toFixed(0)} s (${core.toFixed(0)} s of a core, ` +
      `${(done / seconds).toFixed(1)} runs a second), ${sum.failed} failed; ${sum.hours.toFixed(1)} hours of theirs, ` +
      `${sum.events} events, ${sum.acknowledged} edits saved, ${sum.commands} commands answered`,
  )
}
for (let n = 0; n < runs; n++) {
  const seed = first + n
  const trace = values.trace ? (line: string) => console.log(line) : undefined
  const outcome = await simulate(company, planOf(seed), trace)
  sum.events += outcome.events
  sum.acknowledged += outcome.acknowledged
  sum.commands += outcome.commands
  sum.hours += outcome.seconds / 3_600
  if (outcome.problems.length > 0) await tell(seed, outcome)
  if ((n + 1) % 500 === 0) say(n + 1)
}
if (runs % 500 !== 0) say(runs)
company.remove()
process.exitCode = sum.failed > 0 ? 1 : 0

async function tell(seed: number, { plan, problems }: Outcome): Promise<void> {
  sum.failed++
  console.log(`\nSeed ${seed} fails:\n  ${problems.slice(0, 5).join('\n  ')}`)
  const small = await shrink(plan, async (fewer) => (await simulate(company, fewer)).problems.length > 0)
  const left = await simulate(company, small)
  console.log(`  With ${small.devices.length} devices and ${small.steps.length} steps: ${left.problems[0]}`)
  console.log(`  For pinned.json: ${JSON.stringify({ why: left.problems[0], plan: small })}\n`)
}
