import { standingOf } from '../decide/actor.ts'
import { type Change, put } from '../decide/change.ts'
import { accept, type Decision, refuse } from '../decide/decision.ts'
import { type Asking, ask } from '../decide/question.ts'
import { isAdmin } from '../policy/column.ts'

/**
 * The operator of the server makes somebody an Admin where none can be reached (ROLE-14). No user can send this. Somebody
 * who was blocked is let in again; everybody is told by mail, so that it is never done in silence.
 */
export function* appointAdmin(userId: string): Asking<Decision> {
  const user = yield* standingOf(userId)
  if (user?.user.state !== 'active' && user?.user.state !== 'blocked')
    return refuse('not-active-user', 'Only somebody who has joined, and has not left, can be made Admin.')
  if (isAdmin(user.user) && user.user.state === 'active')
    return refuse('is-admin', 'This person is an Admin already. Nothing was changed.')
  const everybody = yield* ask('activeUsers', {})
  const told = [...new Set([...everybody, userId])].map((id): Change => ({
    effect: 'mail',
    mail: 'admin-appointed',
    userId: id,
    aboutUserId: userId,
  }))
  return accept([put('user', { ...user.user, role: 'admin', state: 'active' }), ...told])
}
