import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { keptBy } from '../handover/switch.ts'
import { emailKey } from '../model/email.ts'
import type { Switch } from '../model/handover.ts'
import { named } from '../model/profile.ts'

/**
 * The user's Google account has another address now, and Google answers for it: the user has it too, and the Admins are told
 * (INV-11). `from` is the key of the address the account had; a user with yet another one is left alone. A change to that
 * address that is under way is done with it: nothing is left to accept (HAND-20).
 */
export function* followAddress(userId: string, from: string, email: string, now: string): Asking<Decision> {
  const user = yield* standingOf(userId)
  if (!user || user.user.emailKey !== from) return accept([])
  const key = emailKey(email)
  const other = yield* ask('userByEmail', { emailKey: key })
  if (other && other.id !== userId) return refuse('address-taken', `${email} belongs to another person here.`)
  const open = (yield* ask('openHandoversOf', { userId })).find(
    (handover) => handover.kind === 'switch' && emailKey(handover.newEmail) === key,
  )
  const arrived = open?.kind === 'switch' ? yield* arrive(open, now) : []
  const renamed = open?.kind === 'switch' ? named(user.user, open.newName) : user.user
  const { email: old, formerly } = user.user
  const admins = yield* ask('activeAdmins', {})
  const told = admins
    .filter((adminId) => adminId !== userId)
    .map((adminId): Change => ({
      effect: 'mail',
      mail: 'address-followed',
      userId: adminId,
      aboutUserId: userId,
    }))
  const changes: Change[] = [
    put('user', {
      ...renamed,
      email,
      emailKey: key,
      formerly: [...formerly.filter((one) => emailKey(one) !== key), old],
    }),
    ...told,
    { effect: 'mail', mail: 'address-followed', userId, aboutUserId: userId },
    { effect: 'mail', mail: 'address-followed', userId, aboutUserId: userId, address: old },
    ...arrived,
  ]
  return accept(changes, open ? { cause: open.id } : {})
}

/** The change of address that waited for this is done; its invitation can't be used any more. */
function* arrive(handover: Switch, now: string): Asking<Change[]> {
  const kept = yield* keptBy(handover.userId)
  const done: Switch = { ...handover, state: 'done', doneAt: now, kept, reasons: [], sameAccount: true }
  const invitation = handover.invitationId ? yield* ask('invitation', { id: handover.invitationId }) : null
  return [
    put('handover', done),
    ...(invitation?.state === 'pending' ? [put('invitation', { ...invitation, state: 'accepted' })] : []),
  ]
}
