import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { emailKey } from '../model/email.ts'

/**
 * The user's Google account has another address now, and Google answers for it: the user has it too, and the Admins are told
 * (INV-11). `from` is the key of the address the account had; a user with yet another one is left alone.
 */
export function* followAddress(userId: string, from: string, email: string): Asking<Decision> {
  const user = yield* standingOf(userId)
  if (!user || user.user.emailKey !== from) return accept([])
  const key = emailKey(email)
  const other = yield* ask('userByEmail', { emailKey: key })
  if (other && other.id !== userId) return refuse('address-taken', `${email} belongs to another person here.`)
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
  return accept([
    put('user', {
      ...user.user,
      email,
      emailKey: key,
      formerly: [...formerly.filter((one) => emailKey(one) !== key), old],
    }),
    ...told,
    { effect: 'mail', mail: 'address-followed', userId, aboutUserId: userId },
    { effect: 'mail', mail: 'address-followed', userId, aboutUserId: userId, address: old },
  ])
}
