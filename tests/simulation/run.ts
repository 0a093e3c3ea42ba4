import './virtual-time.ts'
import { parseArgs } from 'node:util'
import { buildCompany } from './company.ts'
import { planOf } from './plan.ts'
import { simulate } from './simulate.ts'

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
let failed = 0
let events = 0
let acknowledged = 0
let commands = 0
for (let seed = first; seed < first + runs; seed++) {
  const outcome = await simulate(
    company,
    planOf(seed),
    values.trace ? (line) => console.log(line) : undefined,
  )
  events += outcome.events
  acknowledged += outcome.acknowledged
  commands += outcome.commands
  if (outcome.problems.length > 0) {
    failed++
    console.log(`seed ${seed}: ${outcome.problems.slice(0, 3).join('\n  ')}`)
  }
}
const seconds = (performance.now() - began) / 1_000
console.log(
  `${runs} runs in ${seconds.toFixed(1)} s (${(process.cpuUsage().user / 1e6).toFixed(1)} s of a core), ${failed} failed; ${events} events, ${acknowledged} edits saved, ${commands} commands answered`,
)
company.remove()
