import './virtual-time.ts'
import { parentPort, workerData } from 'node:worker_threads'
import { buildCompany } from './company.ts'
import { planOf } from './plan.ts'
import { shrink } from './shrink.ts'
import { type Outcome, simulate } from './simulate.ts'

/** To whoever deals out seeds: what to print; else, that this one is free, with the outcome of its seed, if it had one. */
export interface FromRunner {
  said?: string
  outcome?: Omit<Outcome, 'plan'>
}

// One core's part of `npm run sim`: runs the seeds it is given until it is given null.

const port = parentPort!
const tell = (message: FromRunner) => port.postMessage(message)
const { trace } = workerData as { trace: boolean }
const company = await buildCompany()

port.on('message', (seed: number | null) => {
  if (seed !== null) return void run(seed)
  company.remove()
  port.close()
})
tell({})

async function run(seed: number): Promise<void> {
  const said = trace ? (line: string) => tell({ said: line }) : undefined
  const outcome = await simulate(company, planOf(seed), said)
  if (outcome.problems.length > 0) tell({ said: await explain(seed, outcome) })
  const { plan: _, ...rest } = outcome
  tell({ outcome: rest })
}

async function explain(seed: number, { plan, problems }: Outcome): Promise<string> {
  const small = await shrink(plan, async (fewer) => (await simulate(company, fewer)).problems.length > 0)
  const left = await simulate(company, small)
  return (
    `\nSeed ${seed} fails:\n  ${problems.slice(0, 5).join('\n  ')}\n` +
    `  With ${small.devices.length} devices and ${small.steps.length} steps: ${left.problems[0]}\n` +
    `  For pinned.json: ${JSON.stringify({ why: left.problems[0], plan: small })}\n`
  )
}
