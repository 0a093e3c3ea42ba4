import { rowKey, type Rows, type Table } from '../decide/change.ts'
import type { Handover, ItemHandover } from '../model/handover.ts'
import type { Membership } from '../model/membership.ts'
import { type Organization, organizationName, seatTerms } from '../model/organization.ts'
import type { Portfolio } from '../model/portfolio.ts'
import type { User } from '../model/user.ts'
import { isOfRecord } from '../request/record-request.ts'
import { ABOUT, BILLING, meOf, namesOf, ORGANIZATION, staffOf } from './document-name.ts'
import { partOfHandover } from './handover-part.ts'

/** What stands in `names/{workspace}` for a user: never an address, role or restriction (RULES: names only). */
export interface UserName {
  id: string
  name: string
  /** Absent in documents from before there were photos. */
  photo?: User['photo']
  state: User['state']
  leftAt: string | null
}

/** What projecting needs to know beside the row itself. */
export interface Surroundings {
  membershipsOf(userId: string): Membership[]
  /** Workspaces in which items are, or were first, this user's: their name stays known there as "left by". */
  workspacesWithItemsOf(userId: string): string[]
  workspaceOfPortfolio(portfolioId: string): string | null
  /** All of the organization; asked for its own row alone. */
  workspaces(): string[]
}

/** One value in one directory document. */
export interface Entry {
  document: string
  key: string
  value: unknown
}

export const userName = ({ id, name, photo, state, leftAt }: User): UserName => ({
  id,
  name,
  photo,
  state,
  leftAt,
})

/** A user as those see it who may see names and addresses, and no more of the profile (the table: "see users"). */
export const colleague = (user: User): User => ({
  ...user,
  phone: null,
  postalAddress: null,
  currency: null,
  muted: [],
  putOut: [],
})

/**
 * Where a row stands in the directory documents. The server writes exactly these entries, and removes those that the row
 * had before and has no more, so a right that is lost takes its data along. Notices go to `me/{user}` by the server itself.
 */
export function entriesOf<T extends Table>(table: T, row: Rows[T], around: Surroundings): Entry[] {
  const key = `${table}/${rowKey(table, row)}`
  const inDocument = (document: string, value: unknown = row): Entry => ({ document, key, value })
  const places = [inDocument(ORGANIZATION)]
  switch (table) {
    case 'organization': {
      const organization = row as Organization
      const name = organizationName(organization)
      return [
        ...places,
        inDocument(ABOUT, name),
        ...around
          .workspaces()
          .map((workspaceId) => inDocument(staffOf(workspaceId), { ...name, ...seatTerms(organization) })),
      ]
    }
    case 'seatMonth':
    case 'invoice':
      return [inDocument(BILLING)]
    case 'workspace':
      return [...places, inDocument(namesOf((row as Rows['workspace']).id))]
    case 'folder':
      return [...places, inDocument(namesOf((row as Rows['folder']).workspaceId))]
    case 'portfolio':
      return [...places, inDocument(namesOf((row as Portfolio).workspaceId))]
    case 'user': {
      const user = row as User
      const memberIn = around.membershipsOf(user.id).map((m) => m.workspaceId)
      const namedIn = new Set([...memberIn, ...around.workspacesWithItemsOf(user.id)])
      return [
        ...places,
        // Nobody reads the own document of somebody erased.
        ...(user.state === 'erased' ? [] : [inDocument(meOf(user.id))]),
        ...memberIn.map((workspaceId) => inDocument(staffOf(workspaceId), colleague(user))),
        ...[...namedIn].map((workspaceId) => inDocument(namesOf(workspaceId), userName(user))),
      ]
    }
    case 'membership': {
      const { workspaceId, userId } = row as Membership
      return [...places, inDocument(staffOf(workspaceId)), inDocument(meOf(userId))]
    }
    case 'invitation': {
      const { userId } = row as Rows['invitation']
      return [...places, ...around.membershipsOf(userId).map((m) => inDocument(staffOf(m.workspaceId)))]
    }
    case 'request': {
      const request = row as Rows['request']
      // Of those who were asked, the asker may not see everybody.
      // What is written in a record is for those who see the record: who has another role sees no content.
      return [
        ...(isOfRecord(request.command) ? [] : places),
        ...request.to.map((userId) => inDocument(meOf(userId))),
        inDocument(meOf(request.by), { ...request, to: [] }),
      ]
    }
    case 'signIn':
      return [...places, inDocument(meOf((row as Rows['signIn']).id))]
    case 'handover':
      return [...places, ...handoverEntries(row as Handover, around).map((of) => inDocument(...of))]
  }
  return places
}

/** ROLE-10: titles of items that are others' now are nothing for somebody who sees their own alone. */
const withoutStayed = (handover: ItemHandover): ItemHandover =>
  handover.report && handover.report.stayed.length > 0
    ? { ...handover, report: { ...handover.report, stayed: [] }, partial: true }
    : handover

const seesOwnItemsOnly = (userId: string, around: Surroundings): boolean =>
  around.membershipsOf(userId).some(({ restrictions }) => restrictions.includes('own-items-only'))

/** To each reader what concerns the workspaces they see: the staff of one hears nothing of another. */
function handoverEntries(handover: Handover, around: Surroundings): [document: string, value: Handover][] {
  if (handover.kind === 'switch') return [[meOf(handover.userId), handover]]
  // Its levels are of every workspace the two are in, which is nobody else's business.
  if (handover.merge)
    return [handover.plan.to, handover.plan.from]
      .filter((id) => id !== null)
      .map((id) => [meOf(id), seesOwnItemsOnly(id, around) ? withoutStayed(handover) : handover])
  const part = (workspaceIds: (string | null)[]) =>
    partOfHandover(handover, new Set(workspaceIds.filter((id) => id !== null)), around.workspaceOfPortfolio)
  const workspaces = new Set(handover.plan.moves.map((move) => around.workspaceOfPortfolio(move.portfolioId)))
  // What is planned for somebody is not told to them beforehand, unless they planned it: they might act on it.
  const tellsSource =
    handover.state === 'done' || handover.state === 'undone' || handover.startedBy === handover.plan.from
  const people = [tellsSource ? handover.plan.from : null, handover.plan.to].filter((id) => id !== null)
  const ofPerson = (userId: string) => around.membershipsOf(userId).map(({ workspaceId }) => workspaceId)
  return [
    ...[...workspaces].filter((id) => id !== null).map((id): [string, Handover] => [staffOf(id), part([id])]),
    ...people.map((userId): [string, Handover] => [
      meOf(userId),
      seesOwnItemsOnly(userId, around) ? withoutStayed(part(ofPerson(userId))) : part(ofPerson(userId)),
    ]),
  ]
}
