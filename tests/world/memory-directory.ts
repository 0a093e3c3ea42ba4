import { seatCounts } from '../../shared/domain/billing/seat.ts'
import { type Change, isRowChange, rowKey, type Rows, type Table } from '../../shared/domain/decide/change.ts'
import type { Question, Questions, Traces } from '../../shared/domain/decide/question.ts'
import { isNamedIn, namesIn, requestNames } from '../../shared/domain/erase/erase-user.ts'
import { formerlyBut, madeOneWith } from '../../shared/domain/handover/made-one.ts'
import { plannedErasings } from '../../shared/domain/handover/erasing.ts'
import { emailDomain } from '../../shared/domain/model/email.ts'
import type { ItemCount } from '../../shared/domain/model/handover.ts'
import type { RecordNow } from '../../shared/domain/model/record.ts'
import { userNameKey } from '../../shared/domain/model/profile.ts'
import { holderOf } from '../../shared/domain/model/portfolio.ts'
import { countsAsAdmin, isAgentLevel, isMember, isOwnerLevel } from '../../shared/domain/policy/column.ts'

type Tables = { [T in Table]: Map<string, Rows[T]> }

/** The whole directory in memory: the reference for what every store must answer. Throws where a real one's constraint would. */
export class MemoryDirectory {
  readonly tables: Tables = {
    organization: new Map(),
    user: new Map(),
    workspace: new Map(),
    membership: new Map(),
    folder: new Map(),
    portfolio: new Map(),
    invitation: new Map(),
    handover: new Map(),
    seatMonth: new Map(),
    invoice: new Map(),
    signIn: new Map(),
    request: new Map(),
  }
  /** Which account sits in which user. */
  readonly accounts = new Map<string, string>()
  private readonly accountsBefore = new Map<string, string>()
  /** Counts are set by tests: the directory knows no items. */
  readonly counts = new Map<string, ItemCount[]>()

  /** Set by tests, too. */
  readonly records = new Map<string, RecordNow>()

  /** Whose each photo is. */
  readonly photos = new Map<string, string>()

  all<T extends Table>(table: T): Rows[T][] {
    return [...(this.tables[table] as Map<string, Rows[T]>).values()]
  }

  apply(changes: Change[]): void {
    for (const change of changes) {
      if (isRowChange(change)) {
        if ('remove' in change) this.tables[change.remove].delete(change.key)
        else {
          const key = rowKey(change.put, change.row as never)
          const table = this.tables[change.put] as Map<string, unknown>
          if (change.isNew && table.has(key)) throw new Error(`${change.put} ${key} exists`)
          table.set(key, change.row)
        }
      } else if (change.effect === 'sit') {
        const before = this.accounts.get(change.userId)
        if (change.handoverId && before) this.accountsBefore.set(change.handoverId, before)
        this.accounts.set(change.userId, change.accountId)
      } else if (change.effect === 'keep-photo') {
        this.photos.set(change.photoId, change.userId)
      } else if (change.effect === 'recognise') {
        this.accounts.set(change.userId, change.claimId)
      } else if (change.effect === 'erase') {
        this.accounts.delete(change.userId)
      } else if (change.effect === 'sit-again') {
        const before = this.accountsBefore.get(change.handoverId)
        if (before) this.accounts.set(change.userId, before)
      }
    }
  }

  answer = (question: Question): unknown => this.answers[question.kind](question as never)

  private readonly answers: {
    [K in keyof Questions]: (asks: Questions[K]['asks']) => Questions[K]['answer']
  } = {
    organization: () => this.all('organization')[0] ?? null,
    subscription: () => {
      const [organization] = this.all('organization')
      if (!organization) return null
      const { name, timeZone, cancellation } = organization
      return { name, timeZone, lastDay: cancellation?.lastDay ?? null }
    },
    user: ({ id }) => this.tables.user.get(id) ?? null,
    userByEmail: ({ emailKey }) => this.userByEmail(emailKey),
    userByUserName: ({ userNameKey: key }) =>
      this.all('user').find((u) => u.userName && userNameKey(u.userName) === key) ?? null,
    domainKnown: ({ domain }) =>
      this.all('user').some((u) => u.state !== 'erased' && emailDomain(u.email) === domain),
    isAccountOwner: ({ userId }) => this.all('organization')[0]?.ownerUserId === userId,
    seatsTaken: () => seatCounts(this.all('user')).taken,
    activeAdmins: () =>
      this.all('user')
        .filter(countsAsAdmin)
        .map((u) => u.id),
    activeUsers: () =>
      this.all('user')
        .filter((u) => u.state === 'active')
        .map((u) => u.id),
    memberships: ({ userId }) => this.all('membership').filter((m) => m.userId === userId),
    workspaceOwners: ({ workspaceId }) =>
      this.all('membership')
        .filter((m) => m.workspaceId === workspaceId && isOwnerLevel(m.level))
        .map((m) => m.userId),
    membershipsIn: ({ workspaceId }) => this.all('membership').filter((m) => m.workspaceId === workspaceId),
    workspace: ({ id }) => this.tables.workspace.get(id) ?? null,
    folder: ({ id }) => this.tables.folder.get(id) ?? null,
    portfolio: ({ id }) => this.tables.portfolio.get(id) ?? null,
    portfoliosHeldBy: ({ userId }) => this.all('portfolio').filter((p) => holderOf(p) === userId),
    homesOf: ({ userId }) => this.all('portfolio').filter((p) => p.homeOf === userId),
    invitation: ({ id }) => this.tables.invitation.get(id) ?? null,
    pendingInvitation: ({ userId }) =>
      this.all('invitation').find((i) => i.userId === userId && i.state === 'pending') ?? null,
    invitationsBy: ({ userId }) =>
      this.all('invitation').filter((i) => i.invitedBy === userId && i.state === 'pending'),
    handover: ({ id }) => this.tables.handover.get(id) ?? null,
    openHandoversOf: ({ userId }) =>
      this.all('handover').filter(
        (h) =>
          ['asked', 'waiting', 'needs-look'].includes(h.state) &&
          (h.kind === 'switch' ? h.userId === userId : h.plan.from === userId || h.plan.to === userId),
      ),
    plannedErasings: ({ userId }) => plannedErasings(this.all('handover'), userId),
    traces: ({ userId }) => this.traces(userId),
    itemCounts: ({ portfolioIds }) => portfolioIds.flatMap((id) => this.counts.get(id) ?? []),
    photo: ({ id }) => {
      const userId = this.photos.get(id)
      return userId === undefined ? null : { userId }
    },
    record: ({ recordId }) => this.records.get(recordId) ?? null,
    reassignedSince: () => [],
    userOfAccount: ({ accountId }) => {
      const userId = [...this.accounts].find(([, account]) => account === accountId)?.[0]
      return (userId && this.tables.user.get(userId)) || null
    },
    request: ({ id }) => this.tables.request.get(id) ?? null,
    requestsOf: ({ userId }) =>
      this.all('request').filter(({ by, to }) => by === userId || to.includes(userId)),
    answerers: ({ workspaceIds }) => {
      const leads = this.all('membership').filter(
        ({ workspaceId, level }) => workspaceIds.includes(workspaceId) && !isAgentLevel(level),
      )
      return this.all('user')
        .filter((user) => user.state === 'active')
        .filter((user) => !isMember(user) || leads.some(({ userId }) => userId === user.id))
        .map(({ id }) => id)
    },
    signIn: ({ userId }) => this.tables.signIn.get(userId) ?? null,
    claimsAt: ({ domain }) =>
      this.all('signIn').filter(({ claim }) => claim !== null && emailDomain(claim.email) === domain),
    userOfClaim: () => null,
    accountOfUser: ({ userId }) => this.accounts.get(userId) ?? null,
  }

  private traces(userId: string): Traces {
    const user = this.tables.user.get(userId)
    const values = user ? [user.name, user.email, user.emailKey, ...user.formerly].filter(Boolean) : []
    return {
      values,
      invitations: this.all('invitation').filter((i) => i.userId === userId),
      handovers: this.all('handover').filter((h) => namesIn(h, userId, values)),
      requests: this.all('request').filter((request) => requestNames(request, userId, values)),
      portfolios: this.all('portfolio').filter((p) => isNamedIn(p.label, values)),
      madeOne: [...madeOneWith(this.all('handover'), userId)]
        .flatMap((id) => this.tables.user.get(id) ?? [])
        .filter((other) => formerlyBut(other, values).length < other.formerly.length),
      erasedBefore: this.all('user').filter((u) => u.state === 'erased').length,
    }
  }

  private userByEmail(emailKey: string) {
    const user = this.all('user').find((u) => u.state !== 'erased' && u.emailKey === emailKey)
    if (user) return user
    const invitation = this.all('invitation').find((i) => i.state === 'pending' && i.emailKey === emailKey)
    return (invitation && this.tables.user.get(invitation.userId)) || null
  }
}
