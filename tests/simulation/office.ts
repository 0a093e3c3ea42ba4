import { draftPlan } from '../../shared/domain/handover/draft.ts'
import { OWN_COPY_RESTRICTIONS } from '../../shared/domain/policy/reading.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { countsAsAdmin } from '../../shared/domain/policy/column.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Confirmed } from './invariants.ts'
import { nameText } from './marks.ts'
import type { Step } from './plan.ts'
import type { Scene } from './scene.ts'
import type { SimDevice } from './sim-device.ts'

// An Admin who sits beside the server: what they do happens at once, whatever the networks of the others are like. So a run
// of one device has somebody who takes its rights away while it is offline.

type Made = [type: string, args: unknown] | undefined

interface About {
  confirmed: Confirmed
  step: Step
  adminId: string
  userId: string
}

const nth = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]

/** As an Agent with these restrictions, where they are, else anywhere (ROLE-10). */
const restrict =
  (restrictions: (step: Step) => string[]) =>
  ({ confirmed, step, userId }: About): Made => {
    const theirs = confirmed.rows.membership.filter((one) => one.userId === userId)
    const workspaceId = nth(theirs, step.b)?.workspaceId ?? nth(confirmed.rows.workspace, step.b)?.id
    const portfolioId = newId('portfolio')
    const place = { workspaceId, level: 'agent', restrictions: restrictions(step), portfolioId }
    return ['membership.set', { userId, place }]
  }

const deactivate = ({ userId }: About): Made => ['user.deactivate', { userId }]
/** LIFE-6. Of who has access still it is refused. */
const erase = (userId: string): Made => ['user.erase', { userId, unassign: true }]

const DEEDS: ((about: About) => Made | Made[])[] = [
  restrict(() => ['own-items-only']),
  restrict(() => ['masked-contacts']),
  restrict(({ a }) => (a % 3 === 0 ? [...OWN_COPY_RESTRICTIONS, 'no-delete'] : [...OWN_COPY_RESTRICTIONS])),
  restrict(() => []),
  restrict(({ a }) => (a % 2 === 0 ? [] : ['own-items-only'])),
  ({ confirmed, step, userId }) => {
    const place = nth(
      confirmed.rows.membership.filter((one) => one.userId === userId),
      step.b,
    )
    return place && ['membership.remove', { userId, workspaceId: place.workspaceId }]
  },
  deactivate,
  deactivate,
  ({ confirmed }) => {
    const user = confirmed.rows.user.find(({ state }) => state === 'deactivated')
    const homes = confirmed.rows.workspace.map(({ id }) => ({
      workspaceId: id,
      portfolioId: newId('portfolio'),
    }))
    return user && ['user.restore', { userId: user.id, homes }]
  },
  // LIFE-6: whoever is gone already, else they go first.
  (about) => {
    const user = about.confirmed.rows.user.find(({ state }) => state === 'deactivated')
    return user ? erase(user.id) : deactivate(about)
  },
  (about) => [deactivate(about), erase(about.userId)],
  // One item of theirs to somebody else, or the other way.
  ({ confirmed, step, userId }) => {
    const folder = nth(confirmed.rows.folder, step.b)
    const record = folder && nth(confirmed.recordsIn(folder.id), step.a)
    const there = confirmed.rows.portfolio.filter(({ workspaceId }) => workspaceId === folder?.workspaceId)
    const theirs = there.find((one) => holderOf(one) === userId)
    const isTheirs = there.some(({ id }) => id === record?.portfolio && id === theirs?.id)
    const to = isTheirs ? nth(there, step.a) : theirs
    if (!folder || !record || !to) return undefined
    return ['record.edit', { folderId: folder.id, recordId: record.id, changes: { portfolio: to.id } }]
  },
  // Everything, to or from them.
  ({ confirmed, step, adminId, userId }) => {
    const other = nth(
      confirmed.rows.user.filter(({ state, id }) => state === 'active' && id !== userId),
      step.b,
    )
    const [from, to] = step.a % 3 === 0 ? [other?.id, userId] : [userId, other?.id]
    const [actor, source, target] = [adminId, from, to].map((id) => confirmed.standing(id ?? ''))
    if (!actor || !source || !target) return undefined
    const plan = draftPlan({
      ...{ actor, from: source, to: target, shown: null, newId: () => newId('portfolio') },
      portfolios: confirmed.rows.portfolio.filter((one) => holderOf(one) === source.user.id),
      afterwards: nth(['stay', 'stay', 'deactivate'] as const, step.b)!,
    })
    return plan.moves.length > 0 ? ['handover.start', { handoverId: newId('handover'), plan }] : undefined
  },
  ({ userId, step }) => ['user.rename', { userId, name: nameText(userId, `Name ${step.b}`) }],
]

function adminIn({ company }: Scene, confirmed: Confirmed) {
  return company.people.find(({ userId, accountId }) => {
    const user = confirmed.rows.user.find(({ id }) => id === userId)
    return user && countsAsAdmin(user) && confirmed.accounts.get(user.id) === accountId
  })
}

/** Sends something in the name of an Admin. Says what, or why not. */
function asAdmin(scene: Scene, path: string, more: object): string {
  const { company, server, world } = scene
  const admin = adminIn(scene, scene.confirmed())
  if (!admin || !server.isUp) return 'nobody there'
  const body = { organizationId: company.organizationId, ...more }
  world.schedule(0, () => void server.post(admin.token, path, body).catch(() => undefined), server.node)
  return `${admin.name}: ${JSON.stringify(more)}`
}

/** About the person of the step's device, or anybody. */
export function doAsAdmin(scene: Scene, step: Step, device: SimDevice): string {
  const confirmed = scene.confirmed()
  const admin = adminIn(scene, confirmed)
  const anybody = nth(
    confirmed.rows.user.filter(({ state }) => state === 'active'),
    step.b,
  )
  const userId = step.a % 4 > 0 ? device.person.userId : (anybody?.id ?? null)
  if (!admin?.userId || userId === null) return 'nobody there'
  const made = DEEDS[step.c % DEEDS.length]!({ confirmed, step, adminId: admin.userId, userId })
  const all = (Array.isArray(made?.[0]) ? made : [made]) as Made[]
  const commands = all.flatMap((one) =>
    one ? [{ id: newCommandId(scene), type: one[0], args: one[1] }] : [],
  )
  return commands.length > 0 ? asAdmin(scene, '/api/commands', { commands }) : 'nothing to do'
}

/** LIFE-10: some of what waits is carried out, put aside, or kept after all. */
export function decideWaiting(scene: Scene, step: Step): string {
  const rows = scene.disk.all<{ id: string; user_id: string }>(
    'select id, user_id from quarantine order by position',
  )
  const one = nth(rows, step.a)
  if (!one) return 'nothing waits'
  const ids = rows.filter(({ user_id: of }) => of === one.user_id).map(({ id }) => id)
  const decision = nth(['accept', 'accept', 'accept', 'discard', 'keep'], step.b)
  return asAdmin(scene, '/api/quarantine/decide', { ids: ids.slice(0, 200), decision })
}

export const newCommandId = ({ world }: Pick<Scene, 'world'>): string =>
  `cmd_${world.random.fill(Buffer.alloc(16)).toString('base64url')}`
