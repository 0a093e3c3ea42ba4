import type { Plan } from './plan.ts'

/**
 * The smallest plan found that still fails: steps are left out by halves, quarters and so on, then devices from the end.
 * `fails` runs a plan.
 */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let best = await withoutSteps(plan, fails)
  for (let n = best.devices.length - best.hostile - 1; n > 0; n--) {
    const devices = best.devices.toSpliced(n, 1)
    const fewer = { ...best, devices }
    if (await fails(fewer)) best = fewer
  }
  if (best.hostile > 0) {
    const peaceful = { ...best, devices: best.devices.slice(0, -best.hostile), hostile: 0 }
    if (await fails(peaceful)) best = peaceful
  }
  return withoutSteps(best, fails)
}

/** Leaving a step out keeps the time at which the others happen. */
async function withoutSteps(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let best = plan
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = best.steps.length - size; from > -size; from -= size) {
      const at = Math.max(0, from)
      const kept = best.steps.filter((_, n) => n < at || n >= at + size)
      const waited = best.steps.slice(at, at + size).reduce((sum, { after }) => sum + after, 0)
      const fewer = {
        ...best,
        steps: kept.map((step, n) => (n === at ? { ...step, after: step.after + waited } : step)),
      }
      if (kept.length < best.steps.length && (await fails(fewer))) best = fewer
    }
  return best
}
