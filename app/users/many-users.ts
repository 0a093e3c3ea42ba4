import type { Level, Restriction } from '../../shared/domain/model/membership.ts'
import type { Action } from '../../shared/domain/policy/table.ts'
import { draft } from '../../shared/flows/handover-draft.ts'
import { whyNot, whyNotDeactivate, whyNotInvite, whyNotPutIn } from '../../shared/flows/people/may.ts'
import type { Directory, Person } from '../../shared/replica/directory/directory.ts'
import { newId } from '../../shared/replica/ids.ts'
import type { Replica } from '../../shared/replica/replica.ts'
import type { Wanted } from '../use-dispatch-all.ts'

/** What can be done with many people at once. */
export type ManyAction = 'resend' | 'put-in' | 'block' | 'unblock' | 'deactivate' | 'restore'

/** For whom of the chosen it can be done; when for nobody, why not (ROLE-11). */
export interface Possible {
  people: Person[]
  reason: string | undefined
}

const STATES: Record<ManyAction, readonly Person['state'][]> = {
  resend: ['pending'],
  'put-in': ['active', 'blocked', 'pending'],
  block: ['active'],
  unblock: ['blocked'],
  deactivate: ['active', 'blocked'],
  restore: ['deactivated'],
}

export function possible(directory: Directory, action: ManyAction, chosen: readonly Person[]): Possible {
  const fitting = chosen.filter(({ state }) => STATES[action].includes(state))
  const reasons = fitting.map((person) => whyNotOne(directory, action, person))
  return {
    people: fitting.filter((_, index) => reasons[index] === undefined),
    reason:
      fitting.length === 0
        ? 'Nobody of those chosen is in that state.'
        : reasons.every(Boolean)
          ? reasons[0]
          : undefined,
  }
}

function whyNotOne(directory: Directory, action: ManyAction, person: Person): string | undefined {
  const standing = directory.standing(person.id)
  if (!standing) return whyNot(directory, 'see addresses')
  if (action === 'resend') return whyNotInvite(directory, person.role ?? 'member', standing.memberships)
  if (action === 'deactivate') return whyNotDeactivate(directory, standing)
  if (action !== 'put-in')
    return whyNot(directory, 'block, deactivate, restore' satisfies Action, { user: standing })
  // Somewhere is enough: where is chosen next.
  const reasons = directory.workspaces
    .filter(({ archivedAt }) => !archivedAt)
    .map(({ id }) => whyNotPutIn(directory, id, 'agent', standing))
  return reasons.length > 0 && reasons.every(Boolean) ? reasons[0] : undefined
}

const idArgs = (type: string, people: readonly Person[]): Wanted[] =>
  people.map(({ id }) => ({ type, args: { userId: id } }))

export const block = (people: readonly Person[]) => idArgs('user.block', people)
export const unblock = (people: readonly Person[]) => idArgs('user.unblock', people)
export const deactivate = (people: readonly Person[]) => idArgs('user.deactivate', people)

export const resend = (people: readonly Person[]): Wanted[] =>
  people.map(({ id }) => ({
    type: 'invitation.resend',
    args: { userId: id, invitationId: newId('invitation') },
  }))

/** They get homes where they work and have none (LIFE-4). */
export const restore = (directory: Directory, people: readonly Person[]): Wanted[] =>
  people.map(({ id }) => ({
    type: 'user.restore',
    args: {
      userId: id,
      homes: directory
        .membershipsOf(id)
        .filter(({ workspaceId }) => !directory.homeOf(id, workspaceId))
        .map(({ workspaceId }) => ({ workspaceId, portfolioId: newId('portfolio') })),
    },
  }))

export interface ManyPlace {
  workspaceId: string
  level: Level
  restrictions: readonly Restriction[]
}

/** Puts everybody into one workspace at one level; who is in it already gets that level. */
export const putIn = (directory: Directory, people: readonly Person[], place: ManyPlace): Wanted[] =>
  people.map(({ id }) => ({
    type: 'membership.set',
    args: { userId: id, place: homed(directory, id, place) },
  }))

/** What takes `putIn` back: out again, or the level and restrictions as they were. `directory` is the one before. */
export const takeBackPutIn = (
  directory: Directory,
  people: readonly Person[],
  { workspaceId }: ManyPlace,
): Wanted[] =>
  people.map(({ id }) => {
    const before = directory.membership(id, workspaceId)
    return before
      ? { type: 'membership.set', args: { userId: id, place: homed(directory, id, before) } }
      : { type: 'membership.remove', args: { userId: id, workspaceId } }
  })

const homed = (directory: Directory, userId: string, { workspaceId, level, restrictions }: ManyPlace) => ({
  workspaceId,
  level,
  restrictions,
  portfolioId: directory.homeOf(userId, workspaceId)?.id ?? newId('portfolio'),
})

/** One person takes over from each, who is deactivated with it; null where rights are not known on this device. */
export function handOverAll(replica: Replica, people: readonly Person[], to: string): Wanted[] | null {
  const directory = replica.directory.value
  const plans = people.map(({ id }) => draft(replica, directory, { userId: id }, to, 'deactivate', null))
  if (plans.includes(null)) return null
  return plans.map((plan, index) =>
    plan && plan.moves.length > 0
      ? { type: 'handover.start', args: { handoverId: newId('handover'), plan } }
      : { type: 'user.deactivate', args: { userId: people[index]?.id } },
  )
}
