// Import this before anything that is simulated: it puts itself between the modules of this process and time, timers and
// chance. Outside of a run everything is as it was. Long because all of that is one piece: what one event may see.
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { Random } from './random.ts'

/** Something with a clock of its own that can die: a tab, a device's disk, the server. */
export interface Node {
  readonly name: string
  /** Milliseconds its clock is ahead of the world's. */
  skew: number
  /** What it had in mind never happens. */
  dead: boolean
  /** Where the browser's own work for it goes on, also when it is gone. */
  readonly disk: Node | null
  /** Its tasks run in the order in which they were asked for. */
  lastTask: number
}

export const newNode = (name: string, disk: Node | null = null): Node => ({
  name,
  skew: disk?.skew ?? 0,
  dead: false,
  disk,
  lastTask: 0,
})

interface Event {
  at: number
  order: number
  node: Node
  run: () => void
  cancelled: boolean
}

const real = {
  setImmediate: globalThis.setImmediate,
  Date: globalThis.Date,
}

/** Of one run; most have fewer than twenty thousand. */
const MOST_EVENTS = 60_000

/** When worlds begin. */
const BEGINNING = real.Date.UTC(2026, 2, 2, 9)

/**
 * A world in which nothing happens by itself: timers, tasks and deliveries are events in one queue, run one after the
 * other, each with all the promises that follow from it. The same seed is the same world.
 */
export class World {
  readonly random: Random
  /** Milliseconds since 1970. */
  now: number
  /** Whoever the running event belongs to. */
  node: Node
  /** Problems that nobody caught: each is a failure of the run. */
  readonly problems: string[] = []
  /** A number that differs when anything happened in another order. */
  digest = 0
  events = 0
  readonly #driver = newNode('driver')
  readonly #heap: Event[] = []
  #order = 0

  /** `later` than other worlds begin, in milliseconds. */
  constructor(seed: number, later = 0) {
    this.random = new Random(seed)
    this.node = this.#driver
    this.now = BEGINNING + later
  }

  /** Runs `run` in `delay` ms as an event of the node, unless that is dead by then. Returns how to take it back. */
  schedule(delay: number, run: () => void, node = this.node): Event {
    const at = this.now + Math.max(0, delay)
    const event = { at, order: this.#order++, node, run, cancelled: node.dead }
    if (!event.cancelled) this.#push(event)
    return event
  }

  /** A task of the browser or of Node: soon, in order with the others of the same node, between those of other nodes. */
  task(run: () => void): Event {
    const node = this.node.disk ?? this.node
    node.lastTask = Math.max(this.now + this.random.next() * 0.2, node.lastTask)
    return this.schedule(node.lastTask - this.now, run, node)
  }

  /** Waits in the world's time; only the driver may. */
  pass(ms: number): Promise<void> {
    return this.runUntil(this.now + ms, () => false)
  }

  /** Runs events until the moment comes or `isDone`. */
  runUntil(moment: number, isDone: () => boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const step = () => {
      try {
        this.node = this.#driver
        if (isDone()) return resolve()
        const event = this.#heap[0]
        if (!event || event.at > moment) {
          this.now = Math.max(this.now, moment)
          return resolve()
        }
        this.#pop()
        if (!event.cancelled && !event.node.dead) {
          this.now = Math.max(this.now, event.at)
          this.node = event.node
          if (++this.events === MOST_EVENTS) this.problems.push('a run that does not come to rest')
          if (this.events >= MOST_EVENTS) return resolve()
          this.digest = (Math.imul(this.digest, 31) + event.order + event.node.name.length) | 0
          try {
            event.run()
          } catch (problem) {
            if (!this.node.dead) this.problems.push(`${event.node.name} threw ${describe(problem)}`)
          }
        }
      } catch (problem) {
        return reject(problem)
      }
      // Promises that follow run before the next event does.
      real.setImmediate(step)
    }
    real.setImmediate(step)
    return promise
  }

  #push(event: Event): void {
    const heap = this.#heap
    let i = heap.push(event) - 1
    while (i > 0) {
      const up = (i - 1) >> 1
      if (!isBefore(event, heap[up]!)) break
      heap[i] = heap[up]!
      i = up
    }
    heap[i] = event
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()!
    if (heap.length === 0) return
    let i = 0
    for (;;) {
      let down = 2 * i + 1
      if (down >= heap.length) break
      if (down + 1 < heap.length && isBefore(heap[down + 1]!, heap[down]!)) down++
      if (!isBefore(heap[down]!, last)) break
      heap[i] = heap[down]!
      i = down
    }
    heap[i] = last
  }
}

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order)

export const describe = (problem: unknown): string =>
  problem instanceof Error ? (problem.stack ?? String(problem)) : JSON.stringify(problem)

let world: World | null = null

/** The world that runs now, if any. */
export const theWorld = (): World | null => world

/** Makes this the world, until what it returns is called. One at a time. */
export function enter(next: World): () => void {
  if (world) throw new Error('a world runs already')
  world = next
  const error = console.error
  const warn = console.warn
  const complain = (...what: unknown[]) => {
    if (!next.node.dead) next.problems.push(`${next.node.name} said ${what.map(describe).join(' ')}`)
  }
  console.error = complain
  console.warn = (...what: unknown[]) => {
    if (!/^Dexie: Need to reopen|QuotaExceededError/.test(String(what[0]))) complain(...what)
  }
  const onRejection = (problem: unknown) => {
    if (!next.node.dead && !isAfterDeath(problem))
      next.problems.push(`${next.node.name} left rejected ${describe(problem)}`)
  }
  const others = process.listeners('unhandledRejection')
  const exits = new Set(process.listeners('exit'))
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', onRejection)
  process.setMaxListeners(0)
  return () => {
    world = null
    console.error = error
    console.warn = warn
    process.off('unhandledRejection', onRejection)
    for (const listener of others) process.on('unhandledRejection', listener)
    // Providers of tabs that died would wait for the end of the process.
    for (const listener of process.listeners('exit')) if (!exits.has(listener)) process.off('exit', listener)
  }
}

/** What a tab hears of a database that went away under it. */
const isAfterDeath = (problem: unknown): boolean =>
  /^(DatabaseClosedError|AbortError|InvalidStateError)$/.test(String((problem as { name?: unknown })?.name))

// Timers

type Callback = (...args: unknown[]) => void
interface Timer {
  event: Event | null
  ref(): Timer
  unref(): Timer
  hasRef(): boolean
}
const timer = (): Timer => {
  const made: Timer = { event: null, ref: () => made, unref: () => made, hasRef: () => true }
  return made
}
const isOurs = (value: unknown): value is Timer =>
  typeof value === 'object' && value !== null && 'event' in value

const passOn = globalThis as unknown as Record<string, Callback>
const realTimers = Object.fromEntries(
  ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'].map(
    (name) => [name, passOn[name]!],
  ),
) as Record<string, (...args: unknown[]) => unknown>

const replace = (name: string, virtual: (world: World, ...args: never[]) => unknown) =>
  Object.defineProperty(globalThis, name, {
    configurable: true,
    writable: true,
    value: (...args: never[]) => (world ? virtual(world, ...args) : realTimers[name]!(...args)),
  })

/** As browsers and Node understand it: what does not fit into 31 bits is at once. */
const delayOf = (ms: number) => (ms >= 1 && ms < 2 ** 31 ? ms : 1)

replace('setTimeout', (in_: World, run: Callback, ms = 0, ...args: unknown[]) => {
  const made = timer()
  made.event = in_.schedule(delayOf(ms), () => run(...args))
  return made
})
replace('setInterval', (in_: World, run: Callback, ms = 0, ...args: unknown[]) => {
  const made = timer()
  const again = () => {
    made.event = in_.schedule(delayOf(ms), () => {
      again()
      run(...args)
    })
  }
  again()
  return made
})
replace('setImmediate', (in_: World, run: Callback, ...args: unknown[]) => {
  const made = timer()
  made.event = in_.task(() => run(...args))
  return made
})
for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate'])
  replace(name, (_in: World, given: unknown) => {
    if (isOurs(given) && given.event) given.event.cancelled = true
    else if (!isOurs(given)) realTimers[name]!(given)
  })

// The clock

const nowHere = () => (world ? Math.floor(world.now + (world.node.disk ?? world.node).skew) : real.Date.now())
class VirtualDate extends real.Date {
  constructor(...args: unknown[]) {
    if (args.length === 0) super(nowHere())
    else super(...(args as [number]))
  }
  static override now(): number {
    return nowHere()
  }
}
globalThis.Date = VirtualDate as DateConstructor

const realNow = performance.now.bind(performance)
performance.now = () => (world ? world.now : realNow())

// Chance

const realRandom = Math.random
Math.random = () => (world ? world.random.next() : realRandom())
const { webcrypto } = crypto
const realValues = webcrypto.getRandomValues.bind(webcrypto)
Object.defineProperty(webcrypto, 'getRandomValues', {
  value: <A extends ArrayBufferView>(array: A) =>
    world ? world.random.fill(array) : realValues(array as never),
})
const realBytes = crypto.randomBytes
crypto.randomBytes = ((size: number, done?: never) =>
  world && !done ? world.random.fill(Buffer.alloc(size)) : realBytes(size, done as never)) as typeof realBytes
const realUuid = crypto.randomUUID
crypto.randomUUID = ((...args: []) =>
  world
    ? `00000000-0000-4000-8000-${world.random.fill(Buffer.alloc(6)).toString('hex')}`
    : realUuid(...args)) as typeof realUuid
const realInt = crypto.randomInt
crypto.randomInt = ((...range: [number, number]) =>
  world ? range[0] + world.random.below(range[1] - range[0]) : realInt(...range)) as typeof realInt
syncBuiltinESMExports()
