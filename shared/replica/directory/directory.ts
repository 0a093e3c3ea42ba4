import { type SeatCounts, seatCounts } from '../../domain/billing/seat.ts'
import { isStillOffered } from '../../domain/billing/still-done.ts'
import { endedRefusal, type Subscription } from '../../domain/billing/subscription.ts'
import type { Standing } from '../../domain/decide/actor.ts'
import type { Rows, Table } from '../../domain/decide/change.ts'
import { type Refusal, refuse } from '../../domain/decide/decision.ts'
import { meOf, namesOf, ORGANIZATION, staffOf } from '../../domain/documents/document-name.ts'
import type { UserName } from '../../domain/documents/project.ts'
import type { Folder } from '../../domain/model/folder.ts'
import type { Handover } from '../../domain/model/handover.ts'
import type { Invitation } from '../../domain/model/invitation.ts'
import type { Invoice } from '../../domain/model/invoice.ts'
import type { Membership } from '../../domain/model/membership.ts'
import type { Notice } from '../../domain/model/notice.ts'
import type { Organization, OrganizationName } from '../../domain/model/organization.ts'
import { holderOf, type Portfolio } from '../../domain/model/portfolio.ts'
import type { Request } from '../../domain/model/request.ts'
import type { SeatMonth } from '../../domain/model/seat-month.ts'
import type { SignIn } from '../../domain/model/sign-in.ts'
import type { User } from '../../domain/model/user.ts'
import type { Workspace } from '../../domain/model/workspace.ts'
import { can } from '../../domain/policy/can.ts'
import { isAdmin } from '../../domain/policy/column.ts'
import type { Target } from '../../domain/policy/scope.ts'
import type { Action } from '../../domain/policy/table.ts'
import { indexed } from './indexed-rows.ts'
import { byHolder, byHome, byUser, byWorkspace, ofUser } from './found-by.ts'
import { NameOrder } from './name-order.ts'

/** The rows a device sees, by table and key. */
export type Tables = { readonly [T in Table]: ReadonlyMap<string, Rows[T]> }

export interface DirectoryData {
  readonly organizationId: string
  readonly userId: string
  /** Whole rows. A user of whom only the name may be known is in `names` alone. */
  readonly tables: Tables
  readonly names: ReadonlyMap<string, UserName>
  /** Ids of the users in `names/{workspace}`, by workspace. */
  readonly namedIn: ReadonlyMap<string, ReadonlySet<string>>
  /** The organization as far as it is known here; whole in `tables`, if at all. */
  readonly about: AboutOrganization | null
  readonly notices: readonly Notice[]
  /** Names of the directory documents that are whole on this device: what is absent in them does not exist. */
  readonly held: ReadonlySet<string>
  /** Ids named by waiting commands that only the server can decide: nobody here knows whether those rows will exist. */
  readonly clouded: ReadonlySet<string>
  /** Ids that became other ids when commands were merged (INV-8). */
  readonly aliases: ReadonlyMap<string, string>
}

/** A user as far as this device may know them: at least the name and the state. */
export type Person = UserName & Partial<Omit<User, keyof UserName>>

/** The organization as far as this device may know it: at least its name and what money is in. */
export type AboutOrganization = OrganizationName & Partial<Organization>

/**
 * One immutable snapshot of the directory: what the server confirmed, and over it the effects of waiting commands.
 * Lists are in the order of names. Indexes are made when first used, or brought up to date from the snapshot before.
 */
export class Directory {
  readonly data: DirectoryData
  /** How lists were sorted in earlier snapshots; shared with the next ones. */
  readonly order: NameOrder
  #indexes = new Map<string, unknown>()

  constructor(data: DirectoryData, order = new NameOrder()) {
    this.data = data
    this.order = order
  }

  /** Whole, for those who see its settings. */
  get organization(): Organization | null {
    return this.data.tables.organization.get(this.data.organizationId) ?? null
  }

  /** For everybody: its name, time zone and currency; the price of a seat for those who may add one. */
  get about(): AboutOrganization | null {
    return this.organization ?? this.data.about
  }
  /** Whether it goes on, for everybody; null until anything of the organization is on the device. */
  get subscription(): Subscription | null {
    const { about, organization } = this
    if (!about) return null
    const lastDay = (organization ? organization.cancellation?.lastDay : about.lastDay) ?? null
    return { name: about.name, timeZone: about.timeZone, lastDay }
  }
  /** Why nothing can be changed now, by this device's clock: the subscription has ended (ROLE-8). Null: it goes on. */
  get ended(): Refusal | null {
    return endedRefusal(this.subscription, new Date().toISOString())
  }
  /** How many seats are taken and reserved; null where this device does not see everybody. */
  get seats(): SeatCounts | null {
    if (!this.data.held.has(ORGANIZATION)) return null
    return this.#index('seats', () => seatCounts(this.data.tables.user.values()))
  }
  /** Months of seats, oldest first, and invoices, newest first; for those who see billing. */
  get seatMonths(): readonly SeatMonth[] {
    return this.#index('seatMonths', () =>
      [...this.data.tables.seatMonth.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    )
  }
  get invoices(): readonly Invoice[] {
    return this.#index('invoices', () =>
      [...this.data.tables.invoice.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
    )
  }
  invoice(id: string): Invoice | null {
    return this.data.tables.invoice.get(id) ?? null
  }

  /** Everybody known, those who left included. */
  get users(): readonly Person[] {
    return this.#index('users', () => {
      const { names, tables } = this.data
      const known = [...names.values()].filter(({ id }) => !tables.user.has(id))
      return this.order.sorted<Person>('users', [...tables.user.values(), ...known])
    })
  }
  user(id: string): Person | null {
    const real = this.real(id)
    return this.data.tables.user.get(real) ?? this.data.names.get(real) ?? null
  }
  /** The user with address and role; null also when this device may know no more than the name. */
  wholeUser(id: string): User | null {
    return this.data.tables.user.get(this.real(id)) ?? null
  }
  /** For sentences: the name of a person, workspace or folder; the address while there is no name. Records are elsewhere. */
  nameOf = (id: string): string => {
    if (id.startsWith('rec_')) return 'a record'
    const real = this.real(id)
    const user = this.user(real)
    if (user) return user.name || user.email || 'somebody'
    const { workspace, folder, portfolio } = this.data.tables
    const named = workspace.get(real)?.name ?? folder.get(real)?.name
    if (named !== undefined) return named
    const items = portfolio.get(real)
    const holder = items && holderOf(items)
    return holder ? this.nameOf(holder) : 'somebody'
  }

  get memberships(): readonly Membership[] {
    return this.#index('memberships', () => [...this.data.tables.membership.values()])
  }
  /** As far as known: of others only where this device sees the staff of the workspace. */
  membershipsOf(userId: string): readonly Membership[] {
    return indexed(this.data.tables.membership).by(byUser, this.real(userId))
  }
  membershipsIn(workspaceId: string): readonly Membership[] {
    return indexed(this.data.tables.membership).by(byWorkspace, this.real(workspaceId))
  }
  membership(userId: string, workspaceId: string): Membership | null {
    return this.data.tables.membership.get(`${this.real(workspaceId)}/${this.real(userId)}`) ?? null
  }
  /** Who works in the workspace. Where only names are known, also those who left it but whose items are there. */
  peopleIn(workspaceId: string): readonly Person[] {
    const id = this.real(workspaceId)
    return this.#index(`peopleIn/${id}`, () => {
      const ids = this.seesStaff(id)
        ? this.membershipsIn(id).map((m) => m.userId)
        : [...(this.data.namedIn.get(id) ?? [])]
      const people = ids.map((userId) => this.user(userId)).filter((person) => person !== null)
      return this.order.sorted(`peopleIn/${id}`, people)
    })
  }
  /** Does the device hold the list of who is in the workspace, with addresses and levels? */
  seesStaff(workspaceId: string): boolean {
    return this.data.held.has(ORGANIZATION) || this.data.held.has(staffOf(this.real(workspaceId)))
  }

  get workspaces(): readonly Workspace[] {
    return this.#index('workspaces', () =>
      this.order.sorted('workspaces', [...this.data.tables.workspace.values()]),
    )
  }
  workspace(id: string): Workspace | null {
    return this.data.tables.workspace.get(this.real(id)) ?? null
  }
  get folders(): readonly Folder[] {
    return this.#index('folders', () => this.order.sorted('folders', [...this.data.tables.folder.values()]))
  }
  folder(id: string): Folder | null {
    return this.data.tables.folder.get(this.real(id)) ?? null
  }
  foldersOf(workspaceId: string): readonly Folder[] {
    return this.#grouped('foldersOf', this.folders, (f) => f.workspaceId).get(this.real(workspaceId)) ?? []
  }

  get portfolios(): readonly Portfolio[] {
    return this.#index('portfolios', () => [...this.data.tables.portfolio.values()])
  }
  portfolio(id: string): Portfolio | null {
    return this.data.tables.portfolio.get(this.real(id)) ?? null
  }
  /** What this user looks after, or what nobody does (null). */
  portfoliosHeldBy(userId: string | null): readonly Portfolio[] {
    return indexed(this.data.tables.portfolio).by(byHolder, userId === null ? '' : this.real(userId))
  }
  /** Where the user's new items in the workspace go. */
  homeOf(userId: string, workspaceId: string): Portfolio | null {
    return this.homesOf(userId).find((p) => p.workspaceId === this.real(workspaceId)) ?? null
  }
  homesOf(userId: string): readonly Portfolio[] {
    return indexed(this.data.tables.portfolio).by(byHome, this.real(userId))
  }

  get invitations(): readonly Invitation[] {
    return this.#index('invitations', () => [...this.data.tables.invitation.values()])
  }
  invitation(id: string): Invitation | null {
    return this.data.tables.invitation.get(this.real(id)) ?? null
  }
  /** The one that can still be answered, expired or not. */
  pendingInvitationOf(userId: string): Invitation | null {
    const all = indexed(this.data.tables.invitation).by(ofUser, this.real(userId))
    return all.find((i) => i.state === 'pending') ?? null
  }
  /** Newest first. */
  get handovers(): readonly Handover[] {
    return this.#index('handovers', () =>
      [...this.data.tables.handover.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1)),
    )
  }
  handover(id: string): Handover | null {
    return this.data.tables.handover.get(this.real(id)) ?? null
  }
  /** What is decided or asked about how this user signs in; null: nothing, or not for these eyes. */
  signIn(userId: string): SignIn | null {
    return this.data.tables.signIn.get(this.real(userId)) ?? null
  }
  /** What people asked others to do for them; newest first. */
  get requests(): readonly Request[] {
    return this.#index('requests', () =>
      [...this.data.tables.request.values()].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1)),
    )
  }
  request(id: string): Request | null {
    return this.data.tables.request.get(id) ?? null
  }
  get notices(): readonly Notice[] {
    return this.data.notices
  }

  /** My standing; null until my own document is on the device. */
  get me(): Standing | null {
    return this.#index('me', () => this.standing(this.data.userId))
  }
  /** Is my own document on the device? Then `me` is null only for who has no access any more. */
  get knowsMe(): boolean {
    return this.data.held.has(meOf(this.data.userId))
  }
  /** A user with what rights follow from, as far as known; null without the whole user. For `can` on screens. */
  standing(userId: string): Standing | null {
    const user = this.wholeUser(userId)
    if (!user) return null
    const { organization } = this
    const isAccountOwner = organization ? organization.ownerUserId === user.id : false
    return {
      user,
      memberships: [...this.membershipsOf(user.id)],
      isAccountOwner: isAccountOwner && isAdmin(user),
    }
  }
  /** May I? Null: yes. Otherwise the sentence to show (ROLE-11). */
  can(action: Action, target: Target = {}): Refusal | null {
    const { me } = this
    const ended = isStillOffered(action) ? null : this.ended
    if (ended) return ended
    return me ? can(me, action, target) : refuse('not-active', 'Your access to this organization has ended.')
  }

  /** The id that counts, when a merged command gave another one. */
  real(id: string): string {
    return this.data.aliases.get(id) ?? id
  }
  holds(document: string): boolean {
    return this.data.held.has(document)
  }
  holdsNames(workspaceId: string): boolean {
    return this.data.held.has(namesOf(workspaceId))
  }

  #index<T>(name: string, make: () => T): T {
    if (!this.#indexes.has(name)) this.#indexes.set(name, make())
    return this.#indexes.get(name) as T
  }
  #grouped<T>(name: string, rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
    return this.#index(name, () => Map.groupBy(rows, keyOf))
  }
}
