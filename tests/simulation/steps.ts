// One entry for each kind of step, so that a plan can be read beside it.
import { draftPlan } from '../../shared/domain/handover/draft.ts'
import type { Standing } from '../../shared/domain/decide/actor.ts'
import { LEVELS } from '../../shared/domain/model/membership.ts'
import type { FieldValue } from '../../shared/domain/model/record.ts'
import { parseDocumentName } from '../../shared/domain/documents/document-name.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { ROLES } from '../../shared/domain/model/user.ts'
import type { Directory } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import { SUBPROTOCOL, TICKET_PREFIX } from '../../shared/protocol/version.ts'
import { ATTACK_NAMES, forgedCommand } from './hostile.ts'
import { contactText, itemText, nameText } from './marks.ts'
import { decideWaiting, doAsAdmin, newCommandId } from './office.ts'
import type { Step, StepKind } from './plan.ts'
import type { Listed, SimDevice, Tab } from './sim-device.ts'
import type { Weather } from './sim-network.ts'
import type { Scene } from './scene.ts'

type Open = Tab & { replica: Replica }
interface Here extends Scene {
  step: Step
  device: SimDevice
  tab: Open | null
}

const nth = <T>(all: Iterable<T>, n: number): T | undefined => {
  const list = [...all]
  return list[n % Math.max(1, list.length)]
}

/** Something a person does in a tab. What they are shown decides what they can choose. */
const inTab =
  (what: (here: Here, tab: Open) => Promise<unknown> | undefined) =>
  (here: Here): string | undefined => {
    const { tab, world } = here
    if (!tab) return 'no tab'
    world.schedule(
      0,
      () => void what(here, tab)?.catch((problem: unknown) => tab.node.dead || refusedHere(here, problem)),
      tab.node,
    )
    return undefined
  }

/** Weather by number, from fair to foul. */
const weatherOf = ({ a, b, c }: Step): Weather => ({
  latency: [5 + (a % 100), 5 + (a % 100) + (b % 3_000)],
  loss: (c % 4) / 10,
  twice: (b % 4) / 10,
})

/** A person can't do everything; that is no failure. Nor is what a tab says that was closed meanwhile. */
function refusedHere(here: Here, problem: unknown): void {
  const text = String(problem)
  const name = (problem as { name?: string }).name ?? ''
  if (
    /no home in this folder/.test(text) ||
    /^(DatabaseClosedError|AbortError|InvalidStateError)$/.test(name)
  )
    return
  here.problem(`${here.step.kind}: ${text}`)
}

const tablesOf = (tab: Open) => tab.replica.directory.value.data.tables

const command = (
  what: (here: Here, tab: Open, directory: Directory) => [type: string, args: unknown] | undefined,
) =>
  inTab((here, tab) => {
    const made = what(here, tab, tab.replica.directory.value)
    return made && tab.replica.dispatch(...made)
  })

const userAt = (tab: Open, n: number) => nth(tablesOf(tab).user.values(), n)
const onUser = (type: string) =>
  command(({ step }, tab) => {
    const user = userAt(tab, step.a)
    return user && [type, { userId: user.id }]
  })

function folderWithItems(
  { device, step }: Here,
  tab: Open,
): { folderId: string; records: Listed[] } | undefined {
  const folder = nth(tab.replica.directory.value.folders, step.b)
  if (!folder) return undefined
  const records = device.records(folder.id)
  return { folderId: folder.id, records }
}

const standingIn = (directory: Directory, userId: string): Standing | null => {
  const user = directory.data.tables.user.get(userId)
  if (!user) return null
  const memberships = [...directory.data.tables.membership.values()].filter((one) => one.userId === userId)
  return { user, memberships, isAccountOwner: false }
}

const STEPS: Record<StepKind, (here: Here) => string | undefined> = {
  create: inTab((here, tab) => {
    const place = folderWithItems(here, tab)
    const { a } = here.step
    const id = newId('record')
    const values = { amount: a, ...(a % 3 === 0 && { phone: contactText(id, `${a}`) }) }
    return (
      place &&
      tab.replica.content.createRecord(place.folderId, { id, title: itemText(id, `Item ${a}`), values })
    )
  }),
  edit: inTab(async (here, tab) => {
    const { a, b, c } = here.step
    for (let n = 0; n <= c % 3; n++) {
      const place = folderWithItems(here, tab)
      const record = place && nth(place.records, n === 0 ? a : b)
      if (!record) continue
      const changes: Record<string, FieldValue>[] = [
        { note: itemText(record.id, `${c} ${n}`) },
        { amount: c + n },
        { stage: ['new', 'won', 'lost'][c % 3]! },
        { title: itemText(record.id, `Title ${c} ${n}`) },
        { phone: contactText(record.id, `+49 ${c} ${n}`) },
      ]
      await tab.replica.content.edit(record.folderId, record.id, changes[(a + c + n) % 5]!)
    }
  }),
  assign: inTab((here, tab) => {
    const place = folderWithItems(here, tab)
    const record = place && nth(place.records, here.step.a)
    const portfolio = nth(tablesOf(tab).portfolio.values(), here.step.c)
    return record && portfolio && tab.replica.content.assign(record.folderId, record.id, portfolio.id)
  }),
  bin: inTab((here, tab) => {
    const place = folderWithItems(here, tab)
    const record = place && nth(place.records, here.step.a)
    if (!record) return undefined
    const { content } = tab.replica
    return record.deleted === null
      ? content.bin(record.folderId, [record.id])
      : content.restore(record.folderId, [record.id])
  }),
  'many-at-once': inTab((here, tab) => {
    const place = folderWithItems(here, tab)
    const portfolio = nth(tablesOf(tab).portfolio.values(), here.step.c)
    if (!place || !portfolio) return undefined
    if (here.step.a % 2 === 0)
      return tab.replica.content.assign(
        place.folderId,
        place.records.slice(0, 12).map(({ id }) => id),
        portfolio.id,
      )
    // An import: two devices that read the same file make the same ids.
    const records = Array.from({ length: 5 }, (_, n) => ({
      id: `rec_imported${here.step.b % 7}row${n}00000`.slice(0, 24),
      values: { amount: n },
      portfolio: portfolio.id,
    })).map((row) => ({ ...row, title: itemText(row.id, 'Row') }))
    return tab.replica.content.createMany(place.folderId, records)
  }),
  invite: command(({ step, company }, tab) => {
    const person = nth([...company.strangers, ...company.people], step.a % 4 === 0 ? step.a : step.a % 3)
    const workspace = nth(tablesOf(tab).workspace.values(), step.b)
    if (!person) return undefined
    const level = nth(LEVELS, step.c)
    const places =
      workspace && level
        ? [{ workspaceId: workspace.id, level, restrictions: [], portfolioId: newId('portfolio') }]
        : []
    return [
      'user.invite',
      {
        userId: newId('user'),
        invitationId: newId('invitation'),
        email: person.email,
        role: step.c % 5 === 0 ? 'admin' : 'member',
        workspaces: places,
      },
    ]
  }),
  accept: (here) => {
    const { world, server, disk, company, step } = here
    const open = disk.all<{ invitation_id: string; email: string }>(
      `select invitation_id, email from invitations where state = 'pending' order by invitation_id`,
    )
    const invitation = nth(open, step.a)
    const person = [...company.strangers, ...company.people].find(({ email }) => email === invitation?.email)
    if (!invitation || !person || !server.isUp) return 'nothing to accept'
    const body = { id: invitation.invitation_id, commandId: newCommandId(here) }
    world.schedule(
      0,
      () => void server.post(person.token, '/api/invitations/accept', body).catch(() => undefined),
      server.node,
    )
    return undefined
  },
  role: command(({ step }, tab) => {
    const user = userAt(tab, step.a)
    return user && ['user.set-role', { userId: user.id, role: nth(ROLES, step.b) }]
  }),
  level: command(({ step }, tab) => {
    const user = userAt(tab, step.a)
    const workspace = nth(tablesOf(tab).workspace.values(), step.b)
    const place = workspace && {
      workspaceId: workspace.id,
      level: nth(LEVELS, step.c),
      restrictions: [],
      portfolioId: newId('portfolio'),
    }
    return user && place && ['membership.set', { userId: user.id, place }]
  }),
  'put-out': command(({ step }, tab) => {
    const membership = nth(tablesOf(tab).membership.values(), step.a)
    return (
      membership && ['membership.remove', { userId: membership.userId, workspaceId: membership.workspaceId }]
    )
  }),
  block: onUser('user.block'),
  unblock: command((_here, tab) => {
    const user = [...tablesOf(tab).user.values()].find(({ state }) => state === 'blocked')
    return user && ['user.unblock', { userId: user.id }]
  }),
  deactivate: onUser('user.deactivate'),
  restore: command((_here, tab) => {
    const user = [...tablesOf(tab).user.values()].find(({ state }) => state === 'deactivated')
    const homes = [...tablesOf(tab).workspace.values()].map(({ id }) => ({
      workspaceId: id,
      portfolioId: newId('portfolio'),
    }))
    return user && ['user.restore', { userId: user.id, homes }]
  }),
  handover: command(({ step }, tab, directory) => {
    const [from, to] = [userAt(tab, step.a), userAt(tab, step.b)]
    const me = standingIn(directory, directory.data.userId)
    const target = to && standingIn(directory, to.id)
    if (!from || !target || !me) return undefined
    const source = step.c % 5 === 0 ? null : from.id
    const portfolios = [...tablesOf(tab).portfolio.values()].filter((one) => holderOf(one) === source)
    const plan = draftPlan({
      actor: me,
      from: source === null ? null : standingIn(directory, source),
      to: target,
      portfolios,
      afterwards: nth(['stay', 'stay', 'block', 'deactivate'] as const, step.c)!,
      shown: null,
      newId: () => newId('portfolio'),
    })
    return plan.moves.length > 0 ? ['handover.start', { handoverId: newId('handover'), plan }] : undefined
  }),
  undo: command(({ step }, tab) => {
    const handover = nth(tablesOf(tab).handover.values(), step.a)
    if (!handover) return undefined
    const type = handover.state === 'done' ? 'handover.undo' : 'handover.call-off'
    return [type, { handoverId: handover.id }]
  }),
  'new-folder': inTab((here, tab) => {
    const workspace = nth(tablesOf(tab).workspace.values(), here.step.b)
    if (!workspace) return undefined
    const folderId = newId('folder')
    const fields = [{ id: 'note', name: 'Note', type: 'text' }]
    // Whoever makes a folder fills it at once, before the server knows of it.
    return tab.replica
      .dispatch('folder.create', { folderId, workspaceId: workspace.id, name: 'New', fields, stage: null })
      .then(({ decision }) =>
        decision.status === 'accepted'
          ? tab.replica.content.createRecord(folderId, { title: 'First', values: { note: 'x' } })
          : undefined,
      )
  }),
  'edit-folder': command(({ step }, tab) => {
    const folder = nth(tablesOf(tab).folder.values(), step.a)
    return folder && ['folder.edit', { folderId: folder.id, name: `Named ${step.b}` }]
  }),
  'new-workspace': command(({ step }) => [
    'workspace.create',
    {
      workspaceId: newId('workspace'),
      name: `Workspace ${step.a}`,
      tasksFolderId: newId('folder'),
      portfolioId: newId('portfolio'),
    },
  ]),
  rename: command(({ step }, tab) => {
    const user = userAt(tab, step.a)
    return user && ['user.rename', { userId: user.id, name: nameText(user.id, `Name ${step.b}`) }]
  }),
  'open-home': command(({ step }, tab) => {
    const workspace = nth(tablesOf(tab).workspace.values(), step.a)
    return (
      workspace && ['portfolio.open-home', { workspaceId: workspace.id, portfolioId: newId('portfolio') }]
    )
  }),
  merge: command(({ step, company }, tab) => {
    const [from, to] = [userAt(tab, step.a), userAt(tab, step.b)]
    const homes = Object.values(company.workspaces).map((workspaceId) => ({
      workspaceId,
      portfolioId: newId('portfolio'),
    }))
    const ids = from && to && { handoverId: newId('handover'), fromUserId: from.id, toUserId: to.id }
    return ids && ['user.merge', { ...ids, role: nth(ROLES, step.c), homes, shown: null }]
  }),
  'limit-seats': command(({ step }) => [
    'organization.limit-seats',
    { limit: step.a % 3 === 0 ? null : 7 + (step.b % 6) },
  ]),
  'pass-on': onUser('organization.pass-on'),
  resend: command(({ step }, tab) => {
    const invitation = nth(tablesOf(tab).invitation.values(), step.a)
    return (
      invitation && ['invitation.resend', { userId: invitation.userId, invitationId: newId('invitation') }]
    )
  }),
  revoke: command(({ step }, tab) => {
    const invitation = nth(tablesOf(tab).invitation.values(), step.a)
    return invitation && ['invitation.revoke', { userId: invitation.userId }]
  }),
  'put-back': command((_here, tab) => {
    const user = [...tablesOf(tab).user.values()].find(({ putOut }) => (putOut?.length ?? 0) > 0)
    const workspaceId = user?.putOut?.[0]?.workspaceId
    return user && workspaceId
      ? ['membership.restore', { userId: user.id, workspaceId, portfolioId: newId('portfolio') }]
      : undefined
  }),
  approve: command((_here, tab) => {
    const asked = [...tablesOf(tab).handover.values()].find(({ state }) => state === 'asked')
    return asked && ['switch.approve', { handoverId: asked.id, invitationId: newId('invitation') }]
  }),
  archive: command(({ step }, tab) => {
    const workspace = nth(tablesOf(tab).workspace.values(), step.a)
    return (
      workspace && [
        workspace.archivedAt ? 'workspace.reopen' : 'workspace.archive',
        { workspaceId: workspace.id },
      ]
    )
  }),
  renew: ({ server, disk, company, world, step }) => {
    if (!server.isUp) return 'down'
    const contents = disk
      .documentNames(company.organizationId)
      .filter((name) => parseDocumentName(name)?.kind === 'content')
    const document = nth(contents, step.a)
    if (!document) return 'nothing to renew'
    world.schedule(
      0,
      () => void server.renew(company.organizationId, document).catch(() => undefined),
      server.node,
    )
    return document
  },
  switch: command(({ step, company }, tab) => {
    const user = userAt(tab, step.a)
    const stranger = nth(company.strangers, step.b)
    const ids = { handoverId: newId('handover'), invitationId: newId('invitation') }
    return user && stranger && ['switch.start', { ...ids, userId: user.id, email: stranger.email }]
  }),
  withdraw: inTab(({ step }, tab) => {
    const item = nth(tab.replica.pending.value, step.a)
    return item && tab.replica.withdraw(item.seq)
  }),
  'confirm-notice': inTab(({ step }, tab) => {
    const notice = nth(
      tab.replica.refused.value.filter(({ kind }) => kind === 'notice'),
      step.a,
    )
    return notice && tab.replica.confirmNotice(notice.id)
  }),
  'drop-refused': inTab(({ step }, tab) => {
    const refused = nth(
      tab.replica.refused.value.filter(({ kind }) => kind !== 'notice'),
      step.a,
    )
    return refused && tab.replica.dropRefused(refused.id)
  }),
  'device-full': ({ device }) => void (device.isFull = true),
  'device-freed': ({ device, world }) => {
    device.isFull = false
    for (const { node, replica } of device.tabs) world.schedule(0, () => replica?.tryWritingAgain(), node)
    return undefined
  },
  cut: ({ device, step }) => void device.link.cut(step.a % 2 === 0),
  mend: ({ device, step }) => {
    device.link.isUp = true
    if (step.a % 3 > 0) device.tellOnline()
    return undefined
  },
  weather: ({ device, step }) => void (device.link.weather = weatherOf(step)),
  'open-tab': ({ device }) =>
    device.tabs.length < 3 && !device.isLooking ? void device.openTab() : 'enough tabs',
  'close-tab': ({ device, tab }) =>
    tab ? void device.closeTab(device.tabs.find(({ node }) => node === tab.node)!) : 'no tab',
  'crash-tab': ({ device, step }) => {
    const tab = nth(device.tabs, step.tab)
    return tab ? void device.crash(tab) : 'no tab'
  },
  'restart-device': ({ device }) => {
    if (device.isLooking) return 'locked'
    device.crashAll()
    device.openTab()
    return undefined
  },
  'kill-server': ({ killServer, server, world, step }) => {
    if (!server.isUp) return 'down already'
    killServer()
    if (step.a % 2 === 0) world.schedule(step.b * 20, () => server.isOff && server.start(), operator(world))
    return undefined
  },
  'kill-in-statement': ({ server, step }) =>
    server.isUp ? void server.dieInStatement(1 + (step.a % 120)) : 'down',
  // Tabs that are open keep the old program.
  deploy: ({ server, killServer }) => {
    if (!server.isUp) return 'down'
    killServer()
    server.version++
    server.start()
    return undefined
  },
  'start-server': ({ server }) => (server.isOff ? void server.start() : 'up already'),
  'by-admin': (here) => doAsAdmin(here, here.step, here.device),
  quarantine: (here) => decideWaiting(here, here.step),
  'empty-bins': ({ server, world }) =>
    server.isUp
      ? void world.schedule(0, () => void server.emptyBins().catch(() => undefined), server.node)
      : 'down',
  backup: ({ backUp }) => (backUp() ? undefined : 'busy'),
  'restore-backup': ({ restoreBackup }) => void restoreBackup(),
  'disk-full': ({ server }) => void (server.isDiskFull = server.isUp),
  'disk-freed': ({ server }) => void (server.isDiskFull = false),
  'clock-jump': ({ device, server, step }) => {
    const jump = (step.b - 500) * [1_000, 3_600_000, 36_000_000][step.c % 3]!
    if (step.a % 4 > 0) device.disk.skew += jump
    // The server's clock is kept by its operator: it is put right by seconds or minutes, not by years.
    else server.skew = server.node.skew += (step.b - 500) * (step.c % 2 === 0 ? 10 : 1_000)
    return undefined
  },
  attack: (here) => {
    const { attackers, step, world, ledger, server, disk, company } = here
    const one = nth(attackers, step.device)
    if (!one) return 'nobody to attack'
    const pick = (below: number) => world.random.below(Math.max(1, below))
    const { attacker, person, link, node } = one
    const rooms = disk.documentNames(company.organizationId)
    const ownIn = (document: string) =>
      new Set(
        disk
          .all<{ client_id: number }>(
            'select client_id from client_owners where document = ? and user_id = ?',
            document,
            person.userId!,
          )
          .map((row) => row.client_id),
      )
    // The second door: as somebody who writes their own program would knock.
    if (step.c % 6 === 1 && server.isUp) {
      const forged = forgedCommand(here.confirmed(), pick)
      const body = {
        organizationId: company.organizationId,
        commands: [{ id: newCommandId(here), ...forged }],
      }
      world.schedule(
        0,
        () =>
          void server.post(person.token, '/api/commands', body).then(
            ({ body: said }) => link.onAnswer(said),
            () => undefined,
          ),
        server.node,
      )
      return `forges ${JSON.stringify(forged)}`
    }
    if (!attacker.isConnected) {
      if (!server.isUp) return 'no server'
      const connect = (ticket: string) => {
        const socket = link.socketFor(node, () => here.overhear(person))('', [
          SUBPROTOCOL,
          TICKET_PREFIX + ticket,
        ])
        attacker.connect(
          socket,
          rooms.filter((room) => /^(content|own|staff|billing)\b/.test(room)),
        )
      }
      const ask = async () => {
        const { body } = await server.post(person.token, '/api/tickets', {
          organizationId: company.organizationId,
        })
        world.schedule(0, () => connect((body as { ticket?: string }).ticket ?? ''), node)
      }
      world.schedule(0, () => void ask().catch(() => undefined), server.node)
      return 'connects'
    }
    world.schedule(
      0,
      () => {
        if (step.c % 6 === 0) return attacker.nuisance(pick, rooms)
        const sent = attacker.attack(nth(ATTACK_NAMES, step.a)!, pick, ownIn)
        if (!sent) return
        const { intents, ...piece } = sent
        const edits = [{ seq: piece.row, intents }]
        ledger.sent({ ...piece, edits, device: `attacker ${node.name}`, isAttack: true })
      },
      node,
    )
    return nth(ATTACK_NAMES, step.a)
  },
}

const operator = (world: Scene['world']) => world.node
/** Begins a step; what follows from it happens in the world. Says why nothing happens, if so. */
export function doStep(scene: Scene, step: Step): string | undefined {
  const device = scene.devices[step.device % Math.max(1, scene.devices.length)]
  if (!device) return 'no device'
  const confirmed = () => scene.confirmed()
  return STEPS[step.kind]({ ...scene, confirmed, step, device, tab: device.usable(step.tab) })
}
