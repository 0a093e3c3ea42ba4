import type { Question } from '../../domain/decide/question.ts'
import { UNKNOWN } from '../../domain/decide/question.ts'
import { meOf, ORGANIZATION, staffOf } from '../../domain/documents/document-name.ts'
import { emailDomain } from '../../domain/model/email.ts'
import { plannedErasings } from '../../domain/handover/erasing.ts'
import type { Handover } from '../../domain/model/handover.ts'
import { isOpenInvitation } from '../../domain/model/invitation.ts'
import { countsAsAdmin, isAdmin, isOwnerLevel } from '../../domain/policy/column.ts'
import type { Directory } from './directory.ts'
import { byEmailKey, byUserName, pendingBy, toEmailKey } from './found-by.ts'
import { indexed } from './indexed-rows.ts'

/** What this device answers to what a command asks, or UNKNOWN: never a guess (DESIGN §2.2). For a decision at `now` (ISO). */
export const answersOf =
  (directory: Directory, now: string = new Date().toISOString()) =>
  (question: Question): unknown =>
    answerFrom(directory, question, now)

/**
 * Answers a command's question from what the device sees, exactly as the server would, or UNKNOWN (DESIGN §2.2). What is
 * found is known; `now` is ISO; that something does not exist is known only where the document that would hold it is whole here.
 */
export function answerFrom(directory: Directory, question: Question, now: string): unknown {
  const { tables, clouded, userId: me } = directory.data
  const all = directory.holds(ORGANIZATION)
  const found = <T>(id: string, row: T | null): T | null | typeof UNKNOWN => {
    if (row !== null) return row
    return all && !clouded.has(id) ? null : UNKNOWN
  }
  /** Rows of many users are complete in the organization's document alone, and there unless somebody may yet come. */
  const known = <T>(id: string, complete: boolean, rows: () => T): T | typeof UNKNOWN =>
    complete && !clouded.has(id) ? rows() : UNKNOWN

  switch (question.kind) {
    case 'organization':
      return all ? directory.organization : UNKNOWN
    case 'subscription':
      return directory.subscription ?? UNKNOWN
    case 'user':
      return found(question.id, directory.wholeUser(question.id))
    case 'userByEmail': {
      const [user] = indexed(tables.user).by(byEmailKey, question.emailKey)
      if (user) return user
      // Whether nobody has it only the organization's document tells, and not while somebody may yet come.
      return all && clouded.size === 0 ? invitedTo(directory, question.emailKey, now) : UNKNOWN
    }
    case 'userByUserName': {
      const [user] = indexed(tables.user).by(byUserName, question.userNameKey)
      return user ?? (all && clouded.size === 0 ? null : UNKNOWN)
    }
    case 'domainKnown': {
      const here = tables.user
        .values()
        .some((u) => u.state !== 'erased' && emailDomain(u.emailKey) === question.domain)
      return here || (all && clouded.size === 0 ? false : UNKNOWN)
    }
    case 'isAccountOwner': {
      if (all) return directory.organization?.ownerUserId === directory.real(question.userId)
      // The account owner is an Admin (ROLE-1), so somebody who is none needs no look at the organization.
      const user = directory.wholeUser(question.userId)
      return user && !isAdmin(user) ? false : UNKNOWN
    }
    case 'seatsTaken':
      return all && clouded.size === 0 ? (directory.seats?.taken ?? UNKNOWN) : UNKNOWN
    case 'activeAdmins':
      return all ? [...tables.user.values().filter(countsAsAdmin)].map((user) => user.id) : UNKNOWN
    case 'memberships': {
      const own = directory.real(question.userId) === me && directory.holds(meOf(me))
      return known(question.userId, all || own, () => [...directory.membershipsOf(question.userId)])
    }
    case 'workspaceOwners': {
      const id = directory.real(question.workspaceId)
      const owners = () =>
        directory
          .membershipsIn(id)
          .filter((m) => isOwnerLevel(m.level))
          .map((m) => m.userId)
      return known(id, all || directory.holds(staffOf(id)), owners)
    }
    case 'membershipsIn': {
      const id = directory.real(question.workspaceId)
      return known(id, all || directory.holds(staffOf(id)), () => [...directory.membershipsIn(id)])
    }
    case 'workspace':
      return found(question.id, directory.workspace(question.id))
    case 'folder':
      return found(question.id, directory.folder(question.id))
    case 'portfolio':
      return found(question.id, directory.portfolio(question.id))
    case 'portfoliosHeldBy':
      return known(question.userId, all, () => [...directory.portfoliosHeldBy(question.userId)])
    case 'homesOf': {
      const id = directory.real(question.userId)
      return known(id, all, () => [...directory.homesOf(id)])
    }
    case 'invitation':
      return found(question.id, directory.invitation(question.id))
    case 'pendingInvitation':
      return found(question.userId, directory.pendingInvitationOf(question.userId))
    case 'invitationsBy': {
      const id = directory.real(question.userId)
      return known(id, all, () => [...indexed(tables.invitation).by(pendingBy, id)])
    }
    case 'handover':
      return whole(found(question.id, directory.handover(question.id)))
    case 'openHandoversOf': {
      const id = directory.real(question.userId)
      const own = id === me && directory.holds(meOf(me))
      const open = known(id, all || own, () =>
        directory.handovers.filter((h) => isUnderWay(h) && concerns(h, id)),
      )
      return open === UNKNOWN || open.some(isPartial) ? UNKNOWN : open
    }
    case 'signIn': {
      const id = directory.real(question.userId)
      const own = id === me && directory.holds(meOf(me))
      return known(id, all || own, () => directory.signIn(id))
    }
    case 'claimsAt':
      return all
        ? [...tables.signIn.values()].filter((s) => s.claim && emailDomain(s.claim.email) === question.domain)
        : UNKNOWN
    case 'request':
      return found(question.id, directory.request(question.id))
    case 'requestsOf': {
      const id = directory.real(question.userId)
      const own = id === me && directory.holds(meOf(me))
      return known(id, all || own, () =>
        directory.requests.filter(({ by, to }) => by === id || to.includes(id)),
      )
    }
    case 'plannedErasings':
      return known(question.userId, all, () => plannedErasings(directory.handovers, question.userId))
    case 'photo': {
      const whose = tables.user.values().find(({ photo }) => photo === question.id)
      return whose ? { userId: whose.id } : question.isNew ? null : UNKNOWN
    }
    case 'activeUsers':
    case 'answerers':
    case 'userOfClaim':
    case 'traces':
    case 'itemCounts':
    case 'record':
    case 'reassignedSince':
    case 'userOfAccount':
    case 'accountOfUser':
      return UNKNOWN
  }
}

/** An open invitation's address counts for its user, too; an expired one reserves nothing. */
function invitedTo(directory: Directory, emailKey: string, now: string) {
  const invitation = indexed(directory.data.tables.invitation)
    .by(toEmailKey, emailKey)
    .find((i) => isOpenInvitation(i, now))
  return invitation ? directory.wholeUser(invitation.userId) : null
}

/** Of whom only a part is told, only the server can decide. */
const whole = (handover: Handover | null | typeof UNKNOWN) =>
  handover !== null && handover !== UNKNOWN && isPartial(handover) ? UNKNOWN : handover

const isPartial = (handover: Handover): boolean => handover.kind === 'handover' && handover.partial === true

const isUnderWay = ({ state }: Handover): boolean =>
  state === 'asked' || state === 'waiting' || state === 'needs-look'

const concerns = (handover: Handover, userId: string): boolean =>
  handover.kind === 'switch'
    ? handover.userId === userId
    : handover.plan.from === userId || handover.plan.to === userId
