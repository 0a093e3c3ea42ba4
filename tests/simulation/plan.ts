import { Random } from './random.ts'

/**
 * What happens in a run, as data, so that a failing run can be cut down and written into a file. Numbers choose among what
 * there is at that moment ("the 7th of the users it sees, modulo"), so that a plan with steps left out is a plan, too.
 */
export interface Plan {
  /** Of all chance that is not in the steps: latencies, ids, the order of tasks. */
  seed: number
  /** Of each device, who it belongs to. */
  devices: number[]
  /** How many of the last devices are not ours but an attacker's. */
  hostile: number
  /** Do three of four devices begin with all that there is? Else each fetches it in its first seconds. */
  veterans?: boolean
  steps: Step[]
}

export interface Step {
  kind: StepKind
  /** Milliseconds after the step before. */
  after: number
  device: number
  tab: number
  a: number
  b: number
  c: number
}

/** How often each is drawn. */
const WEIGHTS = {
  create: 8,
  edit: 34,
  assign: 7,
  bin: 3,
  'many-at-once': 2,
  invite: 3,
  accept: 2,
  role: 3,
  level: 4,
  'put-out': 2,
  block: 2,
  unblock: 2,
  deactivate: 2,
  restore: 2,
  handover: 5,
  undo: 3,
  'new-folder': 2,
  'edit-folder': 1,
  'new-workspace': 1,
  rename: 2,
  'open-home': 2,
  switch: 1,
  merge: 1,
  'limit-seats': 1,
  'pass-on': 1,
  resend: 1,
  revoke: 1,
  'put-back': 2,
  approve: 1,
  archive: 1,
  withdraw: 3,
  'confirm-notice': 2,
  'drop-refused': 1,
  cut: 6,
  mend: 5,
  weather: 3,
  'open-tab': 3,
  'close-tab': 2,
  'crash-tab': 4,
  'restart-device': 3,
  'device-full': 1,
  'device-freed': 2,
  'kill-server': 3,
  'kill-in-statement': 2,
  deploy: 1,
  'start-server': 3,
  renew: 4,
  'disk-full': 1,
  'disk-freed': 2,
  'clock-jump': 2,
  attack: 10,
  'by-admin': 24,
  quarantine: 4,
  'empty-bins': 2,
  backup: 2,
  'restore-backup': 1,
} as const
export type StepKind = keyof typeof WEIGHTS

/** One of so many runs is long, with many devices; in the others few steps follow closely, which finds most faults for less. */
const LONG_EVERY = 20

/** The plan of a seed. */
export function planOf(seed: number): Plan {
  const random = new Random(seed)
  const isLong = seed % LONG_EVERY === 0
  const count = isLong
    ? 2 + Math.min(random.below(7), random.below(7))
    : 1 + Math.floor(random.next() ** 3 * 3)
  const hostile = random.chance(isLong ? 0.5 : 0.3) ? 1 : 0
  // Every fourth fetches everything first, which is most of what a short run would do.
  const devices = Array.from({ length: count + hostile }, () => {
    const index = random.below(1_000)
    return index + (!isLong && index % 4 === 0 && random.chance(0.6) ? 1 : 0)
  })
  const steps = Array.from({ length: isLong ? 10 + random.below(40) : 2 + random.below(7) }, () =>
    stepOf(random, random.weighted(WEIGHTS)),
  )
  for (let left = isLong ? 3 : 1; left > 0; left--)
    if (random.chance(0.6)) steps.splice(random.below(steps.length + 1), 0, ...awayFrom(random))
  return { seed, devices, hostile, veterans: true, steps }
}

const stepOf = (random: Random, kind: StepKind): Step => ({
  kind,
  after: random.chance(0.1) ? random.below(60_000) : random.below(random.chance(0.5) ? 60 : 2_000),
  device: random.below(1_000),
  tab: random.below(10),
  a: random.below(1_000),
  b: random.below(1_000),
  c: random.below(1_000),
})

/** A device is offline, its person works on, and something happens to them meanwhile. */
function awayFrom(random: Random): Step[] {
  const device = random.below(1_000)
  const work = (
    ['edit', 'create', 'assign', 'edit', 'bin', 'many-at-once', 'level', 'rename'] as const
  ).filter(() => random.chance(0.35))
  const meanwhile = (
    ['by-admin', 'by-admin', 'empty-bins', 'renew', 'restore-backup', 'kill-server'] as const
  ).filter((_, n) => n === 0 || random.chance(0.15))
  const kinds: StepKind[] = [
    'cut',
    ...work,
    ...meanwhile,
    ...(random.chance(0.3) ? (['edit'] as const) : []),
    'mend',
  ]
  return kinds.map((kind) => ({ ...stepOf(random, kind), device }))
}
