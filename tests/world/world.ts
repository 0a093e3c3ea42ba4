import { acceptInvitation } from '../../shared/domain/commands/invitation-accept.ts'
import { foundOrganization } from '../../shared/domain/commands/organization-found.ts'
import type { Actor, Standing } from '../../shared/domain/decide/actor.ts'
import { standingOf } from '../../shared/domain/decide/actor.ts'
import { decide } from '../../shared/domain/decide/decide.ts'
import type { Decision } from '../../shared/domain/decide/decision.ts'
import { type Asking, runWithWhatIsKnown, UNKNOWN } from '../../shared/domain/decide/question.ts'
import { draftPlan } from '../../shared/domain/handover/draft.ts'
import { emailKey } from '../../shared/domain/model/email.ts'
import type { Afterwards, ItemCount } from '../../shared/domain/model/handover.ts'
import type { Level } from '../../shared/domain/model/membership.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { daysAfter } from '../../shared/domain/model/time.ts'
import type { Role } from '../../shared/domain/model/user.ts'
import { MemoryDirectory } from './memory-directory.ts'

/** `usr_anna000000000000`: an id a person can read in a failing test. */
export const idOf = (prefix: string, name: string): string => `${prefix}_${name.padEnd(16, '0')}`

/** How somebody is set up: a role, or a level a workspace, or both; `state` if not active. */
export interface Person {
  role?: Role
  levels?: Record<string, Level>
  pending?: true
}

/**
 * A small organization for tests that read as stories: `world({ anna: { role: 'admin' }, ben: { levels: { sales: 'agent' } } })`.
 * The first person founds it and is its Admin and account owner; workspaces come from the levels that are named.
 * Everybody's address is `name@example.com`.
 */
export class World {
  readonly directory = new MemoryDirectory()
  now = '2026-03-02T09:00:00.000Z'
  private counter = 0

  constructor(people: Record<string, Person>) {
    const [founder, ...others] = Object.keys(people)
    if (!founder) throw new Error('a world needs a founder')
    const workspaces = [...new Set(Object.values(people).flatMap((p) => Object.keys(p.levels ?? {})))]
    this.found(founder, workspaces[0] ?? 'sales')
    for (const name of workspaces.slice(1)) this.must(founder, 'workspace.create', this.workspaceArgs(name))
    for (const name of others) this.add(founder, name, people[name] ?? {})
  }

  user = (name: string): string => idOf('usr', name)
  workspace = (name: string): string => idOf('wsp', name)
  home = (person: string, workspace: string): string => idOf('pfo', `${person}-${workspace}`)
  newId = (prefix: string): string => idOf(prefix, `new${++this.counter}-`)

  found(name: string, workspace: string): void {
    const founding = {
      organizationId: idOf('org', 'acme'),
      name: 'Acme',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      userId: this.user(name),
      userName: name,
      workspaceId: this.workspace(workspace),
      workspaceName: workspace,
      tasksFolderId: idOf('fld', `tasks-${workspace}`),
      portfolioId: this.home(name, workspace),
    }
    this.settle(foundOrganization(founding, this.account(name), this.now))
  }

  private workspaceArgs = (name: string) => ({
    workspaceId: this.workspace(name),
    name,
    tasksFolderId: idOf('fld', `tasks-${name}`),
    portfolioId: this.newId('pfo'),
  })

  place = (person: string, workspace: string, level: Level) => ({
    workspaceId: this.workspace(workspace),
    level,
    restrictions: [],
    portfolioId: this.home(person, workspace),
  })

  add(by: string, name: string, { role = 'member', levels = {}, pending }: Person): void {
    this.must(by, 'user.invite', this.inviteArgs(name, role, levels))
    if (!pending) this.accept(name, idOf('inv', name))
  }

  inviteArgs = (name: string, role: Role = 'member', levels: Record<string, Level> = {}) => ({
    userId: this.user(name),
    invitationId: idOf('inv', name),
    email: `${name}@example.com`,
    name,
    role,
    workspaces: Object.entries(levels).map(([workspace, level]) => this.place(name, workspace, level)),
  })

  account = (name: string, email = `${name}@example.com`): Actor & { kind: 'account' } => ({
    kind: 'account',
    accountId: idOf('acc', name),
    emailKeys: [emailKey(email)],
    email,
    name,
  })

  accept(name: string, invitationId: string, email?: string): Decision {
    return this.settle(acceptInvitation({ invitationId }, this.account(name, email), this.now))
  }

  /** Decides and, when accepted, applies. */
  do(by: string, type: string, args: unknown): Decision {
    const command = { id: this.newId('cmd'), type, args }
    return this.settle(decide(command, { kind: 'user', userId: this.user(by) }, this.now))
  }

  /** `do`, for what must be accepted. */
  must(by: string, type: string, args: unknown): Decision & { status: 'accepted' } {
    const decision = this.do(by, type, args)
    if (decision.status === 'refused')
      throw new Error(`${type} by ${by}: ${decision.code} ${decision.message}`)
    return decision
  }

  /** Answers from all that is there. */
  ask<T>(asking: Asking<T>): T {
    const result = runWithWhatIsKnown(asking, this.directory.answer)
    if (result === UNKNOWN) throw new Error('the memory directory knows everything')
    return result
  }

  standing(name: string): Standing {
    const standing = this.ask(standingOf(this.user(name)))
    if (!standing) throw new Error(`no ${name}`)
    return standing
  }

  later(days: number): void {
    this.now = daysAfter(this.now, days)
  }

  /** The plan that the interface would make for handing over everything. */
  plan(
    by: string,
    from: string | null,
    to: string,
    afterwards: Afterwards = 'stay',
    shown: ItemCount[] | null = null,
    unassigned: string[] = [],
  ) {
    const holder = from === null ? null : this.user(from)
    return draftPlan({
      actor: this.standing(by),
      from: from === null ? null : this.standing(from),
      to: this.standing(to),
      portfolios: this.directory.all('portfolio').filter((p) => holderOf(p) === holder),
      afterwards,
      unassigned: unassigned.map(this.workspace),
      shown,
      newId: () => this.newId('pfo'),
    })
  }

  handover(
    by: string,
    from: string | null,
    to: string,
    afterwards: Afterwards = 'stay',
    id = this.newId('hov'),
    unassigned: string[] = [],
  ) {
    const plan = this.plan(by, from, to, afterwards, null, unassigned)
    return this.do(by, 'handover.start', { handoverId: id, plan })
  }

  /** Two users of one person made one, with a home for each workspace that only the one who goes was in. */
  merge(by: string, from: string, to: string, role: Role = 'member', id = this.newId('hov')) {
    return this.do(by, 'user.merge', this.mergeArgs(from, to, role, id))
  }

  mergeArgs = (from: string, to: string, role: Role = 'member', handoverId = this.newId('hov')) => ({
    handoverId,
    fromUserId: this.user(from),
    toUserId: this.user(to),
    role,
    homes: this.directory
      .all('membership')
      .filter(({ userId }) => userId === this.user(from))
      .map(({ workspaceId }) => ({ workspaceId, portfolioId: this.newId('pfo') })),
    shown: null,
  })

  private settle(asking: Asking<Decision>): Decision {
    const decision = this.ask(asking)
    if (decision.status === 'accepted') this.directory.apply(decision.changes)
    return decision
  }
}

/** The refusal's code, or `accepted`. */
export const outcome = (decision: Decision): string =>
  decision.status === 'refused' ? decision.code : 'accepted'
