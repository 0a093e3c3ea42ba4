import './virtual-time.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCompany, type Company } from './company.ts'
import pinned from './pinned.json' with { type: 'json' }
import { type Plan, planOf } from './plan.ts'
import { shrink } from './shrink.ts'
import { simulate } from './simulate.ts'

// Some 40 s of a core. `npm run sim` makes as many as one likes, and prints what to put into pinned.json.
const RUNS = 200
const AT_ONCE = 20

describe('a company, its devices and their enemies in all weathers', () => {
  let company: Company
  beforeAll(async () => {
    company = await buildCompany()
  })
  afterAll(() => company?.remove())

  it.each(pinned as { why: string; plan: Plan }[])('once: $why', async ({ plan }) => {
    expect((await simulate(company, plan)).problems).toEqual([])
  })

  it.each(Array.from({ length: RUNS / AT_ONCE }, (_, n) => 1 + n * AT_ONCE))(
    '[SYNC-3] [SYNC-4] [LIFE-10] [ROLE-10] converges, keeps what it said it keeps, and breaks no rule on the way, from seed %i',
    async (first) => {
      for (let seed = first; seed < first + AT_ONCE; seed++)
        expect(await simulate(company, planOf(seed)), `seed ${seed}`).toMatchObject({ problems: [] })
    },
  )

  it('is the same world twice from one seed', async () => {
    const [first, second] = [await simulate(company, planOf(7)), await simulate(company, planOf(7))]
    expect(second).toEqual(first)
  })

  it('makes a failing plan smaller', async () => {
    const plan = planOf(11)
    const isKilled = ({ steps }: Plan) => steps.some(({ kind }) => kind === 'edit')
    const small = await shrink(plan, (fewer) => Promise.resolve(isKilled(fewer)))
    expect(small.steps).toHaveLength(1)
    expect(small.devices.length - small.hostile).toBe(1)
  })
})
