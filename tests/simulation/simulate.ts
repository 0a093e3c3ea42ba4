// One run of a plan. Long because it is the one place where everything of a run meets.
import { enter, newNode, World } from './virtual-time.ts'
import { Databases, forgetChannels, locks } from './virtual-browser.ts'
import { Dexie } from 'dexie'
import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { meOf, namesOf, ownOf, shardOf } from '../../shared/domain/documents/document-name.ts'
import { decodeFrame } from '../../shared/protocol/frame.ts'
import {
  PIECE,
  PIECE_AGAIN,
  readPiece,
  readPieceAgain,
  readSaved,
  SAVED,
} from '../../shared/protocol/room-message.ts'
import { parseRoomName } from '../../shared/protocol/room-name.ts'
import * as decoding from 'lib0/decoding'
import type { DocumentRow, IntentRow, OutboxRow } from '../../shared/replica/database.ts'
import type { Company, Person } from './company.ts'
import { Attacker } from './hostile.ts'
import { wrongOn } from './convergence.ts'
import { Confirmed } from './invariants.ts'
import { Eyes } from './eyes.ts'
import { Ledger, type Page } from './ledger.ts'
import { hiddenOn, leftOfErased, lostWith, placesInFile, placesOn } from './left-behind.ts'
import { lookAgain } from './locked-page.ts'
import { marksIn, textIn } from './marks.ts'
import type { Plan } from './plan.ts'
import { ServerDisk } from './server-disk.ts'
import { SimDevice } from './sim-device.ts'
import { FAIR, Link, type Spy } from './sim-network.ts'
import { SimServer } from './sim-server.ts'
import type { Scene } from './scene.ts'
import { doStep } from './steps.ts'

export interface Outcome {
  plan: Plan
  /** What did not hold; empty: the run is fine. */
  problems: string[]
  /** Differs when anything happened otherwise. */
  digest: number
  events: number
  /** Changes that were told to be saved. */
  acknowledged: number
  commands: number
  /** Virtual seconds. */
  seconds: number
}

/** Whose turn it is to settle: this long in the world's time, then the run has failed. */
const SETTLE_MS = 10 * 60_000

/** Runs a plan from the same beginning. */
export async function simulate(
  company: Company,
  plan: Plan,
  trace?: (line: string) => void,
): Promise<Outcome> {
  const world = new World(plan.seed)
  const folder = mkdtempSync(path.join(path.dirname(company.file), 'run-'))
  const file = path.join(folder, 'handover.sqlite')
  copyFileSync(company.file, file)
  const leave = enter(world)
  const databases = new Databases()
  Dexie.dependencies.indexedDB = databases
  locks.clear()
  const problems: string[] = []
  const problem = (text: string) => {
    if (problems.length < 20 && !problems.includes(text)) problems.push(text)
  }
  const disk = new ServerDisk(file, company.read)
  const ledger = new Ledger(company.organizationId, disk)
  try {
    const run = new Run(world, company, plan, { databases, disk, ledger, problem, trace, file })
    await run.toTheEnd()
    problems.push(...ledger.problems, ...world.problems)
    return {
      plan,
      problems: [...new Set(problems)],
      digest: world.digest,
      events: world.events,
      acknowledged: ledger.acknowledged,
      commands: ledger.commands,
      seconds: Math.round((world.now - run.began) / 1_000),
    }
  } finally {
    leave()
    forgetChannels()
    disk.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Parts {
  databases: Databases
  disk: ServerDisk
  ledger: Ledger
  problem: (text: string) => void
  trace: ((line: string) => void) | undefined
  file: string
}

class Run implements Scene {
  readonly world: World
  readonly company: Company
  readonly server: SimServer
  readonly disk: ServerDisk
  readonly ledger: Ledger
  readonly devices: SimDevice[] = []
  readonly attackers: Scene['attackers'] = []
  readonly problem: (text: string) => void
  readonly began: number
  readonly #plan: Plan
  readonly #parts: Parts
  readonly #eyes: Eyes
  #backup: { file: string; page: Page }
  #checkedAt: Confirmed | null = null
  #before: Confirmed | null = null
  #known: { version: string; confirmed: Confirmed } | null = null

  constructor(world: World, company: Company, plan: Plan, parts: Parts) {
    this.world = world
    this.company = company
    this.#plan = plan
    this.#parts = parts
    this.disk = parts.disk
    this.ledger = parts.ledger
    this.problem = (text) => {
      parts.trace?.(`PROBLEM ${text}`)
      parts.problem(text)
    }
    this.began = world.now
    this.#eyes = new Eyes(this.disk, company.organizationId)
    this.#backup = { file: company.file, page: this.ledger.page }
    this.server = new SimServer(world, parts.file, {
      arrival: (arrival, result) => this.ledger.arrival(arrival, result),
      answered: (actorId, answers) => this.ledger.answered(actorId, answers),
      renewed: (document) => this.ledger.renewed(document),
      deciding: (commands) => this.ledger.deciding(commands),
      purging: (recordIds) => this.ledger.purging(recordIds),
      problem: this.problem,
    })
    this.server.onDeath = () => world.schedule(0, () => this.killServer(), newNode('operator'))
  }

  async toTheEnd(): Promise<void> {
    const { world } = this
    this.server.start()
    await world.pass(10)
    this.#populate()
    await world.pass(this.#plan.veterans ? 500 : 2_000)
    for (const [n, step] of this.#plan.steps.entries()) {
      await world.pass(step.after)
      this.#parts.trace?.(`${n} at ${Math.round(world.now - this.began)}: ${JSON.stringify(step)}`)
      const said = doStep(this, step)
      if (said) this.#parts.trace?.(`  ${said}`)
      this.#lookAgain()
      this.#checkRules(`after step ${n}`)
      if (world.problems.length > 0 || this.ledger.problems.length > 0) return
    }
    await this.#heal()
  }

  #populate(): void {
    const { company, world } = this
    const { devices, hostile } = this.#plan
    for (const [n, index] of devices.entries()) {
      const isHostile = n >= devices.length - hostile
      // Whoever is Admin is not an enemy: they may do anything anyway.
      const person = personOf(company, index, isHostile)
      // Whoever attacks with the rights of their own other device could as well sit at it.
      if (isHostile && this.devices.some((device) => device.person === person)) continue
      const link = new Link(world, this.server)
      this.#eyes.learnAll(person.userId!, this.confirmed())
      link.onRequest = (body) => this.#eyes.learn(person.userId!, marksIn(JSON.stringify(body)))
      link.onAnswer = (body) => this.#checkHeard(person, 'an answer', JSON.stringify(body))
      if (isHostile) {
        this.attackers.push({ attacker: new Attacker(), person, link, node: newNode(`attacker ${n}`) })
        continue
      }
      const device = new SimDevice(`${person.name}-${n}`, person, {
        world,
        company,
        databases: this.#parts.databases,
        link,
        spyOn: (of) => this.#spyOn(of),
      })
      this.devices.push(device)
      if (this.#plan.veterans && index % 4 > 0) device.adoptCopy()
      device.openTab()
      if (index % 3 === 0) device.openTab()
    }
  }

  /** Watches what a device and the server tell each other. */
  #spyOn(device: SimDevice): Spy {
    const channels = new Map<number, string>()
    return {
      sent: (bytes) => {
        const frame = decodeFrame(bytes)
        if (frame?.kind === 'open') channels.set(frame.channel, parseRoomName(frame.room).document)
        if (frame?.kind !== 'data' || (frame.data[0] !== PIECE && frame.data[0] !== PIECE_AGAIN)) return
        const decoder = decoding.createDecoder(frame.data)
        const isAgain = decoding.readVarUint(decoder) === PIECE_AGAIN
        this.#eyes.learn(device.person.userId!, marksIn(textIn(frame.data)))
        const { row, update } = isAgain ? readPieceAgain(decoder) : readPiece(decoder)
        const document = channels.get(frame.channel) ?? ''
        const edits = device
          .editsIn(document, update, row)
          .map((seq) => ({ seq, intents: device.row<IntentRow>('intents', seq)?.intents ?? [] }))
        this.ledger.sent({
          device: device.name,
          row,
          document,
          update: update.slice(),
          edits,
          isAttack: false,
        })
      },
      said: (bytes) => {
        const frame = decodeFrame(bytes)
        if (frame?.kind !== 'data') return
        const room = channels.get(frame.channel) ?? ''
        this.#checkMayHear(device.person, room)
        this.#checkHeard(device.person, room, textIn(frame.data))
        if (frame.data[0] !== SAVED) return
        const decoder = decoding.createDecoder(frame.data)
        decoding.readVarUint(decoder)
        this.ledger.saidSaved(device.name, room, readSaved(decoder))
      },
    }
  }

  readonly overhear = (person: Person): Spy => {
    const channels = new Map<number, string>()
    return {
      sent: (bytes) => {
        const frame = decodeFrame(bytes)
        if (frame?.kind === 'open') channels.set(frame.channel, parseRoomName(frame.room).document)
        this.#eyes.learn(person.userId!, marksIn(textIn(bytes)))
      },
      said: (bytes) => {
        const frame = decodeFrame(bytes)
        if (frame?.kind !== 'data') return
        const room = channels.get(frame.channel) ?? ''
        this.#checkMayHear(person, room)
        this.#checkHeard(person, room, textIn(frame.data))
      },
    }
  }

  /** ROLE-10: nothing in what the server says is of an item, or a contact detail, that its hearer may not see. */
  #checkHeard(person: Person, where: string, text: string): void {
    const marks = marksIn(text)
    if (marks.length === 0) return
    const userId = person.userId!
    const confirmed = this.confirmed()
    // What somebody is told of their own changes may name what was theirs to see.
    const isOwn = where.startsWith('me/') || where === 'an answer'
    for (const mark of marks)
      if (this.#eyes.sees(confirmed, userId, mark)) this.#eyes.learn(userId, [mark])
      else if (!this.#areTogether(confirmed) && !(isOwn && this.#eyes.knows(userId, mark)))
        this.problem(
          `ROLE-10: the server told ${person.name} of the ${mark.kind} ${mark.recordId} in ${where}, which they may not see`,
        )
  }

  /** ROLE-10, LIFE-2: at the moment the server says something, its hearer may hear it. */
  #checkMayHear(person: Person, room: string): void {
    if (!room || person.userId === null) return
    const now = this.confirmed()
    if (now.mayRead(person.userId, room)) return
    if (!this.#areTogether(now) || !this.#before?.mayRead(person.userId, room))
      this.problem(`the server told ${person.name} something in ${room}, which they may not read`)
  }

  /** Several commands may be committed together: what an earlier one changed is told to whom a later one takes it from. */
  #areTogether(now: Confirmed): boolean {
    return now.commands - (this.#before?.commands ?? 0) >= 2
  }

  /** The directory as it is committed now. */
  confirmed(): Confirmed {
    // A server that died may have committed just before.
    const version = `${this.server.directoryVersion} ${this.server.isUp || this.disk.version}`
    if (this.#known?.version !== version) {
      this.#before = this.#known?.confirmed ?? null
      this.#known = { version, confirmed: new Confirmed(this.disk) }
      this.#checkSeats(this.#known.confirmed)
    }
    return this.#known.confirmed
  }

  /** BILL-3: who has a seat keeps it, and nobody new gets one above the limit. */
  #checkSeats({ seats: { taken, limit } }: Confirmed): void {
    const before = this.#before?.seats
    if (before && taken > before.taken && taken > Math.max(limit, before.limit))
      this.problem(`BILL-3: ${taken} seats are taken, ${before.taken} were before, and the limit is ${limit}`)
  }

  #checkRules(when: string): void {
    if (this.#checkedAt === this.confirmed()) return
    this.#checkedAt = this.confirmed()
    for (const text of this.confirmed().broken()) this.problem(`${when}: ${text}`)
  }

  readonly killServer = (): void => {
    if (this.server.isOff) return
    this.server.kill()
    for (const { link } of [...this.devices, ...this.attackers]) link.serverDied()
    this.ledger.serverDied()
    this.ledger.check('after the server died')
  }

  readonly backUp = (): boolean => {
    if (!this.ledger.isQuiet) return false
    const file = `${this.#parts.file}.backup`
    rmSync(file, { force: true })
    this.disk.copyTo(file)
    this.#backup = { file, page: this.ledger.page }
    return true
  }

  readonly restoreBackup = (): void => {
    this.killServer()
    const { file } = this.#parts
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
    copyFileSync(this.#backup.file, `${file}.new`)
    renameSync(`${file}.new`, file)
    this.disk.reopen()
    this.ledger.turnBack(this.#backup.page)
    this.#known = this.#before = null
    this.server.start()
  }

  /** Who reads that their access has ended lets the app ask what that means (LIFE-10). */
  #lookAgain(): void {
    const { world, company } = this
    for (const device of this.devices) {
      if (device.current()?.replica.connection.peek() !== 'ended') continue
      const { userId } = device.person
      const access = `${this.confirmed().standing(userId!)?.user.state} ${this.confirmed().accounts.get(userId!)}`
      if (device.isKept && device.lookedAt === access) continue
      device.lookedAt = access
      lookAgain(device, { world, company }, (unsent) => {
        for (const text of lostWith(device, unsent, this.confirmed(), this.disk)) this.problem(text)
      })
    }
  }

  /** The storm is over: everything works, everybody comes back, and in the end all is one. */
  async #heal(): Promise<void> {
    const { world, server } = this
    await world.pass(10)
    if (server.isOff) server.start()
    server.isDiskFull = false
    server.dieInStatement(Infinity)
    for (const { link } of [...this.devices, ...this.attackers]) {
      link.weather = FAIR
      link.isUp = true
    }
    for (const device of this.devices) {
      device.isFull = false
      // Who is told to load the page anew does that, in one tab.
      if (device.isLooking) continue
      if (device.current() === null && device.tabs.length > 0) device.crash(device.tabs[0]!)
      if (device.current() === null) device.openTab()
      device.tellOnline()
    }
    this.#sayThereIsRoom()
    const until = world.now + SETTLE_MS
    while (world.now < until && world.problems.length === 0) {
      await world.pass(3_000)
      this.#sayThereIsRoom()
      this.#openAgain()
      this.#lookAgain()
      if (this.#unsettled().length > 0) continue
      await world.pass(6_000)
      if (this.#unsettled().length === 0) break
    }
    for (const text of this.#unsettled()) this.problem(`never settles: ${text}`)
    this.#checkRules('in the end')
    const confirmed = this.confirmed()
    for (const device of this.devices)
      if (this.#isIn(device, confirmed))
        for (const text of hiddenOn(device, confirmed, this.#eyes)) this.problem(text)
    await this.#checkErased(confirmed)
    for (const text of [...confirmed.brokenItems(), ...confirmed.brokenDocuments()])
      this.problem(`in the end: ${text}`)
    this.ledger.check('in the end')
    for (const device of this.devices)
      if (this.#isIn(device, confirmed))
        for (const text of wrongOn(device, confirmed, this.disk)) this.problem(`in the end ${text}`)
  }

  /** Who reads that there is no room, and has made some, says so. */
  #sayThereIsRoom(): void {
    for (const { node, replica } of this.devices.flatMap(({ tabs }) => tabs))
      if (replica?.full.peek()) this.world.schedule(0, () => replica.tryWritingAgain(), node)
  }

  /** Who reads that their access has ended, and has it again, opens the page anew; so does who has not read it yet. */
  #openAgain(): void {
    for (const device of this.devices) {
      if (device.isLooking) continue
      // A locked page that got no answer while it asked, and has another version than the server since.
      if (device.isOutdated) {
        device.crash(device.tabs[0]!)
        device.openTab()
        continue
      }
      if (!this.#isIn(device, this.confirmed())) {
        if (device.tabs.length === 0 && !device.isKept && device.everything.length > 0) device.openTab()
        continue
      }
      const tab = device.current()
      if (device.tabs.length > 0 && tab?.replica.connection.peek() !== 'ended') continue
      device.crashAll()
      device.openTab()
    }
  }

  #unsettled(): string[] {
    const confirmed = this.confirmed()
    return this.devices.flatMap((device) => {
      const tab = device.current()
      if (device.isLooking) return [`${device.name} asks what has become of its access`]
      if (!this.#isIn(device, confirmed)) {
        if (device.isKept || device.everything.length === 0) return []
        return [`${device.name} is ${tab?.replica.connection.value}, and out`]
      }
      if (!tab) return [`${device.name} has no tab`]
      const { replica } = tab
      const { value: connection } = replica.connection
      if (device.link.isDeceived) return [`${device.name} has a dead connection`]
      if (connection !== 'online') return [`${device.name} is ${connection}`]
      if (replica.full.value) return [`${device.name} has no room`]
      const pending = replica.pending.value.map(({ words, state }) => `${words} (${state})`)
      if (pending.length > 0) return [`${device.name} waits: ${pending.join(', ')}`]
      const drawn = device.rows<OutboxRow>('outbox').filter(({ state }) => state !== 'refused')
      if (drawn.length > 0)
        return [`${device.name} still draws ${drawn.map(({ words }) => words).join(', ')}`]
      const { userId } = device.person
      const whole = new Set(
        device.rows<DocumentRow>('documents').flatMap((row) => (row.whole ? [row.name] : [])),
      )
      const dropped = [meOf(userId!), ...confirmed.rows.workspace.map(({ id }) => namesOf(id))].find(
        (name) =>
          confirmed.mayRead(userId!, name) && !confirmed.isInOrganization(userId!, name) && !whole.has(name),
      )
      if (dropped) return [`${device.name} has not fetched ${dropped}`]
      const folders = confirmed.rows.folder.filter(({ id }) =>
        [shardOf(id, 0), ownOf(userId!, id, 0)].some((name) => confirmed.mayRead(userId!, name)),
      )
      const missing = folders.filter(({ id }) => replica.content.synced(id).value !== 'synced')
      return missing.length > 0
        ? [`${device.name} has not synced ${missing.map(({ name }) => name).join(', ')}`]
        : []
    })
  }

  /** LIFE-6: of who was erased, neither name nor address is left in a byte of the server's file or of a device. */
  async #checkErased(confirmed: Confirmed): Promise<void> {
    const { world, server } = this
    if (!confirmed.rows.user.some(({ state }) => state === 'erased')) return
    let isDone = false
    world.schedule(0, () => void server.scrub().then(() => (isDone = true)), server.node)
    await world.runUntil(world.now + 5_000, () => isDone)
    const places = [
      ...placesInFile(this.#parts.file),
      ...this.devices.filter((device) => this.#isIn(device, confirmed)).flatMap(placesOn),
    ]
    for (const text of leftOfErased(this.company, confirmed, places)) this.problem(text)
  }

  /** Does the person still belong here, with the account the device is signed in with? */
  #isIn({ person }: SimDevice, confirmed: Confirmed): boolean {
    const { userId, accountId } = person
    return (
      confirmed.standing(userId!)?.user.state === 'active' && confirmed.accounts.get(userId!) === accountId
    )
  }
}

/** Mostly somebody who works with items. An Admin is no enemy: they may do anything anyway. */
function personOf({ people }: Company, index: number, isHostile: boolean): Person {
  const working = people.filter(({ works }) => works)
  const all = index % 4 === 0 ? people : working
  const who = isHostile ? all.slice(2) : all
  return who[index % who.length]!
}
