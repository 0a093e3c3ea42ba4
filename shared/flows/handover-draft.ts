import { decideOnDevice } from '../domain/decide/decide.ts'
import type { DeviceDecision } from '../domain/decide/decision.ts'
import { draftPlan } from '../domain/handover/draft.ts'
import type { Afterwards, ItemCount, Plan } from '../domain/model/handover.ts'
import { holderOf, type Portfolio } from '../domain/model/portfolio.ts'
import { answersOf } from '../replica/directory/answer.ts'
import type { Directory, Person } from '../replica/directory/directory.ts'
import type { Replica } from '../replica/replica.ts'
import { LEVEL_NAMES } from './people/words.ts'

/** Where the items come from: a person, or `nobody` for what nobody looks after. */
export type Source = { userId: string } | 'nobody'

/** People whose items can be handed over at all (HAND-3), those who have some first come as they are sorted: by name. */
export const possibleSources = (directory: Directory): Person[] =>
  directory.users.filter((user) => user.state !== 'pending' && user.state !== 'erased')

/** People who can take over: active, or invited, and then it runs when they accept (HAND-3). */
export const possibleReceivers = (directory: Directory, source: Source | null): Person[] =>
  directory.users.filter(
    (user) =>
      (user.state === 'active' || user.state === 'pending') &&
      (source === null || source === 'nobody' || user.id !== source.userId),
  )

export const portfoliosOf = (directory: Directory, source: Source): readonly Portfolio[] =>
  directory.portfoliosHeldBy(source === 'nobody' ? null : source.userId)

/** The plan of handing over everything as this device knows it, or null while somebody's rights are not known here. */
export function draft(
  replica: Replica,
  directory: Directory,
  source: Source,
  to: string,
  afterwards: Afterwards,
  shown: ItemCount[] | null,
  unassigned: readonly string[] = [],
  erase = false,
): Plan | null {
  const { me } = directory
  const from = source === 'nobody' ? null : directory.standing(source.userId)
  const receiver = directory.standing(to)
  if (!me || !receiver || (source !== 'nobody' && !from)) return null
  const portfolios = [...portfoliosOf(directory, source)]
  const { newId } = replica
  return draftPlan({ actor: me, from, to: receiver, portfolios, afterwards, erase, unassigned, shown, newId })
}

/** The counts of what reaches the receiver, and of what the plan leaves with nobody (HAND-24). */
export function splitCounts(
  plan: Plan | null,
  counts: readonly ItemCount[],
): { moved: ItemCount[]; left: ItemCount[] } {
  const isLeft = ({ workspaceId }: ItemCount) => plan?.unassigned?.includes(workspaceId) ?? false
  return { moved: counts.filter((count) => !isLeft(count)), left: counts.filter(isLeft) }
}

/** What would be answered, as far as this device knows; nothing is sent. */
export function rehearse(
  replica: Replica,
  directory: Directory,
  type: string,
  args: unknown,
): DeviceDecision {
  const command = { id: replica.newId('command'), type, args }
  const actor = { kind: 'user' as const, userId: replica.userId }
  const now = new Date().toISOString()
  return decideOnDevice(command, actor, now, answersOf(directory, now))
}

/** Workspaces in which the receiver would be let in by the plan, in words. */
export const accessInWords = (directory: Directory, plan: Plan): string[] =>
  plan.access.map(({ workspaceId, level }) => `${directory.nameOf(workspaceId)} (as ${LEVEL_NAMES[level]})`)

/** "in Service and Sales": the parts that nobody will look after. */
export const unassignedInWords = (directory: Directory, plan: Plan): string =>
  new Intl.ListFormat('en').format((plan.unassigned ?? []).map(directory.nameOf))

/** "left by Anna", or an import's label, for what nobody looks after. */
export const leftByInWords = (directory: Directory, portfolio: Portfolio): string =>
  portfolio.origin && holderOf(portfolio) !== portfolio.origin
    ? `left by ${directory.nameOf(portfolio.origin)}`
    : portfolio.label || 'nobody yet'
