import { switchStart } from '../commands/switch-start.ts'
import { standingOf } from '../decide/actor.ts'
import type { Refusal } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { emailDomain, emailKey, emailSchema } from '../model/email.ts'
import type { Switch } from '../model/handover.ts'
import type { User } from '../model/user.ts'

/** A person's address, and what it is to become: as typed, perhaps no address at all yet. */
export interface AddressChange {
  userId: string
  email: string
}

/**
 * What is known of a change before it is made (HAND-20). ready: the new address can be invited · has-it: it is theirs already ·
 * other-user: it is somebody's who works here, perhaps the same person's · taken: of somebody who is invited or has left ·
 * twice: another one of these changes wants it, too · under-way: a change of theirs waits already · invalid: no address ·
 * refused: for another reason, such as a missing right.
 */
export type AddressVerdict =
  'ready' | 'has-it' | 'other-user' | 'taken' | 'twice' | 'under-way' | 'invalid' | 'refused'

export interface JudgedChange extends AddressChange {
  verdict: AddressVerdict
  /** Why not, in a sentence; null when ready. */
  reason: string | null
  /** Whose the new address is. */
  other: string | null
}

/** Everybody here at this domain, with the part before the @ kept under the new one. */
export const changesByDomain = (users: Iterable<User>, from: string, to: string): AddressChange[] =>
  [...users]
    .filter((user) => canChange(user) && emailDomain(user.emailKey) === from)
    .map(({ id, email }) => ({ userId: id, email: `${email.slice(0, email.lastIndexOf('@'))}@${to}` }))

/** Only of somebody who has joined an address is changed. */
export const canChange = ({ state }: Pick<User, 'state'>): boolean =>
  state === 'active' || state === 'blocked'

/**
 * Judges each change as the command will be decided, in the name of `actorId`; those that are ready can all be made, in
 * any order. `now` is ISO.
 */
export function* judgeChanges(
  actorId: string,
  changes: readonly AddressChange[],
  now: string,
): Asking<JudgedChange[]> {
  const actor = yield* standingOf(actorId)
  const wanted = Map.groupBy(changes, ({ email }) => emailKey(email))
  const judged: JudgedChange[] = []
  for (const change of changes) {
    const verdict = (is: AddressVerdict, reason: string | null, other: string | null = null) =>
      judged.push({ ...change, verdict: is, reason, other })
    const { userId, email } = change
    if (!emailSchema.safeParse(email).success) {
      verdict('invalid', 'This is no email address.')
      continue
    }
    if (!actor) {
      verdict('refused', 'Your access to this organization has ended.')
      continue
    }
    const decision = yield* switchStart.decide(
      // Of a domain that is new here, all are confirmed together.
      { handoverId: '', invitationId: '', userId, email, emailAgain: email, batch: { id: '' } },
      { actor, now },
    )
    if (decision.status === 'refused') {
      const other = yield* ask('userByEmail', { emailKey: emailKey(email) })
      verdict(verdictOf(decision, other), decision.message, other && other.id !== userId ? other.id : null)
    } else if (decision.changes.length === 0) verdict('under-way', 'This change is under way already.')
    else if ((wanted.get(emailKey(email))?.length ?? 0) > 1)
      verdict('twice', 'Two people can’t have one address.')
    else verdict('ready', null)
  }
  return judged
}

function verdictOf({ code }: Refusal, other: User | null): AddressVerdict {
  if (code === 'same-address') return 'has-it'
  if (code === 'switch-running') return 'under-way'
  if (code === 'address-taken') return other && canChange(other) ? 'other-user' : 'taken'
  return 'refused'
}

/** Where many changes stand, counted. `left`: called off or undone, so that the old address stays. */
export interface BatchProgress {
  all: number
  accepted: number
  waiting: number
  planned: number
  needsLook: number
  left: number
}

export function progressOf(changes: readonly Switch[]): BatchProgress {
  const count = (is: (change: Switch) => boolean) => changes.filter(is).length
  const planned = (change: Switch) =>
    change.state === 'waiting' && change.invitationId === null && change.startAt !== undefined
  return {
    all: changes.length,
    accepted: count(({ state }) => state === 'done'),
    waiting: count((change) => (change.state === 'waiting' || change.state === 'asked') && !planned(change)),
    planned: count(planned),
    needsLook: count(({ state }) => state === 'needs-look'),
    left: count(({ state }) => state === 'called-off' || state === 'undone'),
  }
}
