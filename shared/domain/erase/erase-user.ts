import type { Standing } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { type Asking, ask, type Traces } from '../decide/question.ts'
import type { Handover } from '../model/handover.ts'
import { formerlyBut } from '../handover/made-one.ts'
import { holderOf, type Portfolio } from '../model/portfolio.ts'
import { emptySignIn } from '../model/sign-in.ts'
import { ERASED_ADDRESS, erasedUser } from '../model/user.ts'
import type { Request } from '../model/request.ts'
import { stringsIn } from '../request/strings-in.ts'
import { replaceValues } from './replace-values.ts'

/**
 * Takes name and address out of every row in which they stand (LIFE-6). The items stay, findable as left by
 * "(deleted user) 17"; what was still theirs is looked after by nobody. `now` is ISO.
 */
export function* eraseUser({ user, memberships }: Standing, now: string): Asking<Change[]> {
  const traces = yield* ask('traces', { userId: user.id })
  const erased = erasedUser(user, traces.erasedBefore + 1)
  const without = (text: string) => replaceValues(text, traces.values, () => erased.name)

  const portfolios = byId([
    ...traces.portfolios,
    ...(yield* ask('portfoliosHeldBy', { userId: user.id })),
    ...(yield* ask('homesOf', { userId: user.id })),
  ])
  const handovers = byId([
    ...traces.handovers,
    ...(yield* ask('plannedErasings', { userId: user.id })),
  ] as Handover[])
  const organization = yield* ask('organization', {})
  const isContact =
    organization !== null &&
    isNamedIn(`${organization.billingName}\n${organization.billingEmail}`, traces.values)
  const signIn = yield* ask('signIn', { userId: user.id })
  return [
    // Invoices go to nobody rather than to somebody who left; those that were issued stay as they are.
    ...(isContact ? [put('organization', { ...organization, billingName: '', billingEmail: '' })] : []),
    ...portfolios.map((portfolio) => put('portfolio', left(portfolio, user.id, without, now))),
    ...handovers.map((handover) => put('handover', forgetting(handover, user.id, without))),
    ...traces.invitations.map((invitation) =>
      put('invitation', { ...invitation, email: ERASED_ADDRESS, emailKey: '' }),
    ),
    ...traces.requests.map(({ id }): Change => ({ remove: 'request', key: id })),
    ...(signIn ? [put('signIn', emptySignIn(user.id))] : []),
    ...memberships.map(({ workspaceId }): Change => ({
      remove: 'membership',
      key: `${workspaceId}/${user.id}`,
    })),
    put('user', erased),
    // Whoever wants to keep the address does not erase the one it came from: that costs no seat.
    ...traces.madeOne.map((user) => put('user', { ...user, formerly: formerlyBut(user, traces.values) })),
    { effect: 'close-sockets', userId: user.id, why: 'removed' },
    {
      effect: 'erase',
      userId: user.id,
      values: traces.values,
      instead: erased.name,
      madeOne: traces.madeOne.map(({ id }) => id),
    },
  ]
}

function left(
  portfolio: Portfolio,
  userId: string,
  without: (text: string) => string,
  now: string,
): Portfolio {
  const { homeOf, label, holdings } = portfolio
  return {
    ...portfolio,
    homeOf: homeOf === userId ? null : homeOf,
    label: without(label).slice(0, 200),
    holdings:
      holderOf(portfolio) === userId
        ? [...holdings, { holder: null, handoverId: null, since: now }]
        : holdings,
  }
}

function forgetting(handover: Handover, userId: string, without: (text: string) => string): Handover {
  const reasons = handover.reasons.map((reason) => ({ ...reason, message: without(reason.message) }))
  if (handover.kind === 'handover') {
    const { erasing } = handover
    const isPlanned = erasing?.state === 'planned' && handover.plan.from === userId
    return { ...handover, reasons, ...(isPlanned && { erasing: { ...erasing, state: 'done' as const } }) }
  }
  if (handover.userId !== userId) return { ...handover, reasons }
  const { newName: _new, oldName: _old, ...rest } = handover
  return { ...rest, reasons, oldEmail: ERASED_ADDRESS, newEmail: ERASED_ADDRESS }
}

/** Does the row name them? The server asks this of each row it has. */
export const namesIn = (handover: Handover, userId: string, values: Traces['values']): boolean =>
  (handover.kind === 'switch' && handover.userId === userId) ||
  handover.reasons.some(({ message }) => isNamedIn(message, values))

/** Is it theirs, or about them? */
export const requestNames = (
  { by, command, word }: Request,
  userId: string,
  values: Traces['values'],
): boolean =>
  by === userId ||
  [word, ...stringsIn(command.args)].some((text) => text === userId || isNamedIn(text, values))

/** Is one of the values in this text? */
export const isNamedIn = (text: string, values: Traces['values']): boolean =>
  replaceValues(text, values, () => '\u0000').includes('\u0000')

const byId = <T extends { id: string }>(rows: T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]
